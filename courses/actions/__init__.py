"""Changes of courses and lessons, one transaction a verb."""

from courses.actions.publishing import (
    CHECK_MINUTES,
    MILLI_POINTS,
    Loaded,
    load_starter,
    publish_course,
    publish_courses,
    tie_self_checks,
    withdraw_course,
)
from courses.actions.sources import carry_sources, set_lesson_sources, tie_lessons
from courses.actions.stale import confirm_lesson

__all__ = [
    "CHECK_MINUTES",
    "MILLI_POINTS",
    "Loaded",
    "carry_sources",
    "confirm_lesson",
    "load_starter",
    "publish_course",
    "publish_courses",
    "set_lesson_sources",
    "tie_lessons",
    "tie_self_checks",
    "withdraw_course",
]
