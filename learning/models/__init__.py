"""Tables of learning and the record."""

from learning.models.huddles import Huddle, HuddlePresence
from learning.models.reader import CourseWaiver, ReaderNote
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
    "CourseWaiver",
    "Enrolment",
    "Exemption",
    "HourConversion",
    "HourEntry",
    "HourPolicy",
    "Huddle",
    "HuddlePresence",
    "LessonCompletion",
    "LessonProgress",
    "ReaderNote",
    "StudyCredit",
    "StudyStream",
]
