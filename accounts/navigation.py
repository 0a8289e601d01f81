"""What every page shows around its content: menus for this person, names, language, letter size."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request, url_for
from flask_babel import LazyString
from flask_login import current_user
from sqlalchemy import select

from accounts.models import Line, Unit
from accounts.permissions import STAFF_ROLES, Permission, Role, can
from config import Settings
from core import clock
from core.db import db
from core.i18n import _l, current_locale
from core.menu import MenuItem

LARGE_TYPE_COOKIE = "large_type"
NIGHT_COOKIE = "night"
NAME_SECONDS = 5.0
_ROOT_NAME = (
    select(Unit.short_name).where(Unit.line == Line.ADMIN, Unit.parent_id.is_(None)).order_by(Unit.sort_no).limit(1)
)
GROUP_ORDER = ("", "资料", "教学", "竞赛", "培训管理", "组织", "系统")
"""Groups of the staff menu from the top; the first has no name and stands beside the home page."""
TABS = (
    (_l("首页"), "learning.home", "home"),
    (_l("学习"), "learning.courses", "book"),
    (_l("竞赛"), "contests.index", "trophy"),
    (_l("排行"), "contests.rankings", "bars"),
    (_l("我的"), "accounts.me", "person"),
)
BELONGS = {
    "learning.search": "learning.courses",
    "cases": "learning.courses",
    "handbooks": "learning.courses",
    "contests": "contests.index",
    "assessment": "contests.index",
}
"""The tab of pages whose address lies below none: by endpoint or blueprint."""


@dataclass
class Link:
    """An entry as a page shows it."""

    label: Any
    url: str
    icon: str
    current: bool


def init_app(app: Flask, settings: Settings, menu: Sequence[MenuItem]) -> None:
    """Give every template the menus and the names around its content."""
    name, tabs, menus = _UnitName(settings), _Tabs(app), _Menus(menu)

    @app.context_processor
    def surroundings() -> dict[str, Any]:
        # The proxy would look the person up again at every question.
        member = current_user._get_current_object()
        grants = member.grants if member.is_authenticated else []
        return {
            "menu_groups": menus.of(member) if grants else [],
            "member_tabs": tabs.now(),
            "unit_name": name.now(),
            "is_staff": is_staff(),
            "locale": current_locale(),
            "large_type": wants_large_type(),
            "night": wants_night(),
            "now": clock.now(),
        }


def is_staff() -> bool:
    """Tell whether the signed-in person holds any role beside that of a member."""
    return current_user.is_authenticated and any(Role(grant.role) in STAFF_ROLES for grant in current_user.grants)


def wants_large_type() -> bool:
    """Tell whether pages are shown in large type: the cookie's word, else the member's."""
    chosen = request.cookies.get(LARGE_TYPE_COOKIE)
    return chosen == "1" if chosen in {"0", "1"} else bool(getattr(current_user, "large_type", False))


def wants_night() -> bool:
    """Tell whether pages are shown in the dark."""
    return request.cookies.get(NIGHT_COOKIE) == "1"


class MenuBar:
    """The staff menu of a page, group by group; `key` tells it apart from other menus."""

    def __init__(self, items: Sequence[tuple[MenuItem, str]], here: str) -> None:
        self._items, self._here = items, here
        self.key = (tuple(url for _item, url in items), here)

    @property
    def first_url(self) -> str:
        """Where the first entry leads."""
        return next(iter(self))[1][0].url

    def __iter__(self) -> Iterator[tuple[Any, list[Link]]]:
        groups: dict[str, tuple[Any, list[Link]]] = {}
        for item, url in self._items:
            # The untranslated source is the key, so that one group stays one in every language.
            key = item.group._args[0] if isinstance(item.group, LazyString) else str(item.group)
            link = Link(item.label, url, item.icon, url == self._here)
            groups.setdefault(key, (item.group, []))[1].append(link)
        order = {name: index for index, name in enumerate(GROUP_ORDER)}
        return iter([groups[key] for key in sorted(groups, key=lambda key: order.get(key, len(order)))])

    def __len__(self) -> int:
        return len(self._items)


class _Menus:
    """The staff menus of this application, worked out once for each set of roles and address prefix."""

    def __init__(self, menu: Sequence[MenuItem]) -> None:
        self._menu = menu
        self._known: dict[Any, list[tuple[MenuItem, str]]] = {}

    def of(self, member: Any) -> MenuBar:
        key = (request.script_root, frozenset(grant.role for grant in member.grants if grant.unit.active))
        items = self._known.get(key)
        if items is None:
            allowed = [item for item in self._menu if can(member, Permission(item.permission))]
            items = self._known[key] = [(item, url_for(item.endpoint)) for item in allowed]
        # Of the entries a page lies below, only the nearest is where it stands.
        stands = _standing()
        current = [url for item, url in items if stands(url, item.endpoint)]
        return MenuBar(items, max(current, key=len, default=""))


class TabBar:
    """The tabs of a page; `here` is the number of the one it belongs to, -1 for none."""

    def __init__(self, tabs: Sequence[tuple[Any, str, str]], urls: Sequence[str]) -> None:
        self._tabs, self._urls = tabs, urls
        stands = _standing()
        self.here = next((place for place, tab in enumerate(tabs) if stands(urls[place], tab[1])), _tab_of(tabs))

    def __iter__(self) -> Iterator[Link]:
        for place, (label, _endpoint, icon) in enumerate(self._tabs):
            yield Link(label, self._urls[place], icon, place == self.here)

    def __len__(self) -> int:
        return len(self._tabs)


def _tab_of(tabs: Sequence[tuple[Any, str, str]]) -> int:
    """The number of the tab that the page of this request belongs to by name, -1 for none."""
    endpoint = BELONGS.get(request.endpoint or "", BELONGS.get(request.blueprint or "", ""))
    return next((place for place, tab in enumerate(tabs) if tab[1] == endpoint), -1)


class _Tabs:
    """The tabs this application has, with their addresses by address prefix."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._urls: dict[str, list[str]] = {}

    def now(self) -> TabBar:
        tabs = [tab for tab in TABS if tab[1] in self._app.view_functions]
        urls = self._urls.get(request.script_root)
        if urls is None:
            urls = self._urls[request.script_root] = [url_for(endpoint) for _label, endpoint, _icon in tabs]
        return TabBar(tabs, urls)


def stand_under(endpoint: str) -> None:
    """Have the page of this request stand under another menu entry than its address says."""
    g.stands_under = endpoint


def _standing() -> Callable[[str, str], bool]:
    """A question about an address and its endpoint: is the page of this request there, or does it lie below?"""
    if "stands_under" in g:
        under = g.stands_under
        return lambda _url, endpoint: bool(under == endpoint)
    root, here = request.script_root, request.endpoint
    path = root + request.path

    def stands(url: str, endpoint: str) -> bool:
        above = url.rstrip("/")
        return endpoint == here or path == url or (above != root and path.startswith(above + "/"))

    return stands


class _UnitName:
    """The short name of the enterprise, read again every few seconds rather than for every page."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._name = ""
        self._until = 0.0

    def now(self) -> str:
        """Return the name; a renamed enterprise shows within NAME_SECONDS."""
        if time.monotonic() >= self._until:
            self._name = db.session.scalar(_ROOT_NAME) or self._settings.unit_name
            self._until = time.monotonic() + (0 if self._settings.testing else NAME_SECONDS)
        return self._name
