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
from courses.queries.sources import lesson_sources_of, quoted_lesson_sources

__all__ = [
    "TIER_ORDER",
    "CourseCard",
    "all_courses",
    "course",
    "course_by_slug",
    "exam_ids_of",
    "lesson",
    "lesson_sources_of",
    "lessons_without_check",
    "published_courses",
    "quoted_lesson_sources",
    "version",
    "versions_of",
]
