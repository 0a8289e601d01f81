"""Reading the case library: what members read, and what staff work on."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from accounts.models import Member, Unit
from accounts.permissions import Permission, scope
from core.db import db
from core.errors import NotFound
from core.paging import Page, paginate
from courses.models import (
    Case,
    CaseEvent,
    CaseKind,
    CaseLesson,
    CaseQuestion,
    CaseRevision,
    CaseState,
    Course,
    CourseState,
    CourseVersion,
    Lesson,
)
from question_bank.models import Question, QuestionRevision

PAGE = 20
_SHOWN = (Case.shown_id.is_not(None), Case.state != CaseState.WITHDRAWN)


@dataclass(frozen=True)
class RelatedLesson:
    """A lesson that a case is linked to, in the current version of its course."""

    course_id: int
    slug: str
    lesson_slug: str
    course_title: str
    lesson_title: str


@dataclass(frozen=True)
class CaseFilters:
    """What a list of cases is narrowed to; empty values do not narrow."""

    kind: str = ""
    topic: str = ""
    state: str = ""
    words: str = ""


def shown_cases(filters: CaseFilters, number: int) -> Page[Case]:
    """Return a page of the cases that members read, newest first, each with the revision they read."""
    query = (
        select(Case)
        .join(CaseRevision, CaseRevision.id == Case.shown_id)
        .where(*_SHOWN, *_narrowing(filters))
        .options(joinedload(Case.shown))
        .order_by(Case.topic, Case.id)
    )
    return paginate(query, number, PAGE)


def _narrowing(filters: CaseFilters) -> list[ColumnElement[bool]]:
    exact = {Case.kind: filters.kind, Case.topic: filters.topic, Case.state: filters.state}
    found = [column == value for column, value in exact.items() if value]
    for word in filters.words.split():
        columns = (CaseRevision.title, CaseRevision.problem, CaseRevision.advice, CaseRevision.steps)
        found.append(or_(*(column.contains(word, autoescape=True) for column in columns)))
    return found


def topic_counts(kind: str) -> dict[str, int]:
    """Return how many cases members read in each class of a library."""
    query = select(Case.topic, func.count()).where(*_SHOWN, Case.kind == kind).group_by(Case.topic)
    return dict(db.session.execute(query).tuples().all())


def shown_case(case_id: int) -> Case:
    """Return a case that members read, or raise NotFound."""
    found: Case | None = db.session.scalar(
        select(Case).where(Case.id == case_id, *_SHOWN).options(joinedload(Case.shown))
    )
    if found is None:
        raise NotFound
    return found


def staff_cases(viewer: Member, filters: CaseFilters, number: int) -> Page[Case]:
    """Return a page of the cases that somebody works on, those waiting for review first."""
    query = (
        select(Case)
        .join(CaseRevision, CaseRevision.id == Case.latest_id)
        .where(_workable(viewer), *_narrowing(filters))
        .options(joinedload(Case.unit), joinedload(Case.latest).joinedload(CaseRevision.created_by))
        .order_by(Case.state != CaseState.REVIEW, Case.id.desc())
    )
    return paginate(query, number, PAGE)


def _workable(viewer: Member) -> ColumnElement[bool]:
    """Reviewers see every case of their units and the shipped ones; contributors those of their units."""
    units = [scope(viewer, each).unit_filter() for each in (Permission.CASE_EDIT, Permission.CASE_REVIEW)]
    own = Case.unit_id.in_(select(Unit.id).where(or_(*units)))
    return or_(own, Case.unit_id.is_(None)) if scope(viewer, Permission.CASE_REVIEW).paths else own


def staff_case(viewer: Member, case_id: int) -> Case:
    """Return a case that somebody works on, or raise NotFound."""
    found: Case | None = db.session.scalar(
        select(Case)
        .where(Case.id == case_id, _workable(viewer))
        .options(joinedload(Case.unit), joinedload(Case.latest).joinedload(CaseRevision.created_by))
    )
    if found is None:
        raise NotFound
    return found


def contributing_units(member: Member) -> list[Unit]:
    """Return the units for which somebody may contribute cases, in the official order."""
    units = scope(member, Permission.CASE_EDIT).unit_filter()
    return list(db.session.scalars(select(Unit).where(units, Unit.active.is_(True)).order_by(Unit.position)))


def case_revisions(case_id: int) -> list[CaseRevision]:
    """Return the revisions of a case, newest first."""
    return list(
        db.session.scalars(
            select(CaseRevision)
            .where(CaseRevision.case_id == case_id)
            .options(joinedload(CaseRevision.created_by))
            .order_by(CaseRevision.number.desc())
        )
    )


def case_events(case_id: int) -> list[CaseEvent]:
    """Return what happened to a case, the latest first."""
    return list(
        db.session.scalars(
            select(CaseEvent)
            .where(CaseEvent.case_id == case_id)
            .options(joinedload(CaseEvent.actor))
            .order_by(CaseEvent.id.desc())
        )
    )


def related_lessons(case_id: int) -> list[RelatedLesson]:
    """Return the lessons a case is linked to that members can find now."""
    rows = db.session.execute(
        select(Course.id, Course.slug, Lesson.slug, CourseVersion.title, Lesson.title)
        .join(CaseLesson, CaseLesson.course_id == Course.id)
        .join(CourseVersion, CourseVersion.id == Course.current_version_id)
        .join(Lesson, (Lesson.version_id == CourseVersion.id) & (Lesson.slug == CaseLesson.lesson_slug))
        .where(CaseLesson.case_id == case_id, Course.state == CourseState.PUBLISHED)
        .order_by(Course.sort_no, Lesson.ordinal)
    )
    return [RelatedLesson(*row) for row in rows]


def linkable_lessons() -> list[RelatedLesson]:
    """Return the lessons of all published courses."""
    rows = db.session.execute(
        select(Course.id, Course.slug, Lesson.slug, CourseVersion.title, Lesson.title)
        .join(CourseVersion, CourseVersion.id == Course.current_version_id)
        .join(Lesson, Lesson.version_id == CourseVersion.id)
        .where(Course.state == CourseState.PUBLISHED)
        .order_by(Course.sort_no, Lesson.ordinal)
    )
    return [RelatedLesson(*row) for row in rows]


def related_questions(case_id: int) -> list[tuple[int, str]]:
    """Return the questions a case is linked to, as (id, stem)."""
    rows = db.session.execute(
        select(Question.id, QuestionRevision.stem)
        .join(CaseQuestion, CaseQuestion.question_id == Question.id)
        .join(QuestionRevision, QuestionRevision.id == Question.latest_id)
        .where(CaseQuestion.case_id == case_id)
        .order_by(Question.id)
    )
    return [(number, stem) for number, stem in rows]


def cases_of_course(course_id: int) -> list[tuple[int, str, CaseKind]]:
    """Return the cases linked to lessons of a course, as (id, title, kind)."""
    rows = db.session.execute(
        select(Case.id, CaseRevision.title, Case.kind)
        .join(CaseRevision, CaseRevision.id == Case.shown_id)
        .where(*_SHOWN, Case.id.in_(select(CaseLesson.case_id).where(CaseLesson.course_id == course_id)))
        .order_by(Case.id)
    )
    return [(number, title, CaseKind(kind)) for number, title, kind in rows]


def cases_by_slug(slugs: Collection[str]) -> dict[str, Case]:
    """Return loaded cases by slug."""
    return {case.slug: case for case in db.session.scalars(select(Case).where(Case.slug.in_(slugs))) if case.slug}
