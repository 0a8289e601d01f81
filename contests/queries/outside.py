"""What other packages ask about contests: due work, results, finished contests."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, or_, select

from accounts.models import Member
from assessment.models import Attempt
from contests.models import (
    Board,
    Contest,
    ContestAudience,
    ContestPost,
    Entry,
    Kind,
    PaperRow,
    RankingRow,
    RankingSnapshot,
)
from contests.queries.people import own_unit_ids
from contests.states import State
from core.clock import localize
from core.db import Instant, db, rows

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


def _open_statement() -> Select[*tuple[Any, ...]]:
    """Build the statement of `open_for` once; its parameters are member_id, post, unit_ids and now."""
    own = and_(Attempt.exam_id == Contest.exam_id, Attempt.member_id == bindparam("member_id"))
    questions = select(func.sum(PaperRow.question_count)).where(PaperRow.contest_id == Contest.id)
    used = select(func.count()).select_from(Attempt).where(own)
    running = select(func.max(Attempt.id)).where(own, Attempt.running_key.is_not(None))
    entered = exists().where(Entry.contest_id == Contest.id, Entry.member_id == bindparam("member_id"))
    invited = exists().where(
        ContestAudience.contest_id == Contest.id, ContestAudience.unit_id.in_(bindparam("unit_ids", expanding=True))
    )
    any_post = exists().where(ContestPost.contest_id == Contest.id)
    own_post = exists().where(ContestPost.contest_id == Contest.id, ContestPost.post == bindparam("post"))
    knowledge = and_(Contest.kind == Kind.KNOWLEDGE, invited, or_(~any_post, own_post))
    return (
        select(
            Contest.id, Contest.title, Contest.opens_at, Contest.last_start_at, Contest.hard_end_at,
            questions.scalar_subquery(), Contest.duration_minutes, running.scalar_subquery(),
            Contest.attempts_allowed, used.scalar_subquery(),
        )
        .where(
            Contest.state == State.OPEN, Contest.exam_id.is_not(None), Contest.hard_end_at > bindparam("now", type_=Instant),
            or_(knowledge, and_(Contest.kind == Kind.SKILLS, entered)),
        )
        .order_by(Contest.hard_end_at, Contest.id)
    )  # fmt: skip


_OPEN = _open_statement()


def open_for(member: Member, now: datetime) -> list[DueContest]:
    """Return the open contests in which a person has an attempt running or left, soonest end first.

    One statement, however many contests there are. A written round counts for its contestants only.
    """
    person = {"member_id": member.id, "post": member.post, "unit_ids": sorted(own_unit_ids(member)), "now": now}
    due = []
    for (
        contest_id,
        title,
        opens_at,
        last_start_at,
        ends_at,
        questions,
        minutes,
        running,
        allowed,
        used,
    ) in rows(_OPEN, person):
        start_by = last_start_at or ends_at
        if running or (used < allowed and now <= start_by):
            due.append(
                DueContest(contest_id, title, opens_at, start_by, ends_at, int(questions or 0), minutes, running)
            )
    return due


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
