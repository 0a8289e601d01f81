"""CSRF tokens of the hot path: checked as everywhere, but each only once."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from flask import current_app, request, session
from flask_wtf.csrf import CSRFError, validate_csrf
from wtforms.validators import ValidationError

REMEMBERED = 20_000


class _Known:
    """Pairs of a session's secret and a token that were found to belong together."""

    def __init__(self) -> None:
        self._pairs: OrderedDict[tuple[str, str], None] = OrderedDict()
        self._lock = Lock()

    def __contains__(self, pair: tuple[str, str]) -> bool:
        return pair in self._pairs

    def add(self, pair: tuple[str, str]) -> None:
        with self._lock:
            self._pairs[pair] = None
            while len(self._pairs) > REMEMBERED:
                self._pairs.popitem(last=False)


def check_once(state: Any, view: Any) -> None:
    """Take a view out of the general check, because it calls ensure_token itself; for Blueprint.record_once."""
    state.app.extensions["csrf"].exempt(view)
    state.app.extensions["assessment_tokens"] = _Known()


def ensure_token() -> None:
    """Raise CSRFError unless the request carries the token of its session in X-CSRFToken.

    A token verified once is recognised together with its session's secret; it never expires during an attempt.
    """
    if not current_app.config.get("WTF_CSRF_ENABLED", True):
        return
    pair = (session.get("csrf_token", ""), request.headers.get("X-CSRFToken", ""))
    known: _Known = current_app.extensions["assessment_tokens"]
    if pair in known:
        return
    try:
        validate_csrf(pair[1])
    except ValidationError as error:
        raise CSRFError(str(error)) from error
    known.add(pair)
