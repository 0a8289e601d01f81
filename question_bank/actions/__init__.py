"""Everything that changes the question bank, one transaction each."""

from question_bank.actions.exporting import export_questions
from question_bank.actions.imports import (
    Decision,
    correct_staged,
    discard_staged,
    import_reading,
    import_staged,
    undo_batch,
)
from question_bank.actions.pictures import add_picture
from question_bank.actions.questions import QuestionDraft, create_question, move_question, revise_question
from question_bank.actions.sources import set_question_sources, tie_questions
from question_bank.actions.stale import confirm_question
from question_bank.actions.topics import ensure_topic, rename_topic
from question_bank.actions.uploads import READ_UPLOAD, read_upload, receive_upload, stage_reading

__all__ = [
    "READ_UPLOAD",
    "Decision",
    "QuestionDraft",
    "add_picture",
    "confirm_question",
    "correct_staged",
    "create_question",
    "discard_staged",
    "ensure_topic",
    "export_questions",
    "import_reading",
    "import_staged",
    "move_question",
    "read_upload",
    "receive_upload",
    "rename_topic",
    "revise_question",
    "set_question_sources",
    "stage_reading",
    "tie_questions",
    "undo_batch",
]
