"""Tables of exams, attempts, grades and of marking by people."""

from assessment.models.exams import (
    AnswerEvent,
    Attempt,
    AttemptGrade,
    AttemptVector,
    BlueprintRow,
    ClockWatch,
    DevicePolicy,
    Exam,
    ExamItem,
    ExamState,
    Grade,
    GradeRun,
    Idempotency,
    OutboxJob,
    PaperItem,
    Purpose,
    Release,
)
from assessment.models.marking import ItemMark, MarkingTask

__all__ = [
    "AnswerEvent",
    "Attempt",
    "AttemptGrade",
    "AttemptVector",
    "BlueprintRow",
    "ClockWatch",
    "DevicePolicy",
    "Exam",
    "ExamItem",
    "ExamState",
    "Grade",
    "GradeRun",
    "Idempotency",
    "ItemMark",
    "MarkingTask",
    "OutboxJob",
    "PaperItem",
    "Purpose",
    "Release",
]
