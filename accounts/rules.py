"""Decisions about passwords, sign-in and the unit trees; values in, values out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from accounts.models import Line, UnitKind
from core.errors import Refusal
from core.i18n import _

SHORTEST_PASSWORD = 8
LONGEST_PASSWORD = 128
PASSWORD_CLASSES = 3
LONGEST_PATH = 200
LOOPBACK = frozenset({"127.0.0.1", "::1"})
CLASSES = (r"[a-z]", r"[A-Z]", r"[0-9]", r"[^A-Za-z0-9]")
STAFF_NO = re.compile(r"[\w][\w.-]{0,31}")
NAME = re.compile(r"[^\W_][\w ·•.'’()（）-]{0,39}")
PHONE = re.compile(r"\+?[0-9][0-9 -]{5,18}")

MAY_CONTAIN: dict[UnitKind, frozenset[UnitKind]] = {
    UnitKind.COMMITTEE: frozenset({UnitKind.COMMITTEE, UnitKind.GENERAL_BRANCH, UnitKind.BRANCH}),
    UnitKind.GENERAL_BRANCH: frozenset({UnitKind.BRANCH}),
    UnitKind.BRANCH: frozenset({UnitKind.GROUP}),
    UnitKind.GROUP: frozenset(),
    UnitKind.COMPANY: frozenset({UnitKind.COMPANY, UnitKind.FARM, UnitKind.DEPARTMENT, UnitKind.TEAM}),
    UnitKind.FARM: frozenset({UnitKind.FARM, UnitKind.DEPARTMENT, UnitKind.TEAM}),
    UnitKind.DEPARTMENT: frozenset({UnitKind.DEPARTMENT, UnitKind.TEAM}),
    UnitKind.TEAM: frozenset({UnitKind.TEAM}),
}
PARTY_KINDS = frozenset({UnitKind.COMMITTEE, UnitKind.GENERAL_BRANCH, UnitKind.BRANCH, UnitKind.GROUP})


def password_faults(password: str, staff_no: str) -> list[str]:
    """Return what is wrong with a new password, as sentences; empty when it may be used.

    Eight characters and three classes are what auditors of classified protection ask for (DOMAIN 8).
    """
    faults = []
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        faults.append(_("密码须为 %(low)s 至 %(high)s 个字符。", low=SHORTEST_PASSWORD, high=LONGEST_PASSWORD))
    if sum(bool(re.search(pattern, password)) for pattern in CLASSES) < PASSWORD_CLASSES:
        faults.append(_("密码须包含大写字母、小写字母、数字、其他符号中的至少三类。"))
    if staff_no and password.strip().casefold() == staff_no.casefold():
        faults.append(_("密码不能与工号相同。"))
    return faults


@dataclass(frozen=True)
class Tries:
    """Wrong passwords in a row, and until when further tries are refused."""

    failures: int = 0
    locked_until: datetime | None = None

    def is_locked(self, now: datetime) -> bool:
        """Tell whether a try at `now` is refused unseen."""
        return self.locked_until is not None and now < self.locked_until

    def counted(self, now: datetime, *, limit: int, lock_minutes: int) -> Tries:
        """Return the state after one more try; the try that reaches `limit` locks all later ones."""
        failures = (0 if self.locked_until is not None else self.failures) + 1
        return Tries(failures, now + timedelta(minutes=lock_minutes) if failures >= limit else None)


def is_this_machine(address: str | None, forwarded: str | None) -> bool:
    """Tell whether a request came from this very machine and not through a proxy on it."""
    return address in LOOPBACK and not forwarded


def masked_phone(phone: str) -> str:
    """Return a phone number with all but the first three and last two figures hidden."""
    return f"{phone[:3]}****{phone[-2:]}" if len(phone) > 5 else "****" if phone else ""


def is_staff_no(text: str) -> bool:
    """Tell whether a text can be a staff number."""
    return STAFF_NO.fullmatch(text) is not None


def is_name(text: str) -> bool:
    """Tell whether a text can be a person's name: no markup, nothing a spreadsheet would calculate."""
    return NAME.fullmatch(text) is not None


def is_phone(text: str) -> bool:
    """Tell whether a text can be a phone number."""
    return PHONE.fullmatch(text) is not None and len(text) <= 20


def is_birth_year(year: int, now: datetime) -> bool:
    """Tell whether somebody born in this year can be at work or retired today."""
    return 1900 <= year <= now.year - 14


def line_of(kind: UnitKind) -> Line:
    """Return the tree on which a kind of unit stands."""
    return Line.PARTY if kind in PARTY_KINDS else Line.ADMIN


@dataclass(frozen=True)
class Place:
    """Where a unit stands: its kind and its path."""

    kind: UnitKind
    path: str


def ensure_may_stand_below(kind: UnitKind, parent: Place) -> None:
    """Raise Refusal unless a unit of this kind may stand directly below the parent."""
    if line_of(kind) is not line_of(parent.kind):
        raise Refusal(_("党组织与行政单位是两条线，不能互相隶属。"), field="parent_id")
    if kind not in MAY_CONTAIN[parent.kind]:
        raise Refusal(_("这类单位不能设在所选的上级之下，请换一个上级。"), field="parent_id")


def ensure_may_move(unit: Place, parent: Place, deepest_path: str) -> None:
    """Raise Refusal unless a unit with its whole subtree may move below the parent.

    `deepest_path` is the longest path within the subtree.
    """
    if parent.path.startswith(unit.path):
        raise Refusal(_("单位不能移到自己或自己的下级之下。"), field="parent_id")
    ensure_may_stand_below(unit.kind, parent)
    own = unit.path.rstrip("/").rsplit("/", 1)[1]
    if len(parent.path) + len(own) + 1 + len(deepest_path) - len(unit.path) > LONGEST_PATH:
        raise Refusal(_("单位层级过深，请移到较高的上级之下。"), field="parent_id")


@dataclass(frozen=True)
class Branching:
    """What decides the place of a unit in the official order."""

    id: int
    parent_id: int | None
    line: str
    sort_no: int
    code: str


def positions(units: Iterable[Branching]) -> dict[int, int]:
    """Return the place of each unit in the official order: from 1, each unit before its children.

    The party line comes first; siblings stand by sort number, then by code.
    """
    below: dict[int | None, list[Branching]] = defaultdict(list)
    for unit in units:
        below[unit.parent_id].append(unit)
    for siblings in below.values():
        siblings.sort(key=lambda unit: (unit.line != Line.PARTY, unit.sort_no, unit.code))
    return {unit.id: place for place, unit in enumerate(_walk(below), start=1)}


def _walk(below: dict[int | None, list[Branching]]) -> Iterator[Branching]:
    waiting = list(reversed(below[None]))
    while waiting:
        unit = waiting.pop()
        yield unit
        waiting.extend(reversed(below[unit.id]))
