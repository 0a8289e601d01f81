"""In which lessons' self-checks a question was asked or may be asked."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload

from assessment.models import BlueprintRow
from assessment.queries.uses import Used, may_draw, papers_with
from core.db import db
from courses.models import Course, CourseVersion, Lesson
from question_bank.models import Question

MOST = 30


@dataclass(frozen=True)
class Use:
    """A lesson, the self-checks a question stood in, and whether the lesson is part of what is offered now."""

    lesson: Lesson
    papers: Used | None
    is_current: bool


def lessons_with(question: Question) -> list[Use]:
    """The lessons in whose self-checks a question stood or may be drawn now, in the order of courses."""
    papers = papers_with(question.id)
    drawing = select(BlueprintRow.exam_id).where(may_draw(BlueprintRow, question))
    current = select(Course.current_version_id)
    query = (
        select(Lesson)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .where(or_(Lesson.exam_id.in_(papers), Lesson.exam_id.in_(drawing) & Lesson.version_id.in_(current)))
        .options(joinedload(Lesson.version).joinedload(CourseVersion.course))
        .order_by(CourseVersion.course_id, CourseVersion.number.desc(), Lesson.ordinal)
        .limit(MOST)
    )
    return [
        Use(lesson, papers.get(lesson.exam_id or 0), lesson.version.course.current_version_id == lesson.version_id)
        for lesson in db.session.scalars(query)
    ]
