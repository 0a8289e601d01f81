"""How far the people of a contest are, by branch and by person, in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, select, true

from accounts.models import Member, Unit
from accounts.permissions import Permission, scope
from assessment.models import Attempt
from contests.models import Contest, Entry
from contests.queries.people import audience_condition, branch_of, official_order, units_by_id
from contests.queries.seeing import watches_all
from core.db import db
from core.i18n import _l
from core.paging import Page


class Stage(StrEnum):
    """How far one person is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"


STAGE_LABELS = {
    Stage.NOT_STARTED: _l("未开始"),
    Stage.IN_PROGRESS: _l("进行中"),
    Stage.SUBMITTED: _l("已交卷"),
}


@dataclass
class Progress:
    """How many people of a branch (or of all) are at each stage."""

    name: str = ""
    unit_id: int | None = None
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(Stage, 0))

    @property
    def people(self) -> int:
        """Return how many may take part."""
        return sum(self.counts.values())

    @property
    def started(self) -> int:
        """Return how many have at least started."""
        return self.people - self.counts[Stage.NOT_STARTED]

    @property
    def not_started(self) -> int:
        """Return how many have not started."""
        return self.counts[Stage.NOT_STARTED]

    @property
    def in_progress(self) -> int:
        """Return how many are answering now."""
        return self.counts[Stage.IN_PROGRESS]

    @property
    def submitted(self) -> int:
        """Return how many have handed in and are not answering again."""
        return self.counts[Stage.SUBMITTED]


def progress_of(viewer: Member, contest: Contest) -> tuple[Progress, list[Progress]]:
    """Return the counts of all people this viewer watches, and of each branch in official order."""
    standing = _standing(contest)
    people = (
        select(Member.party_unit_id, Member.admin_unit_id, _stage(standing).label("stage"))
        .outerjoin(standing, standing.c.member_id == Member.id)
        .where(_takes_part(contest), _is_watched(viewer, contest))
        .subquery()
    )
    sitting = (people.c.party_unit_id, people.c.admin_unit_id, people.c.stage)
    rows = db.session.execute(select(*sitting, func.count()).group_by(*sitting)).all()
    units = units_by_id()
    total = Progress()
    branches: dict[int | None, Progress] = {}
    for party_id, admin_id, stage, number in rows:
        unit = branch_of(party_id, admin_id, units)
        branch = branches.setdefault(unit.id if unit else None, Progress(_name(unit), unit.id if unit else None))
        branch.counts[stage] += number
        total.counts[stage] += number
    order = official_order(units)
    return total, sorted(branches.values(), key=lambda branch: order.get(branch.unit_id or 0, len(order)))


@dataclass(frozen=True)
class PersonProgress:
    """One person and their latest attempt."""

    member_id: int
    name: str
    unit_name: str
    stage: Stage
    attempts: int
    attempt_id: int | None
    started_at: datetime | None
    closed_at: datetime | None
    close_kind: str | None


def member_progress(
    viewer: Member, contest: Contest, number: int, *, stage: str = "", words: str = "", size: int = 30
) -> Page[PersonProgress]:
    """Return one page of the people this viewer watches, by name of unit and staff number."""
    standing = _standing(contest)
    found = (
        select(Member.id)
        .outerjoin(standing, standing.c.member_id == Member.id)
        .where(_takes_part(contest), _is_watched(viewer, contest))
    )
    if stage in set(Stage):
        found = found.where(_stage(standing) == stage)
    if words:
        found = found.where(Member.name.contains(words, autoescape=True) | (Member.staff_no == words))
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    number = max(1, min(number, -(-total // size)))
    rows = db.session.execute(_page_of_people(found, standing).limit(size).offset((number - 1) * size))
    return Page([_person(row) for row in rows], total, number, size)


def _page_of_people(found: Select[Any], standing: Any) -> Select[Any]:
    people = found.with_only_columns(
        Member.id, Member.name, Unit.short_name, _stage(standing), standing.c.attempts, Attempt.id.label("attempt_id"),
        Attempt.started_at, Attempt.closed_at, Attempt.close_kind,
    )  # fmt: skip
    people = people.outerjoin(Attempt, Attempt.id == standing.c.latest_id)
    people = people.outerjoin(Unit, Unit.id == func.coalesce(Member.party_unit_id, Member.admin_unit_id))
    return people.order_by(Unit.path, Member.staff_no)


def _person(row: Any) -> PersonProgress:
    member_id, name, unit_name, stage, attempts, *attempt = row
    return PersonProgress(member_id, name, unit_name or "", Stage(stage), attempts or 0, *attempt)


def _standing(contest: Contest) -> Any:
    """Return, per person, how many attempts there are, the latest, and whether one is running."""
    return (
        select(
            Attempt.member_id,
            func.max(Attempt.id).label("latest_id"),
            func.count().label("attempts"),
            func.max(Attempt.running_key).label("running"),
        )
        .where(Attempt.exam_id == (contest.exam_id or 0))
        .group_by(Attempt.member_id)
        .subquery()
    )


def _stage(standing: Any) -> ColumnElement[str]:
    return case(
        (standing.c.latest_id.is_(None), Stage.NOT_STARTED.value),
        (standing.c.running == 1, Stage.IN_PROGRESS.value),
        else_=Stage.SUBMITTED.value,
    )


def _takes_part(contest: Contest) -> ColumnElement[bool]:
    if contest.is_skills:
        return and_(Member.active, Member.id.in_(select(Entry.member_id).where(Entry.contest_id == contest.id)))
    return audience_condition(contest)


def _is_watched(viewer: Member, contest: Contest) -> ColumnElement[bool]:
    return true() if watches_all(viewer, contest) else scope(viewer, Permission.CONTEST_WATCH).member_filter()


def _name(unit: Unit | None) -> str:
    return unit.short_name if unit else "—"


def unfinished(contest: Contest) -> Sequence[Attempt]:
    """Return the attempts of a contest that are still in progress."""
    running = select(Attempt).where(Attempt.exam_id == (contest.exam_id or 0), Attempt.running_key == 1)
    return db.session.scalars(running.order_by(Attempt.id)).all()
