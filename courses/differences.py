"""Readable differences between two versions of a course (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from documents.differences import SAME, Segment, text_difference


class Change(StrEnum):
    """What became of a lesson."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"


class ComparedLesson(Protocol):
    """What is compared of a lesson, or of another part of a longer text."""

    @property
    def slug(self) -> str:
        """The name by which it is found again."""
        ...

    @property
    def title(self) -> str:
        """Its heading."""
        ...

    @property
    def body(self) -> str:
        """Its text."""
        ...

    @property
    def key_points(self) -> str:
        """Its key points, one a line."""
        ...

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        ...


@dataclass(frozen=True)
class LessonDifference:
    """One lesson in two versions; its texts read as one with marks."""

    change: Change
    title: tuple[Segment, ...]
    body: tuple[Segment, ...]
    key_points: tuple[Segment, ...]
    moved: bool
    minutes: tuple[int, int]


def lesson_differences(before: Sequence[ComparedLesson], after: Sequence[ComparedLesson]) -> list[LessonDifference]:
    """Compare two lists of lessons, matched by their slug, in the order of the later one; removed lessons come last."""
    old = {lesson.slug: lesson for lesson in before}
    kept_before = [lesson.slug for lesson in before if lesson.slug in {each.slug for each in after}]
    kept_after = [lesson.slug for lesson in after if lesson.slug in old]
    moved = {slug for slug, other in zip(kept_before, kept_after, strict=True) if slug != other}
    found = [_difference(old.get(lesson.slug), lesson, lesson.slug in moved) for lesson in after]
    gone = [lesson for lesson in before if lesson.slug not in {each.slug for each in after}]
    return [*found, *(_difference(lesson, None, moved=False) for lesson in gone)]


def _difference(before: ComparedLesson | None, after: ComparedLesson | None, moved: bool) -> LessonDifference:
    def both(field: str) -> tuple[Segment, ...]:
        return text_difference(getattr(before, field, ""), getattr(after, field, ""))

    parts = [both(field) for field in ("title", "body", "key_points")]
    minutes = (before.minutes if before else 0, after.minutes if after else 0)
    same = all(piece.kind == SAME for part in parts for piece in part) and minutes[0] == minutes[1]
    change = Change.ADDED if before is None else Change.REMOVED if after is None else Change.EDITED
    return LessonDifference(Change.SAME if same else change, parts[0], parts[1], parts[2], moved, minutes)
