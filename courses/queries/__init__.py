"""Reads of courses and lessons."""

from courses.queries.catalogue import (
    TIER_ORDER,
    CourseCard,
    all_courses,
    course,
    course_by_slug,
    exam_ids_of,
    lesson,
    lessons_without_check,
    published_courses,
    version,
    versions_of,
)
from courses.queries.coverage import lessons_upon, questions_upon
from courses.queries.reviewing import (
    Choice,
    Waiting,
    owners_waited_for,
    superseded_documents,
    waiting_count,
    waiting_lessons,
    waiting_of_document,
    waiting_questions,
)
from courses.queries.sources import lesson_sources_of, quoted_lesson_sources
from courses.queries.stale import member_names, open_lesson_changes, stale_lesson_count, stale_lessons, stale_publishers

__all__ = [
    "TIER_ORDER",
    "Choice",
    "CourseCard",
    "Waiting",
    "all_courses",
    "course",
    "course_by_slug",
    "exam_ids_of",
    "lesson",
    "lesson_sources_of",
    "lessons_upon",
    "lessons_without_check",
    "member_names",
    "open_lesson_changes",
    "owners_waited_for",
    "published_courses",
    "questions_upon",
    "quoted_lesson_sources",
    "stale_lesson_count",
    "stale_lessons",
    "stale_publishers",
    "superseded_documents",
    "version",
    "versions_of",
    "waiting_count",
    "waiting_lessons",
    "waiting_of_document",
    "waiting_questions",
]
