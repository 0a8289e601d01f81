"""Everything that changes study and hours, one verb each."""

from learning.actions.assignments import assign_course, withdraw_assignment
from learning.actions.back_entries import record_back_entries, review_back_entry
from learning.actions.contests import collect_contest_hours
from learning.actions.hours import exempt, reverse_entry, withdraw_exemption
from learning.actions.moving import move_learners
from learning.actions.policies import add_policy, load_shipped_policies, set_conversion
from learning.actions.study import beat, enrol, submit_self_check

__all__ = [
    "add_policy",
    "assign_course",
    "beat",
    "collect_contest_hours",
    "enrol",
    "exempt",
    "load_shipped_policies",
    "move_learners",
    "record_back_entries",
    "reverse_entry",
    "review_back_entry",
    "set_conversion",
    "submit_self_check",
    "withdraw_assignment",
    "withdraw_exemption",
]
