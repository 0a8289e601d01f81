"""Languages: Chinese source strings, catalogues by package, one compiled file each."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, request
from flask.globals import _cv_request
from flask_babel import Babel, force_locale, gettext
from flask_babel.speaklater import LazyString
from flask_login import current_user

from config import ROOT, Settings

SOURCE_LOCALE = "zh"
LOCALES = (SOURCE_LOCALE, "en")
LOCALE_COOKIE = "locale"
KEPT = "shuren_locale"
CATALOGUES = ROOT / "translations"


def _(text: str, /, **values: Any) -> str:
    """Return a Chinese source string in the language of the request, with `%(name)s` filled in.

    Chinese needs no catalogue, so that pages of the many cost no look-ups.
    """
    if current_locale() == SOURCE_LOCALE:
        return text % values if values else text
    return str(gettext(text, **values))


def _l(text: str, /, **values: Any) -> LazyString:
    """Return a string that is put into the language of the request only when it is shown."""
    return LazyString(_, text, **values)


@contextmanager
def speaking_alone(locale: str) -> Iterator[None]:
    """Let everything inside the block be said in one language where there is no application; catalogues are compiled."""
    app = Flask(__name__)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = _folders()
    Babel(app, locale_selector=lambda: locale)
    with app.test_request_context(), speaking(locale):
        yield


def init_app(app: Flask, settings: Settings) -> None:
    """Set languages up: the member's choice, else the cookie, else Chinese."""
    compile_catalogues()
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = _folders()
    app.config["BABEL_DEFAULT_LOCALE"] = "zh"
    Babel(app, locale_selector=current_locale, timezone_selector=lambda: settings.timezone)
    app.jinja_env.install_gettext_callables(_for_template, _plural, newstyle=True)  # type: ignore[attr-defined]


def _folders() -> str:
    return ";".join(sorted(str(folder) for folder in CATALOGUES.iterdir() if folder.is_dir()))


def _for_template(text: str) -> str:
    """Return a string of a template in the language of the request; the template fills in its values."""
    return text if current_locale() == SOURCE_LOCALE else str(gettext(text))


def _plural(one: str, many: str, number: int) -> str:
    return _for_template(one if number == 1 else many)


def current_locale() -> str:
    """Return the language of this request, 'zh' or 'en'."""
    # Pages ask for every string; the context itself answers without the detour of Flask's proxies.
    context = _cv_request.get(None)
    if context is None:
        return SOURCE_LOCALE
    known: str | None = context.__dict__.get(KEPT)
    if known is None:
        known = context.__dict__[KEPT] = _chosen_locale()
    return known


@contextmanager
def speaking(locale: str) -> Iterator[None]:
    """Let everything inside the block be said in one language."""
    before, context = current_locale(), _cv_request.get()
    context.__dict__[KEPT] = locale
    try:
        with force_locale(locale):
            yield
    finally:
        context.__dict__[KEPT] = before


def _chosen_locale() -> str:
    chosen = request.cookies.get(LOCALE_COOKIE)
    if chosen in LOCALES:
        return chosen
    kept = getattr(current_user, "locale", None)
    return kept if kept in LOCALES else SOURCE_LOCALE


def compile_catalogues() -> None:
    """Compile every catalogue whose text is newer than its compiled file."""
    for source in CATALOGUES.glob("*/*/LC_MESSAGES/messages.po"):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            _compile(source, target)


def _compile(source: Path, target: Path) -> None:
    with source.open("rb") as file:
        catalogue = read_po(file)
    try:
        descriptor, name = tempfile.mkstemp(dir=target.parent, suffix=".mo.part")
    except OSError:
        return  # A read-only installation keeps the compiled files it came with.
    with os.fdopen(descriptor, "wb") as file:
        write_mo(file, catalogue)
    Path(name).replace(target)
