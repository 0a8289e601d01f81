"""Tables of courses and lessons, entry to them, the case library and branch handbooks."""

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
from courses.models.entry import CourseEntryRule, CourseTerm, Placement
from courses.models.handbooks import Checklist, ChecklistMark, ChecklistRun, Handbook, HandbookVersion

__all__ = [
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
    "CourseEntryRule",
    "CourseKind",
    "CourseState",
    "CourseTerm",
    "CourseVersion",
    "Handbook",
    "HandbookVersion",
    "Lesson",
    "Placement",
    "Tier",
]
