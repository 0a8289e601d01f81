"""Reading one's own notes."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import joinedload

from core.db import db
from core.paging import Page, paginate
from courses.models import Course, CourseState, CourseVersion, Lesson
from learning.models import Enrolment, ReaderNote

PAGE = 50


def notes_in(member_id: int, lesson_id: int) -> list[ReaderNote]:
    """Return a member's notes in a lesson, in the order of the text."""
    return list(
        db.session.scalars(
            select(ReaderNote)
            .where(ReaderNote.member_id == member_id, ReaderNote.lesson_id == lesson_id)
            .order_by(ReaderNote.block, ReaderNote.start_offset, ReaderNote.id)
        )
    )


def notes_page(member_id: int, words: str, number: int) -> Page[ReaderNote]:
    """Return a page of a member's notes by course and place in the text, with their lessons; `words` narrows."""
    query = (
        select(ReaderNote)
        .join(Lesson, Lesson.id == ReaderNote.lesson_id)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .where(ReaderNote.member_id == member_id)
        .options(joinedload(ReaderNote.lesson).joinedload(Lesson.version).joinedload(CourseVersion.course))
        .order_by(Course.sort_no, Course.id, CourseVersion.number, Lesson.ordinal, ReaderNote.block,
                  ReaderNote.start_offset, ReaderNote.id)
    )  # fmt: skip
    if words:
        query = query.where(
            or_(*(field.contains(words, autoescape=True) for field in (ReaderNote.quote, ReaderNote.words)))
        )
    return paginate(query, number, PAGE)


def lessons_open_to(member_id: int, lesson_ids: Collection[int]) -> set[int]:
    """Return those lessons that stand in the version a member learns, of published courses."""
    learnt = func.coalesce(Enrolment.version_id, Course.current_version_id)
    return set(
        db.session.scalars(
            select(Lesson.id)
            .join(CourseVersion, CourseVersion.id == Lesson.version_id)
            .join(Course, Course.id == CourseVersion.course_id)
            .outerjoin(Enrolment, and_(Enrolment.course_id == Course.id, Enrolment.member_id == member_id))
            .where(Lesson.id.in_(lesson_ids), Course.state == CourseState.PUBLISHED, Lesson.version_id == learnt)
        )
    )
