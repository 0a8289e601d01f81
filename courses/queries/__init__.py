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

__all__ = [
    "TIER_ORDER",
    "CourseCard",
    "all_courses",
    "course",
    "course_by_slug",
    "exam_ids_of",
    "lesson",
    "lessons_without_check",
    "published_courses",
    "version",
    "versions_of",
]
