"""Tables of the question bank."""

from question_bank.models.questions import (
    ImportBatch,
    Question,
    QuestionRevision,
    RevisionIsFinal,
    StagedImport,
    StagedQuestion,
    State,
    Topic,
)
from question_bank.models.sources import QuestionConfirmation, QuestionSource
from question_bank.models.uploads import ImportUpload

__all__ = [
    "ImportBatch",
    "ImportUpload",
    "Question",
    "QuestionConfirmation",
    "QuestionRevision",
    "QuestionSource",
    "RevisionIsFinal",
    "StagedImport",
    "StagedQuestion",
    "State",
    "Topic",
]
