"""Facts about many members at once, for reports: which courses they began, how far they got, what is overdue."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from accounts.models import Member, Unit
from core import clock
from core.db import db
from courses.models import Course, CourseVersion, Lesson
from learning.audiences import belongs
from learning.models import Assignment, CourseWaiver, Enrolment, LessonCompletion, LessonProgress
from learning.queries.hours import chunks, day_bounds

Pair = tuple[int, int]


class CompletionFact(NamedTuple):
    """One member and one course that they began or were required to learn, as seen at the end of a year or now."""

    member_id: int
    course_id: int
    title: str
    lessons: int
    completed: int
    enrolled_at: datetime | None
    last_at: datetime | None
    completed_at: datetime | None
    """When the last lesson was completed; empty while any is missing."""
    due_at: datetime | None
    """The nearest deadline of a requirement; empty for a voluntary course."""
    overdue: bool

    @property
    def is_complete(self) -> bool:
        """Tell whether every lesson was completed."""
        return self.lessons > 0 and self.completed >= self.lessons


class _Begun(NamedTuple):
    version_id: int
    enrolled_at: datetime


class _Done(NamedTuple):
    lessons: int
    completed_at: datetime


def completion_facts(member_ids: Collection[int], year: int) -> list[CompletionFact]:
    """Return one fact for each member and each course they began or had to learn by the end of a year.

    Lessons completed after the year do not count. A fact is overdue when its deadline has passed
    (by now, or by the end of the year) before the course was complete. The number of statements
    does not depend on the number of members (but for one round for each 5,000).
    """
    until = min(day_bounds(date(year, 12, 31))[1], clock.now())
    versions = _versions()
    facts: list[CompletionFact] = []
    for ids in chunks(member_ids):
        begun, due = _begun(ids, until), _due(ids, year)
        done, seen, waived = _done(ids, until), _last_seen(ids), _waived(ids, until)
        for pair in sorted(begun.keys() | due.keys()):
            learnt = begun.get(pair)
            finished = done.get((pair[0], learnt.version_id)) if learnt else None
            fact = _fact(pair, versions, learnt, due.get(pair), finished, seen.get(pair), until)
            facts.append(_excused(fact, waived.get(pair)))
    return facts


def _fact(
    pair: Pair,
    versions: dict[int, tuple[str, int, int]],
    begun: _Begun | None,
    due_at: datetime | None,
    done: _Done | None,
    last_at: datetime | None,
    until: datetime,
) -> CompletionFact:
    title, lessons, _ = versions[begun.version_id] if begun else versions[-pair[1]]
    completed = done.lessons if done else 0
    completed_at = done.completed_at if done and completed >= lessons else None
    missed = due_at is not None and (until > due_at if completed_at is None else completed_at > due_at)
    return CompletionFact(
        pair[0], pair[1], title, lessons, completed, begun.enrolled_at if begun else None, last_at, completed_at,
        due_at, missed,
    )  # fmt: skip


def _excused(fact: CompletionFact, waived_at: datetime | None) -> CompletionFact:
    """Count a course that a placement test waived as completed, from then on."""
    if waived_at is None or fact.is_complete:
        return fact
    late = fact.due_at is not None and waived_at > fact.due_at
    return fact._replace(completed=fact.lessons, completed_at=waived_at, overdue=late)


def _waived(ids: Sequence[int], until: datetime) -> dict[Pair, datetime]:
    rows = db.session.execute(
        select(CourseWaiver.member_id, CourseWaiver.course_id, CourseWaiver.waived_at).where(
            CourseWaiver.member_id.in_(ids), CourseWaiver.waived_at <= until
        )
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _versions() -> dict[int, tuple[str, int, int]]:
    """Return (title, lessons, course id) by version id, and once more by minus the course id for the current ones."""
    rows = db.session.execute(
        select(CourseVersion.id, CourseVersion.title, func.count(Lesson.id), Course.id, Course.current_version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .join(Lesson, Lesson.version_id == CourseVersion.id)
        .group_by(CourseVersion.id, CourseVersion.title, Course.id, Course.current_version_id)
    )
    found: dict[int, tuple[str, int, int]] = {}
    for version_id, title, lessons, course_id, current_id in rows:
        found[version_id] = (title, lessons, course_id)
        if version_id == current_id:
            found[-course_id] = (title, lessons, course_id)
    return found


def _begun(ids: Sequence[int], until: datetime) -> dict[Pair, _Begun]:
    rows = db.session.execute(
        select(Enrolment.member_id, Enrolment.course_id, Enrolment.version_id, Enrolment.enrolled_at).where(
            Enrolment.member_id.in_(ids), Enrolment.enrolled_at < until
        )
    )
    return {(row[0], row[1]): _Begun(row[2], row[3]) for row in rows}


def _done(ids: Sequence[int], until: datetime) -> dict[Pair, _Done]:
    """By member and version: who was moved to a newer version has completed lessons of two; the one they learn counts."""
    rows = db.session.execute(
        select(LessonCompletion.member_id, Lesson.version_id, func.count(), func.max(LessonCompletion.completed_at))
        .join(Lesson, Lesson.id == LessonCompletion.lesson_id)
        .where(LessonCompletion.member_id.in_(ids), LessonCompletion.completed_at <= until)
        .group_by(LessonCompletion.member_id, Lesson.version_id)
    )
    return {(row[0], row[1]): _Done(row[2], row[3]) for row in rows}


def _last_seen(ids: Sequence[int]) -> dict[Pair, datetime]:
    rows = db.session.execute(
        select(LessonProgress.member_id, CourseVersion.course_id, func.max(LessonProgress.last_at))
        .join(Lesson, Lesson.id == LessonProgress.lesson_id)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .where(LessonProgress.member_id.in_(ids))
        .group_by(LessonProgress.member_id, CourseVersion.course_id)
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _due(ids: Sequence[int], year: int) -> dict[Pair, datetime]:
    first, last = day_bounds(date(year, 1, 1))[0], day_bounds(date(year, 12, 31))[1]
    party, admin = aliased(Unit), aliased(Unit)
    over = aliased(Unit)
    rows = db.session.execute(
        select(Member.id, Member.political_status, Member.party_post, Assignment.course_id, Assignment.audience,
               Assignment.due_at)
        .select_from(Member)
        .outerjoin(party, party.id == Member.party_unit_id)
        .outerjoin(admin, admin.id == Member.admin_unit_id)
        .join(Assignment, and_(Assignment.withdrawn_at.is_(None), Assignment.due_at >= first,
                               Assignment.due_at < last))
        .join(over, and_(over.id == Assignment.unit_id,
                         or_(party.path.startswith(over.path), admin.path.startswith(over.path))))
        .where(Member.id.in_(ids))
        .order_by(Assignment.due_at)
    )  # fmt: skip
    due: dict[Pair, datetime] = {}
    for member_id, status, post, course_id, audience, due_at in rows:
        if belongs(audience, status, post):
            due.setdefault((member_id, course_id), due_at)
    return due
