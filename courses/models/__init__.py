"""Tables of courses and lessons."""

from courses.models.catalogue import Course, CourseState, CourseVersion, Lesson, Tier
from courses.models.sources import LessonConfirmation, LessonSource

__all__ = ["Course", "CourseState", "CourseVersion", "Lesson", "LessonConfirmation", "LessonSource", "Tier"]
