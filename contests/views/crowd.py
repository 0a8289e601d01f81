"""The ranking page when everybody looks at once: one statement, and a page that was rendered before.

A snapshot never changes, so its pages are the same for all members but for the own place, the own row and
the token of the forms. Those are put in at each request. Who is not a plain member of the audience, or has
a message waiting, gets the ordinary page.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from flask import current_app, request, session
from flask_wtf.csrf import generate_csrf
from sqlalchemy import text

from accounts.navigation import LARGE_TYPE_COOKIE, wants_night
from accounts.sessions import cookie_identity
from core import clock
from core.db import db
from core.i18n import LOCALE_COOKIE, LOCALES, speaking

OWN_PLACE = "<!--own-place-->"
TOKEN = "csrf-token-of-the-reader"  # noqa: S105 - the place where the token goes
KEPT_PAGES = 512
KEPT_PLACES = 20_000
FRESH_MS = 300_000
"""What stands around a board (names of units) may be as old as this."""

_READER = text("""
SELECT m.locale, m.large_type, p.short_name AS branch, s.id AS snapshot_id, s.digest, c.title,
 r.ordinal, r.place, r.shared, r.milli_points, r.used_ms, r.award
FROM member m
JOIN contest c ON c.id = :contest_id AND c.state = 'published'
JOIN ranking_snapshot s ON s.contest_id = c.id AND s.current_key = 1
LEFT JOIN unit p ON p.id = m.party_unit_id
LEFT JOIN unit a ON a.id = m.admin_unit_id
LEFT JOIN ranking_row r ON r.snapshot_id = s.id AND r.member_id = m.id AND r.board = 'person'
WHERE m.id = :member_id AND m.session_epoch = :epoch AND m.active AND NOT m.must_change_password
 AND NOT EXISTS (SELECT 1 FROM role_grant g WHERE g.member_id = m.id AND g.revoked_at IS NULL)
 AND EXISTS (SELECT 1 FROM contest_audience i JOIN unit u ON u.id = i.unit_id WHERE i.contest_id = c.id
  AND (substr(p.path, 1, length(u.path)) = u.path OR substr(a.path, 1, length(u.path)) = u.path))
 AND (NOT EXISTS (SELECT 1 FROM contest_post o WHERE o.contest_id = c.id)
  OR EXISTS (SELECT 1 FROM contest_post o WHERE o.contest_id = c.id AND o.post = m.post))
""")


@dataclass(frozen=True)
class _Page:
    """A rendered page, split where the own place goes."""

    before: str
    after: str


class _Shelf:
    """What was rendered before, the oldest out first; safe for many threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: OrderedDict[Any, Any] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Any) -> Any:
        return self._kept.get(key)

    def put(self, key: Any, rendered: Any) -> None:
        with self._lock:
            self._kept[key] = rendered
            while len(self._kept) > self._size:
                self._kept.popitem(last=False)


def crowd_page(contest_id: int, render: Callable[[], str]) -> str | None:
    """Return the ranking page for a plain member of the audience, or None when the ordinary page is due.

    `render` gives the page with OWN_PLACE where the own place goes; it is called once for each page,
    language, letter size, ground (day or night) and branch.
    """
    identity = cookie_identity()
    if identity is None or "_flashes" in session or not set(request.args) <= {"page", "board"}:
        return None
    reader = _read(contest_id, *identity)
    if reader is None:
        return None
    locale = request.cookies.get(LOCALE_COOKIE)
    locale = locale if locale in LOCALES else reader.locale
    return _with_reader(_page(reader, locale, render), reader, locale)


def _read(contest_id: int, member_id: int, epoch: int) -> Any:
    values = {"contest_id": contest_id, "member_id": member_id, "epoch": epoch}
    with db.engine.connect() as connection:
        return connection.execute(_READER, values).first()


def _page(reader: Any, locale: str, render: Callable[[], str]) -> _Page:
    large = request.cookies.get(LARGE_TYPE_COOKIE, str(int(bool(reader.large_type))))
    key = (
        request.full_path,
        reader.snapshot_id,
        reader.digest,
        reader.title,
        locale,
        large,
        wants_night(),
        reader.branch,
        clock.now_ms() // FRESH_MS,
    )
    shelf = _shelf("pages", KEPT_PAGES)
    page: _Page | None = shelf.get(key)
    if page is None:
        before, _own, after = render().replace(generate_csrf(), TOKEN).partition(OWN_PLACE)
        page = _Page(before, after)
        shelf.put(key, page)
    return page


def _shelf(name: str, size: int) -> _Shelf:
    shelf: _Shelf = current_app.extensions.setdefault(f"contests_{name}", _Shelf(size))
    return shelf


def _with_reader(page: _Page, reader: Any, locale: str) -> str:
    token = generate_csrf()
    own, after = "", page.after
    if reader.place is not None and request.args.get("board", "person") == "person":
        own = _own_place(reader, locale)
        row = f'<tr data-row="{reader.ordinal}"'
        after = after.replace(row, row + ' class="is-own"', 1)
    return page.before.replace(TOKEN, token) + own + after.replace(TOKEN, token)


def _own_place(reader: Any, locale: str) -> str:
    key = (reader.digest, reader.ordinal, locale)
    shelf = _shelf("places", KEPT_PLACES)
    own = shelf.get(key)
    if own is None:
        with speaking(locale):
            own = current_app.jinja_env.get_template("contests/_own_place.html").render(mine=reader)
        shelf.put(key, own)
    return str(own)
