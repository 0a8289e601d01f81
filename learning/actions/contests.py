"""Pulling the hours of published contests into the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from accounts.models import Member
from contests.queries import MemberResult, finished_contests, results_of
from core import clock
from core.db import atomic, db
from learning.actions.hours import CONTEST, Evidence, enter_hours
from learning.hours.base import Deed
from learning.models import ContestCollection
from learning.queries.hours import Conversion, conversion_on


def collect_contest_hours(now: datetime) -> int:
    """Enter the hours of every contest of this year and the last that was published since; return how many entries.

    A contest is collected once; collecting it again would add nothing, because its evidence is unique.
    """
    this_year = clock.local(now).year
    return sum(_collect_year(year, now) for year in (this_year - 1, this_year))


def _collect_year(year: int, now: datetime) -> int:
    finished = {contest.contest_id for contest in finished_contests(year)}
    if not finished:
        return 0
    collected = set(
        db.session.scalars(select(ContestCollection.contest_id).where(ContestCollection.contest_id.in_(finished)))
    )
    fresh = finished - collected
    return _collect(sorted(fresh), year, now) if fresh else 0


@atomic
def _collect(contest_ids: Sequence[int], year: int, now: datetime) -> int:
    members = db.session.scalars(select(Member.id)).all()
    wanted = set(contest_ids)
    entered = 0
    conversions: dict[int, Conversion | None] = {}
    for results in results_of(members, year).values():
        for result in results:
            if result.contest_id in wanted:
                entered += _enter(result, conversions, now)
    db.session.add_all(ContestCollection(contest_id=contest_id, collected_at=now) for contest_id in contest_ids)
    return entered


def _enter(result: MemberResult, conversions: dict[int, Conversion | None], now: datetime) -> bool:
    happened_on = clock.local(result.closed_at).date()
    if result.contest_id not in conversions:
        conversions[result.contest_id] = conversion_on("contest", happened_on)
    conversion = conversions[result.contest_id]
    if conversion is None:
        return False
    evidence = Evidence(CONTEST, result.contest_id, result.title, happened_on)
    deed = Deed(result.minutes, passed=bool(result.passed))
    entry = enter_hours(result.member_id, "contest", deed, evidence, now=now, conversion=conversion)
    return entry is not None


def collect_now() -> None:
    """Collect at this moment: what the worker repeats."""
    collect_contest_hours(clock.now())
