"""Tables of courses and lessons."""

from courses.models.catalogue import Course, CourseState, CourseVersion, Lesson, Tier

__all__ = ["Course", "CourseState", "CourseVersion", "Lesson", "Tier"]
