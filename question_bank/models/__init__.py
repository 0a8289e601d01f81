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

__all__ = [
    "ImportBatch",
    "Question",
    "QuestionRevision",
    "RevisionIsFinal",
    "StagedImport",
    "StagedQuestion",
    "State",
    "Topic",
]
