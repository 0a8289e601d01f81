"""Changes of courses and lessons, one transaction a verb."""

from courses.actions.cases import (
    contribute_case,
    link_lesson,
    link_question,
    move_case,
    revise_case,
    unlink_lesson,
    unlink_question,
)
from courses.actions.entry import add_entry_rule, end_entry_rule
from courses.actions.handbooks import publish_handbook, record_run
from courses.actions.library import LoadedLibrary, load_library
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
    "LoadedLibrary",
    "PlacementPlan",
    "add_entry_rule",
    "close_placement",
    "contribute_case",
    "end_entry_rule",
    "link_lesson",
    "link_question",
    "load_library",
    "load_starter",
    "move_case",
    "offer_placement",
    "publish_course",
    "publish_courses",
    "publish_handbook",
    "record_run",
    "revise_case",
    "tie_self_checks",
    "unlink_lesson",
    "unlink_question",
    "withdraw_course",
]
