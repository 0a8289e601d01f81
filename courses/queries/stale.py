"""Lessons that rest on paragraphs which a newer edition edited or removed, and nobody has looked at since."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from core.db import db
from core.paging import Page, paginate
from courses.models import Course, CourseState, CourseVersion, Lesson, LessonConfirmation, LessonSource
from documents.models import ParagraphChange, Supersession
from documents.queries import Resting

PAGE = 10
LESSONS = Resting(LessonSource, LessonConfirmation, "lesson_id")


def _stale_ids(now: datetime, document_id: int | None = None) -> Select[Any]:
    ids = LESSONS.stale_ids(now)
    return ids.where(Supersession.older_id == document_id) if document_id else ids


def _stale(now: datetime, document_id: int | None = None) -> Select[tuple[Lesson]]:
    """The lessons that members can begin now and that are to be looked at again."""
    return (
        select(Lesson)
        .join(Course, Course.current_version_id == Lesson.version_id)
        .where(Course.state == CourseState.PUBLISHED, Lesson.id.in_(_stale_ids(now, document_id)))
    )


def open_lesson_changes(lesson_ids: Collection[int], now: datetime) -> dict[int, list[ParagraphChange]]:
    """For lessons, the changes that nobody has looked at since, in the order in which they came into force."""
    return LESSONS.changes_of(lesson_ids, now)


def stale_lessons(now: datetime, *, owner_id: int | None, document_id: int | None, number: int) -> Page[Lesson]:
    """One page of the lessons that are to be looked at again, by who published them and by superseded document."""
    query = _stale(now, document_id).options(joinedload(Lesson.version).joinedload(CourseVersion.course))
    if owner_id:
        query = query.join(CourseVersion, CourseVersion.id == Lesson.version_id).where(
            CourseVersion.published_by_id == owner_id
        )
    return paginate(query.order_by(Lesson.version_id, Lesson.ordinal), number, PAGE)


def stale_lesson_count(now: datetime) -> int:
    """How many lessons are to be looked at again."""
    return db.session.scalar(select(func.count()).select_from(_stale(now).subquery())) or 0


def stale_publishers(now: datetime) -> list[tuple[int, str]]:
    """Who published the lessons that are to be looked at again, as (id, name)."""
    versions = _stale(now).with_only_columns(Lesson.version_id)
    publishers = select(CourseVersion.published_by_id).where(CourseVersion.id.in_(versions))
    rows = db.session.execute(select(Member.id, Member.name).where(Member.id.in_(publishers)).order_by(Member.id))
    return [(row.id, row.name) for row in rows]


def member_names(ids: Collection[int | None]) -> dict[int, str]:
    """Names of people by id."""
    rows = db.session.execute(select(Member.id, Member.name).where(Member.id.in_({one for one in ids if one})))
    return {row.id: row.name for row in rows}
