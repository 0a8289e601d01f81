"""Everything that changes study and hours, one verb each."""

from learning.actions.assignments import (
    assign_course,
    withdraw_assignment,
)
from learning.actions.back_entries import (
    record_back_entries,
    review_back_entry,
)
from learning.actions.contests import (
    collect_contest_hours,
)
from learning.actions.entry import (
    Locked,
    PlacementOutcome,
    attempts_left,
    take_placement,
)
from learning.actions.hours import (
    exempt,
    reverse_entry,
    withdraw_exemption,
)
from learning.actions.huddles import (
    answer_huddle,
    close_huddle,
    open_huddle,
)
from learning.actions.moving import (
    move_learners,
)
from learning.actions.notes import (
    delete_note,
    keep_note,
)
from learning.actions.policies import (
    add_policy,
    load_shipped_policies,
    set_conversion,
)
from learning.actions.study import (
    beat,
    enrol,
    submit_self_check,
)

__all__ = [
    "Locked",
    "PlacementOutcome",
    "add_policy",
    "answer_huddle",
    "assign_course",
    "attempts_left",
    "beat",
    "close_huddle",
    "collect_contest_hours",
    "delete_note",
    "enrol",
    "exempt",
    "keep_note",
    "load_shipped_policies",
    "move_learners",
    "open_huddle",
    "record_back_entries",
    "reverse_entry",
    "review_back_entry",
    "set_conversion",
    "submit_self_check",
    "take_placement",
    "withdraw_assignment",
    "withdraw_exemption",
]
