"""Reading contests, their progress, rankings and sheets."""

from contests.queries.boards import (
    board_page,
    current_snapshot,
    leaders,
    own_published_rows,
    own_rows,
    rows_of,
    snapshot_summary,
)
from contests.queries.outside import DueContest, FinishedContest, MemberResult, finished_contests, open_for, results_of
from contests.queries.paper import cells_of, paper_fits, topic_choices
from contests.queries.people import audience_condition, audience_size, branch_of, is_invited, own_unit_ids, units_by_id
from contests.queries.progress import Progress, member_progress, progress_of
from contests.queries.seeing import (
    contest_for,
    contests_to_see,
    edited_contest_for,
    judged_contest_for,
    managed_contests,
    may_edit,
    seat_of,
    takes_part,
    watched_contest_for,
    watches_all,
)

__all__ = [
    "DueContest",
    "FinishedContest",
    "MemberResult",
    "Progress",
    "audience_condition",
    "audience_size",
    "board_page",
    "branch_of",
    "cells_of",
    "contest_for",
    "contests_to_see",
    "current_snapshot",
    "edited_contest_for",
    "finished_contests",
    "is_invited",
    "judged_contest_for",
    "leaders",
    "managed_contests",
    "may_edit",
    "member_progress",
    "open_for",
    "own_published_rows",
    "own_rows",
    "own_unit_ids",
    "paper_fits",
    "progress_of",
    "results_of",
    "rows_of",
    "seat_of",
    "snapshot_summary",
    "takes_part",
    "topic_choices",
    "units_by_id",
    "watched_contest_for",
    "watches_all",
]
