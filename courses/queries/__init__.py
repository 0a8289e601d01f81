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
from courses.queries.stale import member_names, open_lesson_changes, stale_lesson_count, stale_lessons, stale_publishers

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
    "member_names",
    "open_lesson_changes",
    "published_courses",
    "quoted_lesson_sources",
    "stale_lesson_count",
    "stale_lessons",
    "stale_publishers",
    "version",
    "versions_of",
]
