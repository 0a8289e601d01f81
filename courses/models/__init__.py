"""Tables of courses and lessons, and of drafts of them."""

from courses.models.catalogue import Course, CourseState, CourseVersion, Lesson, Tier
from courses.models.drafts import CourseDraft, DraftArticle, DraftEdit, DraftLesson, DraftLessonSource, DraftState
from courses.models.reviews import (
    CoursePicture,
    DraftComment,
    DraftQuestion,
    DraftReview,
    Origin,
    SuggestionState,
    Verdict,
)
from courses.models.sources import LessonConfirmation, LessonSource

__all__ = [
    "Course",
    "CourseDraft",
    "CoursePicture",
    "CourseState",
    "CourseVersion",
    "DraftArticle",
    "DraftComment",
    "DraftEdit",
    "DraftLesson",
    "DraftLessonSource",
    "DraftQuestion",
    "DraftReview",
    "DraftState",
    "Lesson",
    "LessonConfirmation",
    "LessonSource",
    "Origin",
    "SuggestionState",
    "Tier",
    "Verdict",
]
