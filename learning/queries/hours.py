"""Reading policies, conversions, standings and ledgers."""

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import current_app
from sqlalchemy import BindParameter, Date, Select, and_, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from config import Settings
from core import clock
from core.db import db, rows
from core.errors import NotFound
from learning.hours import BY_NAME, HourRule
from learning.hours.base import Side
from learning.models import BackEntry, Exemption, HourConversion, HourEntry, HourPolicy
from learning.standing import Policy, Standing, applicable, stand

SHOWN_SECONDS = 5.0
CHUNK = 5_000
"""Most values in one IN list; both databases take more."""


def chunks(ids: Collection[int]) -> Iterator[Sequence[int]]:
    """Cut a long list of ids into pieces a statement can carry."""
    listed = list(ids)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]


# Built once: putting a statement together costs more than running it.
_YEAR: BindParameter[int] = bindparam("year")
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_POLICIES = select(
    HourPolicy.id, HourPolicy.name, HourPolicy.audience, HourPolicy.required_quarters,
    HourPolicy.online_cap_quarters, HourPolicy.basis, HourPolicy.from_year, HourPolicy.to_year,
).where(HourPolicy.from_year <= _YEAR, or_(HourPolicy.to_year.is_(None), HourPolicy.to_year >= _YEAR))  # fmt: skip
_QUARTERS = (
    select(HourEntry.member_id, HourEntry.side, func.sum(HourEntry.quarters))
    .where(HourEntry.year == _YEAR, HourEntry.member_id.in_(_IDS))
    .group_by(HourEntry.member_id, HourEntry.side)
)
_EXEMPTIONS = select(Exemption.member_id, Exemption.reason).where(
    Exemption.year == _YEAR, Exemption.live.is_(True), Exemption.member_id.in_(_IDS)
)


def _standing() -> Select[Any]:
    """Build the statement of one member's year: sums by side and the exemption, once for each policy in force."""
    own = (HourEntry.member_id == bindparam("member_id"), HourEntry.year == _YEAR)

    def total(side: Side) -> Any:
        return select(func.sum(HourEntry.quarters)).where(*own, HourEntry.side == side.value).scalar_subquery()

    exempt = select(Exemption.reason).where(
        Exemption.member_id == bindparam("member_id"), Exemption.year == _YEAR, Exemption.live.is_(True)
    )
    year = select(
        total(Side.CONCENTRATED).label("concentrated"),
        total(Side.ONLINE).label("online"),
        exempt.limit(1).scalar_subquery().label("exempt"),
    ).subquery()
    in_force = and_(HourPolicy.from_year <= _YEAR, or_(HourPolicy.to_year.is_(None), HourPolicy.to_year >= _YEAR))
    return select(year, *_POLICIES.selected_columns).select_from(year).outerjoin(HourPolicy, in_force)


_STANDING = _standing()
_CONVERSION = (
    select(*HourConversion.__table__.columns)
    .where(HourConversion.activity == bindparam("activity"), HourConversion.valid_from <= bindparam("day", type_=Date))
    .order_by(HourConversion.valid_from.desc())
    .limit(1)
)


def policies_in(year: int) -> list[Policy]:
    """Return the policies in force in a year."""
    return [Policy(*row) for row in db.session.execute(_POLICIES, {"year": year})]


def year_standing(member_ids: Collection[int], year: int) -> dict[int, Standing]:
    """Return where each of these members stands in a year, in four statements (a long list: four a 5,000)."""
    policies = policies_in(year)
    found: dict[int, Standing] = {}
    for ids in chunks(member_ids):
        quarters, exempt = _quarters(ids, year), _exemptions(ids, year)
        people = db.session.execute(
            select(Member.id, Member.political_status, Member.party_post).where(Member.id.in_(ids))
        )
        for member_id, status, post in people:
            policy = applicable(policies, year, status, post)
            found[member_id] = stand(policy, quarters.get(member_id, {}), exempt.get(member_id, ""))
    return found


def standing_of(member: Member, year: int) -> Standing:
    """Return where one member stands in a year, in one statement."""
    found = rows(_STANDING, {"member_id": member.id, "year": year}).all()
    concentrated, online, exempt = found[0][:3]
    policies = [Policy(*row[3:]) for row in found if row[3] is not None]
    policy = applicable(policies, year, member.political_status, member.party_post)
    quarters = {Side.CONCENTRATED.value: int(concentrated or 0), Side.ONLINE.value: int(online or 0)}
    return stand(policy, quarters, exempt or "")


def _quarters(ids: Sequence[int], year: int) -> dict[int, dict[str, int]]:
    sums: dict[int, dict[str, int]] = {}
    for member_id, side, quarters in db.session.execute(_QUARTERS, {"year": year, "ids": ids}):
        sums.setdefault(member_id, {})[side] = int(quarters)
    return sums


def _exemptions(ids: Sequence[int], year: int) -> dict[int, str]:
    return dict(db.session.execute(_EXEMPTIONS, {"year": year, "ids": ids}).tuples().all())


@dataclass(frozen=True)
class Conversion:
    """The conversion of one activity in force on a day."""

    id: int
    rule: HourRule
    terms: dict[str, int]
    basis: str
    active: bool
    valid_from: date

    def explain(self) -> str:
        """Say in one sentence how the hours come about."""
        return self.rule.explain(self.terms)


def conversions_on(day: date) -> dict[str, Conversion]:
    """Return the conversion of each activity in force on a day, the ones switched off included."""
    rows = db.session.scalars(
        select(HourConversion).where(HourConversion.valid_from <= day).order_by(HourConversion.valid_from)
    )
    return {row.activity: as_conversion(row) for row in rows if row.activity in BY_NAME}


def conversion_on(activity: str, day: date) -> Conversion | None:
    """Return the conversion of one activity in force on a day, or None when it gives no hours."""
    row = rows(_CONVERSION, {"activity": activity, "day": day}).one_or_none()
    return as_conversion(row) if row is not None and row.active else None


class _Shown:
    """Conversions as pages tell of them, read again every few seconds; hours themselves are always reckoned afresh."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, date], tuple[float, Conversion | None]] = {}

    def get(self, activity: str, day: date) -> Conversion | None:
        settings: Settings = current_app.config["SETTINGS"]
        key = (settings.database_url, activity, day)
        until, found = self._known.get(key, (0.0, None))
        if settings.testing or time.monotonic() >= until:
            found = conversion_on(activity, day)
            self._known = {key: (time.monotonic() + SHOWN_SECONDS, found)}
        return found


_shown = _Shown()


def shown_conversion(activity: str, day: date) -> Conversion | None:
    """Return a conversion for showing on a page; a change is seen within SHOWN_SECONDS."""
    return _shown.get(activity, day)


def as_conversion(row: HourConversion) -> Conversion:
    """Read the terms of a row."""
    return Conversion(row.id, BY_NAME[row.activity], json.loads(row.terms), row.basis, row.active, row.valid_from)


def conversion_history() -> list[HourConversion]:
    """Return every conversion row, by activity and day."""
    return list(db.session.scalars(select(HourConversion).order_by(HourConversion.activity, HourConversion.valid_from)))


def policy_history() -> list[HourPolicy]:
    """Return every policy row, the latest years first."""
    return list(db.session.scalars(select(HourPolicy).order_by(HourPolicy.from_year.desc(), HourPolicy.id)))


@dataclass(frozen=True)
class Ledger:
    """The hours of one member in one year: the standing, its entries, and what waits for review."""

    member: Member
    year: int
    standing: Standing
    entries: list[HourEntry]
    waiting: list[BackEntry]
    reversed_ids: frozenset[int]
    years: list[int]


def ledger(member: Member, year: int) -> Ledger:
    """Return a member's ledger of a year; entries by day."""
    entries = list(
        db.session.scalars(
            select(HourEntry)
            .where(HourEntry.member_id == member.id, HourEntry.year == year)
            .order_by(HourEntry.happened_on, HourEntry.id)
        )
    )
    reversed_ids = frozenset(entry.evidence_id for entry in entries if entry.evidence_kind == "correction")
    return Ledger(member, year, standing_of(member, year), entries, _waiting(member, year), reversed_ids,
                  _years(member, year))  # fmt: skip


def _waiting(member: Member, year: int) -> list[BackEntry]:
    records = db.session.scalars(
        select(BackEntry)
        .where(BackEntry.member_id == member.id, BackEntry.happened_on.between(date(year, 1, 1), date(year, 12, 31)))
        .options(joinedload(BackEntry.review), joinedload(BackEntry.recorded_by))
        .order_by(BackEntry.happened_on, BackEntry.id)
    )
    return [record for record in records if record.review is None or not record.review.accepted]


def _years(member: Member, year: int) -> list[int]:
    found = db.session.scalars(select(HourEntry.year).where(HourEntry.member_id == member.id).distinct())
    return sorted({*found, year, clock.local(clock.now()).year}, reverse=True)


def entry_for(member: Member, entry_id: int) -> HourEntry:
    """Return an entry of a member's own ledger, or raise NotFound."""
    entry = db.session.get(HourEntry, entry_id)
    if entry is None or entry.member_id != member.id:
        raise NotFound
    return entry


def day_bounds(day: date) -> tuple[datetime, datetime]:
    """Return the first instant of a local day and of the day after."""
    start = clock.localize(datetime(day.year, day.month, day.day))  # noqa: DTZ001 - read as local wall time
    last = date.fromordinal(day.toordinal() + 1)
    return start, clock.localize(datetime(last.year, last.month, last.day))  # noqa: DTZ001 - likewise
