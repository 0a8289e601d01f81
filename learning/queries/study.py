"""Reading how far a member got: lessons, courses, the next thing to do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, func, select

from accounts.models import Member
from core.db import db, rows
from core.errors import NotFound
from courses.models import Course, CourseState, CourseVersion, Lesson, Tier
from courses.queries import CourseCard, published_courses
from learning.completion import CompletionRule, Reading, rule_on, share_done
from learning.models import Enrolment, LessonCompletion, LessonProgress


@dataclass(frozen=True)
class LessonRow:
    """One lesson of a version and how far one member got with it."""

    course_id: int
    course_slug: str
    tier: Tier
    version_id: int
    course_title: str
    digest: str
    lesson_id: int
    ordinal: int
    title: str
    minutes: int
    exam_id: int | None
    questions: int
    position: int
    credited_ms: int
    end_reached_at: datetime | None
    check_attempt_id: int | None
    last_at: datetime | None
    completion_id: int | None
    completed_at: datetime | None

    @property
    def reading(self) -> Reading:
        """Return the part that the completion rule looks at."""
        return Reading(
            minutes=self.minutes,
            credited_ms=self.credited_ms,
            end_reached=self.end_reached_at is not None,
            has_check=self.exam_id is not None,
            check_passed=self.check_attempt_id is not None,
        )

    @property
    def is_complete(self) -> bool:
        """Tell whether the lesson was completed."""
        return self.completion_id is not None

    @property
    def has_begun(self) -> bool:
        """Tell whether the member opened the lesson."""
        return self.last_at is not None

    def share(self, rule: CompletionRule) -> float:
        """Return how much is done, 0 to 1."""
        return 1.0 if self.is_complete else share_done(rule, self.reading)


@dataclass(frozen=True)
class CourseProgress:
    """One version of a course and how far one member got with it, lessons in order."""

    lessons: tuple[LessonRow, ...]
    enrolled: bool

    @property
    def first(self) -> LessonRow:
        """Return the first lesson; it also carries the course's own values."""
        return self.lessons[0]

    @property
    def title(self) -> str:
        """Return the title of the version."""
        return self.first.course_title

    @property
    def completed(self) -> int:
        """Return the number of completed lessons."""
        return sum(lesson.is_complete for lesson in self.lessons)

    @property
    def is_complete(self) -> bool:
        """Tell whether every lesson was completed."""
        return self.completed == len(self.lessons)

    @property
    def minutes(self) -> int:
        """Return the estimated minutes of all lessons."""
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def last_at(self) -> datetime | None:
        """Return when the member last studied here."""
        return max((lesson.last_at for lesson in self.lessons if lesson.last_at), default=None)

    def percent(self, day: date) -> int:
        """Return the share done of all lessons, in whole per cent."""
        rule = rule_on(day)
        return int(100 * sum(lesson.share(rule) for lesson in self.lessons) / len(self.lessons))

    def next_lesson(self) -> LessonRow:
        """Return where to go on: the open lesson read last, else the first open one, else the first."""
        still_open = [lesson for lesson in self.lessons if not lesson.is_complete]
        begun = [lesson for lesson in still_open if lesson.last_at]
        if begun:
            return max(begun, key=lambda lesson: lesson.last_at)  # type: ignore[arg-type, return-value]
        return still_open[0] if still_open else self.first

    def neighbours(self, lesson_id: int) -> tuple[LessonRow | None, LessonRow | None]:
        """Return the lessons before and after one."""
        place = next(place for place, lesson in enumerate(self.lessons) if lesson.lesson_id == lesson_id)
        before = self.lessons[place - 1] if place else None
        after = self.lessons[place + 1] if place + 1 < len(self.lessons) else None
        return before, after

    def lesson(self, lesson_id: int) -> LessonRow:
        """Return one lesson."""
        return next(lesson for lesson in self.lessons if lesson.lesson_id == lesson_id)


def _rows() -> Any:
    """Build the statement behind every LessonRow for one `member_id`; whoever uses it adds which lessons."""
    member_id: BindParameter[int] = bindparam("member_id")
    return (
        select(
            Course.id, Course.slug, Course.tier, CourseVersion.id, CourseVersion.title, CourseVersion.digest,
            Lesson.id, Lesson.ordinal, Lesson.title, Lesson.minutes, Lesson.exam_id, Lesson.self_check_count,
            LessonProgress.position, LessonProgress.credited_ms, LessonProgress.end_reached_at,
            LessonProgress.check_attempt_id, LessonProgress.last_at, LessonCompletion.id,
            LessonCompletion.completed_at, Enrolment.version_id,
        )
        .select_from(Lesson)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .join(Course, Course.id == CourseVersion.course_id)
        .outerjoin(Enrolment, and_(Enrolment.course_id == Course.id, Enrolment.member_id == member_id))
        .outerjoin(LessonProgress, and_(LessonProgress.lesson_id == Lesson.id, LessonProgress.member_id == member_id))
        .outerjoin(
            LessonCompletion,
            and_(LessonCompletion.lesson_id == Lesson.id, LessonCompletion.member_id == member_id),
        )
        .where(Course.state == CourseState.PUBLISHED)
        .order_by(Course.sort_no, Course.id, Lesson.ordinal)
    )  # fmt: skip


# Built once: putting a statement together costs more than running it.
_LEARNT = CourseVersion.id == func.coalesce(Enrolment.version_id, Course.current_version_id)
_AROUND_LESSON = select(Lesson.version_id).where(Lesson.id == bindparam("lesson_id")).scalar_subquery()
_COURSE_OF_LESSON = _rows().where(Lesson.version_id == _AROUND_LESSON, _LEARNT)
_COURSE_BY_SLUG = _rows().where(Course.slug == bindparam("slug"), _LEARNT)
_BEGUN = _rows().where(CourseVersion.id == Enrolment.version_id)
"""_LEARNT keeps the version a member began; for a course they did not begin, the current one."""


def _progress(found: Sequence[Any]) -> CourseProgress:
    return CourseProgress(tuple(_lesson_row(row) for row in found), enrolled=found[0][19] is not None)


def _lesson_row(row: Any) -> LessonRow:
    values = (row[0], row[1], Tier(row[2]), *row[3:12], row[12] or 0, row[13] or 0, *row[14:19])
    return LessonRow(*values)


def course_of_lesson(member_id: int, lesson_id: int) -> CourseProgress:
    """Return the course around a lesson with the member's progress, in one statement.

    Raises NotFound unless the lesson belongs to the version that this member learns, and its course
    is published.
    """
    lessons = rows(_COURSE_OF_LESSON, {"member_id": member_id, "lesson_id": lesson_id}).all()
    if not lessons:
        raise NotFound
    return _progress(lessons)


def course_for(member_id: int, slug: str) -> CourseProgress:
    """Return a published course with the member's progress, in the version they began or the current one."""
    lessons = rows(_COURSE_BY_SLUG, {"member_id": member_id, "slug": slug}).all()
    if not lessons:
        raise NotFound
    return _progress(lessons)


def begun_courses(member_id: int) -> list[CourseProgress]:
    """Return the published courses that a member began, with progress, in one statement."""
    by_course: dict[int, list[Any]] = {}
    for row in rows(_BEGUN, {"member_id": member_id}):
        by_course.setdefault(row[0], []).append(row)
    return [_progress(lessons) for lessons in by_course.values()]


@dataclass(frozen=True)
class CourseOffer:
    """A published course in a member's list, with their progress where they began it."""

    card: CourseCard
    progress: CourseProgress | None

    @property
    def title(self) -> str:
        """Return the title in the version this member sees."""
        return self.progress.title if self.progress else self.card.title


def course_offers(member_id: int) -> list[CourseOffer]:
    """Return every published course for a member, by tier and place, in two statements."""
    return offers_beside(begun_courses(member_id))


def offers_beside(courses: Iterable[CourseProgress]) -> list[CourseOffer]:
    """Return every published course for the member who began these, by tier and place, in one statement."""
    begun = {progress.first.course_id: progress for progress in courses}
    return [CourseOffer(card, begun.get(card.course_id)) for card in published_courses()]


def enrolment_of(member: Member, course_id: int) -> Enrolment | None:
    """Return the enrolment of a member in a course."""
    return db.session.scalar(
        select(Enrolment).where(Enrolment.member_id == member.id, Enrolment.course_id == course_id)
    )


def summary_of(version_id: int) -> str:
    """Return the summary of a version."""
    return db.session.scalar(select(CourseVersion.summary).where(CourseVersion.id == version_id)) or ""
