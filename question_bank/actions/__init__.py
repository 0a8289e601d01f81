"""Everything that changes the question bank, one transaction each."""

from question_bank.actions.bulk import MOST, VERBS, Change, Labels, change_many, label_question
from question_bank.actions.exporting import export_questions
from question_bank.actions.imports import (
    Decision,
    correct_staged,
    discard_staged,
    import_reading,
    import_staged,
    undo_batch,
)
from question_bank.actions.pairs import CHECK_TWINS, ask_twin_check, check_twins, keep_both, mark_enemies, reconcile
from question_bank.actions.pictures import add_picture
from question_bank.actions.questions import QuestionDraft, create_question, move_question, revise_question
from question_bank.actions.renewing import renew_questions
from question_bank.actions.sources import set_question_sources, tie_questions
from question_bank.actions.stale import confirm_question
from question_bank.actions.topics import ensure_topic, move_topic, remove_topic, rename_topic
from question_bank.actions.uploads import READ_UPLOAD, read_upload, receive_upload, stage_reading
from question_bank.actions.voices import answer_fault, comment, drop_filter, keep_filter, report_fault

__all__ = [
    "CHECK_TWINS",
    "MOST",
    "READ_UPLOAD",
    "VERBS",
    "Change",
    "Decision",
    "Labels",
    "QuestionDraft",
    "add_picture",
    "answer_fault",
    "ask_twin_check",
    "change_many",
    "check_twins",
    "comment",
    "confirm_question",
    "correct_staged",
    "create_question",
    "discard_staged",
    "drop_filter",
    "ensure_topic",
    "export_questions",
    "import_reading",
    "import_staged",
    "keep_both",
    "keep_filter",
    "label_question",
    "mark_enemies",
    "move_question",
    "move_topic",
    "read_upload",
    "receive_upload",
    "reconcile",
    "remove_topic",
    "rename_topic",
    "renew_questions",
    "report_fault",
    "revise_question",
    "set_question_sources",
    "stage_reading",
    "tie_questions",
    "undo_batch",
]
