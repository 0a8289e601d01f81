"""The home page of a member in a bounded number of statements."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Member
from contests.queries import DueContest, open_for
from core import clock
from courses.reading import shown_lesson
from learning.queries.due import DueCourse, due_courses, units_of
from learning.queries.entry import all_lacks, waived_courses
from learning.queries.hours import standing_of
from learning.queries.study import CourseOffer, CourseProgress, LessonRow, begun_courses, offers_beside
from learning.standing import Forecast, Standing, forecast


@dataclass(frozen=True)
class NextStep:
    """The one thing to continue: a lesson, where in it, and the minutes left."""

    course: CourseProgress
    lesson: LessonRow
    heading: str
    minutes_left: int

    @property
    def percent(self) -> int:
        """Return how far the lesson is read, in whole per cent of its estimated time."""
        return min(100, self.lesson.credited_ms * 100 // (self.lesson.minutes * 60_000))


@dataclass(frozen=True)
class Home:
    """Everything the home page shows."""

    standing: Standing
    promise: Forecast
    step: NextStep | None
    offer: CourseOffer | None
    """A course to begin, where nothing is begun."""
    courses: list[DueCourse]
    contests: list[DueContest]


def home_of(member: Member, now: datetime) -> Home:
    """Read the home page of a member."""
    today = clock.local(now).date()
    units = units_of(member)
    standing = standing_of(member, today.year)
    begun = begun_courses(member.id)
    step = _next_step(begun)
    courses = due_courses(member, units)
    return Home(
        standing=standing,
        promise=forecast(standing, today.year, today),
        step=step,
        offer=None if step else _offer(member, begun, courses),
        courses=courses,
        contests=open_for(member, now),
    )


def _next_step(begun: list[CourseProgress]) -> NextStep | None:
    still_open = [course for course in begun if not course.is_complete]
    if not still_open:
        return None
    course = max(still_open, key=lambda course: (course.last_at is not None, course.last_at or 0))
    lesson = course.next_lesson()
    heading = ""
    if lesson.has_begun:
        heading = shown_lesson(lesson.lesson_id, lesson.digest).text.heading_at(lesson.position)
    left = max(1, -(-(lesson.minutes * 60_000 - lesson.credited_ms) // 60_000))
    return NextStep(course, lesson, heading, left)


def _offer(member: Member, begun: list[CourseProgress], due: list[DueCourse]) -> CourseOffer | None:
    """Return the required course that is due first, else the first course not begun that is open to this member."""
    waived, lacks = waived_courses(member.id), all_lacks(member)
    fresh = [
        offer for offer in offers_beside(begun)
        if offer.progress is None and offer.card.course_id not in waived and not lacks.get(offer.card.course_id)
    ]  # fmt: skip
    required = {course.course_id: place for place, course in enumerate(due)}
    return min(fresh, key=lambda offer: required.get(offer.card.course_id, len(required)), default=None)
