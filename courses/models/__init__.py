"""Tables of courses and lessons, drafts of them, entry to them, the case library and branch handbooks."""

from courses.models.aid import AidRequest
from courses.models.cases import (
    Case,
    CaseEvent,
    CaseKind,
    CaseLesson,
    CaseQuestion,
    CaseRevision,
    CaseState,
    CaseTopic,
)
from courses.models.catalogue import Course, CourseKind, CourseState, CourseVersion, Lesson, Tier
from courses.models.drafts import CourseDraft, DraftArticle, DraftEdit, DraftLesson, DraftLessonSource, DraftState
from courses.models.entry import CourseEntryRule, CourseTerm, Placement
from courses.models.handbook_drafts import HandbookDraft, HandbookDraftState, HandbookEvent, HandbookText
from courses.models.handbooks import Checklist, ChecklistMark, ChecklistRun, Handbook, HandbookVersion
from courses.models.reviews import (
    DraftComment,
    DraftQuestion,
    DraftReview,
    Origin,
    SuggestionState,
    Verdict,
)
from courses.models.sources import LessonConfirmation, LessonSource

__all__ = [
    "AidRequest",
    "Case",
    "CaseEvent",
    "CaseKind",
    "CaseLesson",
    "CaseQuestion",
    "CaseRevision",
    "CaseState",
    "CaseTopic",
    "Checklist",
    "ChecklistMark",
    "ChecklistRun",
    "Course",
    "CourseDraft",
    "CourseEntryRule",
    "CourseKind",
    "CourseState",
    "CourseTerm",
    "CourseVersion",
    "DraftArticle",
    "DraftComment",
    "DraftEdit",
    "DraftLesson",
    "DraftLessonSource",
    "DraftQuestion",
    "DraftReview",
    "DraftState",
    "Handbook",
    "HandbookDraft",
    "HandbookDraftState",
    "HandbookEvent",
    "HandbookText",
    "HandbookVersion",
    "Lesson",
    "LessonConfirmation",
    "LessonSource",
    "Origin",
    "Placement",
    "SuggestionState",
    "Tier",
    "Verdict",
]
