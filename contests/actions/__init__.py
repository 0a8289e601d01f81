"""Everything that changes contests, one verb each."""

from contests.actions.drafting import (
    create_contest,
    save_audience,
    save_basics,
    save_paper,
    save_publishing,
    save_times,
    save_weighing,
)
from contests.actions.entering import enter_contest
from contests.actions.judging import submit_sheet, unlock_round
from contests.actions.lifecycle import (
    NotReady,
    close_contest,
    close_ended,
    force_close_attempt,
    open_contest,
    publish_contest,
    retract_contest,
    tend,
    withdraw_contest,
)
from contests.actions.printing import print_paper
from contests.actions.snapshots import make_snapshot, refresh_snapshot, refresh_stale
from contests.actions.staging import (
    add_contestant,
    add_judge,
    add_team,
    remove_contestant,
    remove_judge,
    remove_round,
    remove_team,
    save_awards,
    save_round,
)

__all__ = [
    "NotReady",
    "add_contestant",
    "add_judge",
    "add_team",
    "close_contest",
    "close_ended",
    "create_contest",
    "enter_contest",
    "force_close_attempt",
    "make_snapshot",
    "open_contest",
    "print_paper",
    "publish_contest",
    "refresh_snapshot",
    "refresh_stale",
    "remove_contestant",
    "remove_judge",
    "remove_round",
    "remove_team",
    "retract_contest",
    "save_audience",
    "save_awards",
    "save_basics",
    "save_paper",
    "save_publishing",
    "save_round",
    "save_times",
    "save_weighing",
    "submit_sheet",
    "tend",
    "unlock_round",
    "withdraw_contest",
]
