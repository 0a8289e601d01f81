"""What a member has to do, and by when: required courses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Select, and_, bindparam, exists, func, select

from accounts.models import Member, Unit
from core.db import rows
from courses.models import Course, CourseState, CourseVersion, Lesson
from learning.audiences import belongs
from learning.models import Assignment, CourseWaiver, Enrolment, LessonCompletion


@dataclass(frozen=True)
class DueCourse:
    """A required course that a member has not completed."""

    assignment_id: int
    course_id: int
    slug: str
    title: str
    due_at: datetime
    lessons: int
    completed: int


def _required() -> Select[Any]:
    """Build the statement of what is required of `member_id` in the units `over` and not waived, with how far they got."""
    member_id: BindParameter[int] = bindparam("member_id")
    learnt = func.coalesce(Enrolment.version_id, Course.current_version_id)
    lessons = select(func.count()).where(Lesson.version_id == learnt).correlate(Enrolment, Course).scalar_subquery()
    completed = (
        select(func.count())
        .select_from(LessonCompletion)
        .join(Lesson, Lesson.id == LessonCompletion.lesson_id)
        .where(Lesson.version_id == learnt, LessonCompletion.member_id == member_id)
        .correlate(Enrolment, Course)
        .scalar_subquery()
    )
    return (
        select(Assignment.id, Course.id, Course.slug, CourseVersion.title, Assignment.due_at, lessons, completed,
               Assignment.audience)
        .join(Course, Course.id == Assignment.course_id)
        .outerjoin(Enrolment, and_(Enrolment.course_id == Course.id, Enrolment.member_id == member_id))
        .join(CourseVersion, CourseVersion.id == learnt)
        .where(
            Assignment.withdrawn_at.is_(None),
            Assignment.unit_id.in_(bindparam("over", expanding=True)),
            Course.state == CourseState.PUBLISHED,
            ~exists().where(CourseWaiver.course_id == Course.id, CourseWaiver.member_id == member_id),
        )
        .order_by(Assignment.due_at, Assignment.id)
    )  # fmt: skip


# Built once: putting a statement together costs more than running it.
_REQUIRED = _required()


def units_of(member: Member) -> list[Unit]:
    """Return the units a member sits in; whoever is signed in was loaded with them."""
    return [unit for unit in (member.party_unit, member.admin_unit) if unit is not None]


def unit_ids_on_paths(units: Iterable[Unit]) -> set[int]:
    """Return the ids of these units and of all units above them."""
    return {int(part) for unit in units for part in unit.path.split("/") if part}


def due_courses(member: Member, units: Iterable[Unit]) -> list[DueCourse]:
    """Return the required courses a member has not completed, the nearest deadline first, in one statement.

    A course required twice appears once, with the nearer deadline. `units` are those of `units_of`.
    """
    over = unit_ids_on_paths(units)
    if not over:
        return []
    required = rows(_REQUIRED, {"member_id": member.id, "over": sorted(over)})
    due: dict[int, DueCourse] = {}
    for *values, audience in required:
        found = DueCourse(*values)
        if found.completed < found.lessons and belongs(audience, member.political_status, member.party_post):
            due.setdefault(found.course_id, found)
    return list(due.values())
