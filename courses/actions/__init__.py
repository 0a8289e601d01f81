"""Changes of courses and lessons, one transaction a verb."""

from courses.actions.aid import consult_aid
from courses.actions.aid_requests import request_aid
from courses.actions.cases import (
    contribute_case,
    link_lesson,
    link_question,
    move_case,
    revise_case,
    unlink_lesson,
    unlink_question,
)
from courses.actions.draft_lessons import (
    LessonText,
    Stale,
    add_lesson,
    merge_lesson,
    move_lesson,
    remove_lesson,
    restore_lesson,
    save_lesson,
    split_lesson,
    use_paragraph,
)
from courses.actions.draft_moves import move_paragraph, move_question
from courses.actions.draft_questions import accept_question, decline_question, reopen_question
from courses.actions.draft_reviews import (
    comment,
    course_source,
    ensure_may_review,
    hand_in,
    points_of,
    publish_draft,
    return_draft,
    settle_comment,
    take_back,
    with_objectives,
)
from courses.actions.drafts import DraftHead, change_head, discard_draft, start_draft, start_revision
from courses.actions.entry import add_entry_rule, end_entry_rule
from courses.actions.handbook_drafts import (
    move_handbook,
    remark_on_handbook,
    revise_handbook,
    start_handbook,
)
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
from courses.actions.sources import carry_sources, rest_on, set_lesson_sources, tie_lessons
from courses.actions.stale import confirm_lesson

__all__ = [
    "CHECK_MINUTES",
    "MILLI_POINTS",
    "DraftHead",
    "LessonText",
    "Loaded",
    "LoadedLibrary",
    "PlacementPlan",
    "Stale",
    "accept_question",
    "add_entry_rule",
    "add_lesson",
    "carry_sources",
    "change_head",
    "close_placement",
    "comment",
    "confirm_lesson",
    "consult_aid",
    "contribute_case",
    "course_source",
    "decline_question",
    "discard_draft",
    "end_entry_rule",
    "ensure_may_review",
    "hand_in",
    "link_lesson",
    "link_question",
    "load_library",
    "load_starter",
    "merge_lesson",
    "move_case",
    "move_handbook",
    "move_lesson",
    "move_paragraph",
    "move_question",
    "offer_placement",
    "points_of",
    "publish_course",
    "publish_courses",
    "publish_draft",
    "publish_handbook",
    "record_run",
    "remark_on_handbook",
    "remove_lesson",
    "reopen_question",
    "request_aid",
    "rest_on",
    "restore_lesson",
    "return_draft",
    "revise_case",
    "revise_handbook",
    "save_lesson",
    "set_lesson_sources",
    "settle_comment",
    "split_lesson",
    "start_draft",
    "start_handbook",
    "start_revision",
    "take_back",
    "tie_lessons",
    "tie_self_checks",
    "unlink_lesson",
    "unlink_question",
    "use_paragraph",
    "with_objectives",
    "withdraw_course",
]
