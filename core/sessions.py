"""Signed session cookies whose signature is checked once and then remembered."""

from __future__ import annotations

import json
from collections import OrderedDict
from threading import Lock

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

REMEMBERED = 20_000


class RememberingSessions(SecureCookieSessionInterface):
    """Flask's own signed cookies; a cookie that was verified once is recognised by its text.

    Only the signature check is spared: limits of time and revocation are checked by whoever reads
    the session.
    """

    def __init__(self) -> None:
        self._known: OrderedDict[str, str] = OrderedDict()
        self._lock = Lock()

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return the session of a request, empty when the cookie is missing or forged."""
        cookie = request.cookies.get(self.get_cookie_name(app))
        known = self._known.get(cookie) if cookie else None
        if known is not None:
            return self.session_class(json.loads(known))
        session = super().open_session(app, request)
        if cookie and session:
            self._remember(cookie, session)
        return session

    def _remember(self, cookie: str, session: SecureCookieSession) -> None:
        try:
            text = json.dumps(dict(session))
        except TypeError:
            return  # Flash messages may be tuples or markup; such a cookie lives for one request only.
        if json.loads(text) != dict(session):
            return
        with self._lock:
            self._known[cookie] = text
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)


def init_app(app: Flask) -> None:
    """Use remembering sessions in this application."""
    app.session_interface = RememberingSessions()
