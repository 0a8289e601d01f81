"""Reads of the paragraphs that lessons rest on."""

from __future__ import annotations

from collections.abc import Collection

from courses.queries.stale import LESSONS
from documents.citations import Spot
from documents.queries import Quoted, quoted


def lesson_sources_of(lesson_ids: Collection[int]) -> dict[int, list[Spot]]:
    """The paragraphs that lessons rest on, by lesson; lessons without any are left out."""
    return LESSONS.spots_of(lesson_ids)


def quoted_lesson_sources(lesson_id: int) -> list[Quoted]:
    """The paragraphs that a lesson rests on, with their texts, in the order of the document."""
    return list(quoted(lesson_sources_of([lesson_id]).get(lesson_id, ())).values())
