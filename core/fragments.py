"""Pieces of pages that are the same whenever the values they show are the same: written once, then remembered."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable
from threading import Lock

from flask import Flask, request
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup

from core.i18n import current_locale

REMEMBERED = 2_000
MARK = secrets.token_hex(16)
"""Stands where a session's token goes; nobody outside knows it, so no address can ask for a token with it."""


class Fragments:
    """Remembered pieces of pages, the oldest forgotten first."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Markup] = {}
        self._lock = Lock()

    def fragment(self, name: str, *values: Hashable, caller: Callable[[], Markup]) -> Markup:
        """Return the piece `name` for these values, from memory if it was written before.

        In a template: `{% call fragment('name', every, value, it, shows) %}…{% endcall %}`. Whatever the piece
        shows beside its values must be constant; only language and address prefix are seen to here. Never for
        what belongs to one session: tokens, nonces, messages.
        """
        key = (name, current_locale(), request.script_root, values)
        known = self._known.get(key)
        if known is None:
            known = Markup(caller())  # noqa: S704 - the template has escaped it
            self._keep(key, known)
        return known

    def form_fragment(self, name: str, *values: Hashable, caller: Callable[[], Markup]) -> Markup:
        """Like `fragment`, for pieces that hold forms: each session gets its own token in them."""
        token = generate_csrf()
        piece = self.fragment(name, *values, caller=lambda: Markup(caller().replace(token, MARK)))  # noqa: S704 - as above
        return Markup(piece.replace(MARK, token))  # noqa: S704 - likewise

    def _keep(self, key: Hashable, piece: Markup) -> None:
        with self._lock:
            self._known[key] = piece
            while len(self._known) > REMEMBERED:
                self._known.pop(next(iter(self._known)))


def init_app(app: Flask) -> None:
    """Offer `fragment` and `form_fragment` to the templates of this application."""
    fragments = Fragments()
    app.jinja_env.globals["fragment"] = fragments.fragment
    app.jinja_env.globals["form_fragment"] = fragments.form_fragment
