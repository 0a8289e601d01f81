"""Tables of the question bank."""

from question_bank.models.life import FaultOutcome, FaultReport, KeptFilter, QuestionComment, QuestionWord, WordKind
from question_bank.models.pairs import Enmity, Likeness, TwinCheck, TwinPair, TwinVerdict
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
    "Enmity",
    "FaultOutcome",
    "FaultReport",
    "ImportBatch",
    "ImportUpload",
    "KeptFilter",
    "Likeness",
    "Question",
    "QuestionComment",
    "QuestionConfirmation",
    "QuestionRevision",
    "QuestionSource",
    "QuestionWord",
    "RevisionIsFinal",
    "StagedImport",
    "StagedQuestion",
    "State",
    "Topic",
    "TwinCheck",
    "TwinPair",
    "TwinVerdict",
    "WordKind",
]
