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
from courses.queries.entry import (
    conditions,
    conditions_of,
    entry_rule,
    placement,
    placement_for,
    placements,
    prior_courses,
    terms_of,
    titles_by_slug,
)

__all__ = [
    "TIER_ORDER",
    "CourseCard",
    "all_courses",
    "conditions",
    "conditions_of",
    "course",
    "course_by_slug",
    "entry_rule",
    "exam_ids_of",
    "lesson",
    "lessons_without_check",
    "placement",
    "placement_for",
    "placements",
    "prior_courses",
    "published_courses",
    "terms_of",
    "titles_by_slug",
    "version",
    "versions_of",
]
