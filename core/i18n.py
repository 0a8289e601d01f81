"""Languages: Chinese source strings, catalogues by package, one compiled file each."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, has_request_context, request
from flask_babel import Babel, gettext, lazy_gettext
from flask_login import current_user

from config import ROOT, Settings

LOCALES = ("zh", "en")
LOCALE_COOKIE = "locale"
CATALOGUES = ROOT / "translations"

_ = gettext
_l = lazy_gettext


def init_app(app: Flask, settings: Settings) -> None:
    """Set languages up: the member's choice, else the cookie, else Chinese."""
    compile_catalogues()
    folders = sorted(str(folder) for folder in CATALOGUES.iterdir() if folder.is_dir())
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders)
    app.config["BABEL_DEFAULT_LOCALE"] = "zh"
    Babel(app, locale_selector=current_locale, timezone_selector=lambda: settings.timezone)


def current_locale() -> str:
    """Return the language of this request, 'zh' or 'en'."""
    if not has_request_context():
        return "zh"
    chosen = request.cookies.get(LOCALE_COOKIE)
    if chosen in LOCALES:
        return chosen
    kept = getattr(current_user, "locale", None)
    return kept if kept in LOCALES else "zh"


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
