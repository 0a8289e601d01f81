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

__all__ = [
    "CHECK_MINUTES",
    "MILLI_POINTS",
    "Loaded",
    "load_starter",
    "publish_course",
    "publish_courses",
    "tie_self_checks",
    "withdraw_course",
]
