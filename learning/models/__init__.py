"""Tables of learning and the record."""

from learning.models.record import (
    Assignment,
    BackEntry,
    BackEntryReview,
    ContestCollection,
    Enrolment,
    Exemption,
    HourConversion,
    HourEntry,
    HourPolicy,
    LessonCompletion,
    LessonProgress,
    StudyCredit,
    StudyStream,
)

__all__ = [
    "Assignment",
    "BackEntry",
    "BackEntryReview",
    "ContestCollection",
    "Enrolment",
    "Exemption",
    "HourConversion",
    "HourEntry",
    "HourPolicy",
    "LessonCompletion",
    "LessonProgress",
    "StudyCredit",
    "StudyStream",
]
