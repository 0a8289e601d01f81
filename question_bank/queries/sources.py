"""Reads of the paragraphs that questions rest on."""

from __future__ import annotations

from collections.abc import Collection

from documents.citations import Spot
from documents.queries import Quoted, quoted
from question_bank.queries.stale import QUESTIONS


def sources_of(question_ids: Collection[int]) -> dict[int, list[Spot]]:
    """The paragraphs that questions rest on, by question; questions without any are left out."""
    return QUESTIONS.spots_of(question_ids)


def quoted_sources(question_id: int) -> list[Quoted]:
    """The paragraphs that a question rests on, with their texts, in the order of the document."""
    return list(quoted(sources_of([question_id]).get(question_id, ())).values())
