"""Reading courses, versions and lessons."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from core.db import db, rows
from core.errors import NotFound
from courses.models import Course, CourseKind, CourseState, CourseVersion, Lesson, Tier

TIER_ORDER = {tier: place for place, tier in enumerate(Tier)}


@dataclass(frozen=True)
class CourseCard:
    """A course in a list: what it is called now, and how long it is."""

    course_id: int
    slug: str
    tier: Tier
    sort_no: int
    state: CourseState
    version_id: int
    number: int
    title: str
    summary: str
    lessons: int
    minutes: int
    kind: CourseKind


# Built once: putting a statement together costs more than running it.
_CARDS = (
    select(Course.id, Course.slug, Course.tier, Course.sort_no, Course.state, CourseVersion.id,
           CourseVersion.number, CourseVersion.title, CourseVersion.summary,
           func.count(Lesson.id), func.sum(Lesson.minutes), CourseVersion.kind)
    .join(CourseVersion, CourseVersion.id == Course.current_version_id)
    .join(Lesson, Lesson.version_id == CourseVersion.id)
    .group_by(Course.id, CourseVersion.id)
)  # fmt: skip


def published_courses() -> list[CourseCard]:
    """Return the courses that members may begin, by tier and place, in one statement."""
    return [card for card in all_courses() if card.state is CourseState.PUBLISHED]


def all_courses() -> list[CourseCard]:
    """Return every course with its current version, by tier and place, in one statement."""
    cards = [_card(row) for row in rows(_CARDS)]
    return sorted(cards, key=lambda card: (TIER_ORDER[card.tier], card.sort_no, card.slug))


def _card(row: Any) -> CourseCard:
    return CourseCard(
        row[0], row[1], Tier(row[2]), row[3], CourseState(row[4]), row[5], row[6], row[7], row[8], row[9], int(row[10]),
        CourseKind(row[11]),
    )  # fmt: skip


def course(course_id: int) -> Course:
    """Return a course with its current version, or raise NotFound."""
    found = db.session.get(Course, course_id, options=[joinedload(Course.current_version)])
    if found is None:
        raise NotFound
    return found


def course_by_slug(slug: str) -> Course:
    """Return a course by its slug, or raise NotFound."""
    found: Course | None = db.session.scalar(
        select(Course).where(Course.slug == slug).options(joinedload(Course.current_version))
    )
    if found is None:
        raise NotFound
    return found


def version(course_id: int, number: int) -> CourseVersion:
    """Return a version of a course with its lessons, or raise NotFound."""
    found: CourseVersion | None = db.session.scalar(
        select(CourseVersion)
        .where(CourseVersion.course_id == course_id, CourseVersion.number == number)
        .options(joinedload(CourseVersion.course), selectinload(CourseVersion.lessons))
    )
    if found is None:
        raise NotFound
    return found


def version_by_id(version_id: int) -> CourseVersion:
    """Return a version with its lessons, or raise NotFound."""
    found = db.session.get(CourseVersion, version_id, options=[selectinload(CourseVersion.lessons)])
    if found is None:
        raise NotFound
    return found


def versions_of(course_id: int) -> list[CourseVersion]:
    """Return the versions of a course with their lessons, newest first."""
    return list(
        db.session.scalars(
            select(CourseVersion)
            .where(CourseVersion.course_id == course_id)
            .options(selectinload(CourseVersion.lessons))
            .order_by(CourseVersion.number.desc())
        )
    )


def lesson(lesson_id: int) -> Lesson:
    """Return a lesson with its version and course, or raise NotFound."""
    found = db.session.get(Lesson, lesson_id, options=[joinedload(Lesson.version).joinedload(CourseVersion.course)])
    if found is None:
        raise NotFound
    return found


def lessons_without_check() -> list[Lesson]:
    """Return the lessons that ask for a self-check and have none yet."""
    return list(
        db.session.scalars(
            select(Lesson)
            .where(Lesson.self_check_count > 0, Lesson.exam_id.is_(None))
            .options(joinedload(Lesson.version))
            .order_by(Lesson.id)
        )
    )


def exam_ids_of(version_ids: Collection[int]) -> dict[tuple[str, int], int]:
    """Return the self-checks of some versions by (topic path, number of questions)."""
    rows = db.session.execute(
        select(Lesson.topic_path, Lesson.self_check_count, Lesson.exam_id).where(
            Lesson.version_id.in_(version_ids), Lesson.exam_id.is_not(None)
        )
    )
    return {(path, count): exam_id for path, count, exam_id in rows if exam_id is not None}
