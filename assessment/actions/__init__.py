"""Everything that changes exams and attempts, one verb each."""

from assessment.actions.closing import close_expired, close_if_over, force_close, sweep, trust_clock
from assessment.actions.exams import change_exam, close_exam, create_exam, open_exam, release_results
from assessment.actions.grading import grade_attempt, grade_pending, provisional_milli
from assessment.actions.people_marking import ask_for_markers, mark_answer
from assessment.actions.self_checks import SelfCheckOutcome, take_self_check
from assessment.actions.sitting import lease_attempt, start_attempt
from assessment.actions.submitting import Submission, submit_attempt, submit_once
from assessment.rules import DraftRow, ExamDraft, FixedItem

__all__ = [
    "DraftRow",
    "ExamDraft",
    "FixedItem",
    "SelfCheckOutcome",
    "Submission",
    "ask_for_markers",
    "change_exam",
    "close_exam",
    "close_expired",
    "close_if_over",
    "create_exam",
    "force_close",
    "grade_attempt",
    "grade_pending",
    "lease_attempt",
    "mark_answer",
    "open_exam",
    "provisional_milli",
    "release_results",
    "start_attempt",
    "submit_attempt",
    "submit_once",
    "sweep",
    "take_self_check",
    "trust_clock",
]
