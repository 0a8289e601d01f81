"""Reads of who learns which version of a course."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select

from accounts.models import Member
from accounts.permissions import Permission, scope
from core.db import db
from courses.models import Course, CourseVersion, Lesson
from learning.models import Enrolment


@dataclass(frozen=True)
class VersionLearners:
    """How many people of a viewer's scope learn a version."""

    version_id: int
    number: int
    learners: int


def learners_by_version(viewer: Member, course: Course) -> list[VersionLearners]:
    """How many people in the viewer's scope learn each version of a course, newest first."""
    rows = db.session.execute(
        select(CourseVersion.id, CourseVersion.number, func.count(Enrolment.id))
        .join(Enrolment, Enrolment.version_id == CourseVersion.id)
        .join(Member, Member.id == Enrolment.member_id)
        .where(CourseVersion.course_id == course.id, scope(viewer, Permission.HOURS_EDIT).member_filter())
        .group_by(CourseVersion.id, CourseVersion.number)
        .order_by(CourseVersion.number.desc())
    )
    return [VersionLearners(*row) for row in rows]


def behind(viewer: Member, course: Course) -> list[Enrolment]:
    """The enrolments in the viewer's scope that keep an older version of a course."""
    return list(
        db.session.scalars(
            select(Enrolment)
            .join(Member, Member.id == Enrolment.member_id)
            .where(
                Enrolment.course_id == course.id,
                Enrolment.version_id != course.current_version_id,
                scope(viewer, Permission.HOURS_EDIT).member_filter(),
            )
            .order_by(Enrolment.id)
        )
    )


def same_lessons(old_version_ids: Collection[int], version_id: int) -> dict[int, int]:
    """Lessons of older versions that a newer one says in the same words: their ids, and the ids of the new ones."""
    new = {_said(lesson): lesson.id for lesson in _lessons([version_id])}
    return {old.id: new[_said(old)] for old in _lessons(old_version_ids) if _said(old) in new}


def _lessons(version_ids: Collection[int]) -> list[Lesson]:
    return list(db.session.scalars(select(Lesson).where(Lesson.version_id.in_(version_ids))))


def _said(lesson: Lesson) -> tuple[str, ...]:
    return lesson.slug, lesson.title, lesson.body, lesson.key_points
