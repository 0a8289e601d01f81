"""Readable differences between two texts and between two versions of a course (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Protocol

LONGEST_COMPARED = 20_000
_TOKEN = re.compile(r"[A-Za-z0-9]+|\s+|.", re.S)


class Change(StrEnum):
    """What became of a piece of text, or of a lesson."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    EDITED = "edited"


@dataclass(frozen=True)
class Piece:
    """A run of text with what became of it."""

    change: Change
    text: str


class ComparedLesson(Protocol):
    """What is compared of a lesson."""

    slug: str
    title: str
    body: str
    key_points: str
    minutes: int


@dataclass(frozen=True)
class LessonDifference:
    """One lesson in two versions; its pieces read as one text with marks."""

    change: Change
    title: tuple[Piece, ...]
    body: tuple[Piece, ...]
    key_points: tuple[Piece, ...]
    moved: bool
    minutes: tuple[int, int]


def pieces(before: str, after: str) -> tuple[Piece, ...]:
    """Two texts as one, character by character, words and numbers kept whole."""
    if before == after:
        return (Piece(Change.SAME, after),) if after else ()
    if max(len(before), len(after)) > LONGEST_COMPARED:
        return tuple(piece for piece in (Piece(Change.REMOVED, before), Piece(Change.ADDED, after)) if piece.text)
    return _by_line(before, after)


def _by_line(before: str, after: str) -> tuple[Piece, ...]:
    """Align lines first, so that a long text is compared quickly and a moved line does not tear words apart."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[Piece] = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left, right = "".join(old[a:b]), "".join(new[c:d])
        found += [Piece(Change.SAME, left)] if tag == "equal" else _by_character(left, right)
    return tuple(_joined(found))


def _by_character(before: str, after: str) -> list[Piece]:
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    found = []
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Piece(Change.SAME, "".join(old[a:b])))
            continue
        if b > a:
            found.append(Piece(Change.REMOVED, "".join(old[a:b])))
        if d > c:
            found.append(Piece(Change.ADDED, "".join(new[c:d])))
    return found


def _joined(found: Sequence[Piece]) -> list[Piece]:
    kept: list[Piece] = []
    for piece in found:
        if kept and kept[-1].change == piece.change:
            kept[-1] = Piece(piece.change, kept[-1].text + piece.text)
        else:
            kept.append(piece)
    return kept


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
    def both(field: str) -> tuple[Piece, ...]:
        return pieces(getattr(before, field, ""), getattr(after, field, ""))

    parts = [both(field) for field in ("title", "body", "key_points")]
    minutes = (before.minutes if before else 0, after.minutes if after else 0)
    same = all(piece.change is Change.SAME for part in parts for piece in part) and minutes[0] == minutes[1]
    change = Change.ADDED if before is None else Change.REMOVED if after is None else Change.EDITED
    return LessonDifference(Change.SAME if same else change, parts[0], parts[1], parts[2], moved, minutes)
