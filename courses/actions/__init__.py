"""Changes of courses and lessons, one transaction a verb."""

from courses.actions.entry import add_entry_rule, end_entry_rule
from courses.actions.placements import PlacementPlan, close_placement, offer_placement
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
    "PlacementPlan",
    "add_entry_rule",
    "close_placement",
    "end_entry_rule",
    "load_starter",
    "offer_placement",
    "publish_course",
    "publish_courses",
    "tie_self_checks",
    "withdraw_course",
]
