"""Reading the conditions of courses, their placement tests, and the terms of a version."""

from __future__ import annotations

import json
from collections.abc import Collection

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from assessment.models import Exam
from core.db import db
from core.errors import NotFound
from courses.gates import PRIOR, Condition
from courses.models import Course, CourseEntryRule, CourseTerm, CourseVersion, Placement

_COLUMNS = (
    CourseEntryRule.id, CourseEntryRule.course_id, CourseEntryRule.kind, CourseEntryRule.terms,
    CourseEntryRule.valid_from, CourseEntryRule.valid_to,
)  # fmt: skip
# Built once: putting a statement together costs more than running it.
_ALL = select(*_COLUMNS).where(CourseEntryRule.ended_at.is_(None)).order_by(CourseEntryRule.id)
_OF_COURSE = _ALL.where(CourseEntryRule.course_id == bindparam("course_id"))


def conditions() -> dict[int, list[Condition]]:
    """Return the conditions of all courses by course id, in one statement; ended ones are left out."""
    found: dict[int, list[Condition]] = {}
    for row in db.session.execute(_ALL):
        found.setdefault(row.course_id, []).append(_condition(row))
    return found


def conditions_of(course_id: int) -> list[Condition]:
    """Return the conditions of one course; ended ones are left out."""
    return [_condition(row) for row in db.session.execute(_OF_COURSE, {"course_id": course_id})]


def _condition(row: object) -> Condition:
    number, course_id, kind, terms, valid_from, valid_to = row  # type: ignore[misc]
    return Condition(number, course_id, kind, json.loads(terms), valid_from, valid_to)  # type: ignore[has-type]


def entry_rule(course_id: int, rule_id: int) -> CourseEntryRule:
    """Return a condition that holds on, or raise NotFound."""
    found = db.session.get(CourseEntryRule, rule_id)
    if found is None or found.course_id != course_id or found.ended_at is not None:
        raise NotFound
    return found


def prior_courses() -> dict[str, list[str]]:
    """Return for each course by slug the slugs of the courses that have to be completed before it."""
    slugs = dict(db.session.execute(select(Course.id, Course.slug)).all())
    found: dict[str, list[str]] = {}
    for course_id, listed in conditions().items():
        found[slugs[course_id]] = [each.terms["course"] for each in listed if each.kind == PRIOR]
    return found


def titles_by_slug(slugs: Collection[str] | None = None) -> dict[str, str]:
    """Return the current titles of courses by slug; of all unless some are named."""
    query = select(Course.slug, CourseVersion.title).join(CourseVersion, CourseVersion.id == Course.current_version_id)
    if slugs is not None:
        query = query.where(Course.slug.in_(slugs))
    return dict(db.session.execute(query.order_by(Course.sort_no)).all())  # type: ignore[arg-type]


def placements() -> list[Placement]:
    """Return the placement tests that may be taken."""
    return list(
        db.session.scalars(
            select(Placement)
            .where(Placement.live.is_(True))
            .options(joinedload(Placement.course))
            .order_by(Placement.id)
        )
    )


def placement(placement_id: int) -> Placement:
    """Return a placement test, or raise NotFound."""
    found = db.session.get(Placement, placement_id, options=[joinedload(Placement.course)])
    if found is None:
        raise NotFound
    return found


def placement_for(course_id: int, tier: str) -> Placement | None:
    """Return the open placement test of a course, or else that of its tier."""
    found = [each for each in placements() if each.course_id == course_id or each.tier == tier]
    return min(found, key=lambda each: each.course_id is None, default=None)


def terms_of(version_id: int) -> list[tuple[str, str]]:
    """Return the terms of a version with their meanings."""
    rows = db.session.execute(
        select(CourseTerm.term, CourseTerm.meaning)
        .where(CourseTerm.version_id == version_id)
        .order_by(CourseTerm.ordinal)
    )
    return [(term, meaning) for term, meaning in rows]


def placements_with_exams() -> list[tuple[Placement, Exam]]:
    """Return the placement tests that may be taken, each with its exam."""
    found = placements()
    exams = {exam.id: exam for exam in db.session.scalars(select(Exam).where(Exam.id.in_([p.exam_id for p in found])))}
    return [(each, exams[each.exam_id]) for each in found]
