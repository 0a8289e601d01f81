"""What other packages ask about contests: due work, results, finished contests."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import selectinload

from accounts.models import Member
from assessment.models import Attempt
from contests.models import Board, Contest, ContestAudience, Entry, Kind, RankingRow, RankingSnapshot
from contests.queries.people import opens_to
from contests.states import State
from core.clock import localize
from core.db import db

CHUNK = 500


@dataclass(frozen=True)
class DueContest:
    """A knowledge contest in which a person can answer now or soon."""

    contest_id: int
    title: str
    opens_at: datetime
    last_start_at: datetime
    hard_end_at: datetime
    questions: int
    minutes: int
    in_progress_attempt_id: int | None


def open_for(member: Member, now: datetime) -> list[DueContest]:
    """Return the open contests in which a person has an attempt running or left, soonest end first.

    Three statements, however many contests there are. A written round counts for its contestants only.
    """
    entered = select(Entry.id).where(Entry.contest_id == Contest.id, Entry.member_id == member.id).exists()
    for_member = or_(and_(Contest.kind == Kind.KNOWLEDGE, opens_to(member)), and_(Contest.kind == Kind.SKILLS, entered))
    open_ones = db.session.scalars(
        select(Contest)
        .where(Contest.state == State.OPEN, Contest.exam_id.is_not(None), Contest.hard_end_at > now, for_member)
        .options(selectinload(Contest.paper_rows))
        .order_by(Contest.hard_end_at, Contest.id)
    ).all()
    exam_ids = [contest.exam_id for contest in open_ones]
    used = {
        exam_id: (attempts, running, latest)
        for exam_id, attempts, running, latest in db.session.execute(
            select(Attempt.exam_id, func.count(), func.max(Attempt.running_key), func.max(Attempt.id))
            .where(Attempt.member_id == member.id, Attempt.exam_id.in_(exam_ids))
            .group_by(Attempt.exam_id)
        )
    }
    due = []
    for contest in open_ones:
        attempts, running, latest = used.get(contest.exam_id or 0, (0, None, None))
        if running or (attempts < contest.attempts_allowed and now <= (contest.last_start_at or contest.hard_end_at)):  # type: ignore[operator]
            due.append(_due(contest, latest if running else None))
    return due


def _due(contest: Contest, running_id: int | None) -> DueContest:
    assert contest.opens_at is not None
    assert contest.hard_end_at is not None
    return DueContest(
        contest_id=contest.id,
        title=contest.title,
        opens_at=contest.opens_at,
        last_start_at=contest.last_start_at or contest.hard_end_at,
        hard_end_at=contest.hard_end_at,
        questions=contest.question_count,
        minutes=contest.duration_minutes,
        in_progress_attempt_id=running_id,
    )


@dataclass(frozen=True)
class MemberResult:
    """What one person has in one published contest; points in thousandths. `passed` is None in a skills contest."""

    contest_id: int
    title: str
    kind: str
    member_id: int
    milli_points: int
    milli_total: int
    passed: bool | None
    place: int
    shared: bool
    award: str
    attempt_id: int | None
    minutes: int
    closed_at: datetime
    published_at: datetime


def results_of(member_ids: Collection[int], year: int) -> dict[int, list[MemberResult]]:
    """Return the results of people in published contests that ended in a year (local time), oldest first.

    One statement for every 500 people; people without a result are missing from the answer.
    """
    found: dict[int, list[MemberResult]] = {}
    for chunk in _chunks(sorted(member_ids)):
        for contest, row in db.session.execute(_results_in(chunk, year)):
            assert row.member_id is not None
            found.setdefault(row.member_id, []).append(_result(contest, row))
    return found


def _results_in(member_ids: list[int], year: int):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Select of two entities
    first, after = localize(datetime(year, 1, 1)), localize(datetime(year + 1, 1, 1))  # noqa: DTZ001 - wall time
    return (
        select(Contest, RankingRow)
        .join(RankingSnapshot, RankingSnapshot.contest_id == Contest.id)
        .join(RankingRow, RankingRow.snapshot_id == RankingSnapshot.id)
        .where(
            Contest.state == State.PUBLISHED,
            Contest.closed_at >= first,
            Contest.closed_at < after,
            RankingSnapshot.current_key == 1,
            RankingRow.board == Board.PERSON,
            RankingRow.member_id.in_(member_ids),
        )
        .order_by(Contest.closed_at, Contest.id)
    )


def _result(contest: Contest, row: RankingRow) -> MemberResult:
    assert contest.closed_at is not None
    assert contest.published_at is not None
    return MemberResult(
        contest_id=contest.id,
        title=contest.title,
        kind=contest.kind,
        member_id=row.member_id or 0,
        milli_points=row.milli_points,
        milli_total=row.milli_total,
        passed=row.passed,
        place=row.place,
        shared=row.shared,
        award=row.award,
        attempt_id=row.attempt_id,
        minutes=contest.duration_minutes,
        closed_at=contest.closed_at,
        published_at=contest.published_at,
    )


@dataclass(frozen=True)
class FinishedContest:
    """A published contest with the counts a report needs."""

    contest_id: int
    title: str
    kind: str
    unit_id: int
    audience_unit_ids: tuple[int, ...]
    closed_at: datetime
    published_at: datetime
    participants: int
    passed: int


def finished_contests(year: int) -> list[FinishedContest]:
    """Return the published contests that ended in a year (local time), oldest first, in three statements."""
    first, after = localize(datetime(year, 1, 1)), localize(datetime(year + 1, 1, 1))  # noqa: DTZ001 - wall time
    ended = db.session.scalars(
        select(Contest)
        .where(Contest.state == State.PUBLISHED, Contest.closed_at >= first, Contest.closed_at < after)
        .order_by(Contest.closed_at, Contest.id)
    ).all()
    ids = [contest.id for contest in ended]
    audience: dict[int, list[int]] = {}
    rows = select(ContestAudience.contest_id, ContestAudience.unit_id).where(ContestAudience.contest_id.in_(ids))
    for contest_id, unit_id in db.session.execute(rows):
        audience.setdefault(contest_id, []).append(unit_id)
    counts = {contest_id: numbers for contest_id, *numbers in db.session.execute(_counts(ids))}
    return [
        FinishedContest(
            contest.id, contest.title, contest.kind, contest.unit_id, tuple(sorted(audience.get(contest.id, ()))),
            contest.closed_at, contest.published_at, *counts.get(contest.id, (0, 0)),  # type: ignore[arg-type]
        )
        for contest in ended
    ]  # fmt: skip


def _counts(contest_ids: list[int]):  # type: ignore[no-untyped-def]  # noqa: ANN202 - a Select of three columns
    return (
        select(RankingSnapshot.contest_id, func.count(), func.count().filter(RankingRow.passed.is_(True)))
        .join(RankingRow, RankingRow.snapshot_id == RankingSnapshot.id)
        .where(
            RankingSnapshot.contest_id.in_(contest_ids),
            RankingSnapshot.current_key == 1,
            RankingRow.board == Board.PERSON,
        )
        .group_by(RankingSnapshot.contest_id)
    )


def _chunks(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
