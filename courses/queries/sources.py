"""Reads of the paragraphs that lessons rest on."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from core.db import db
from courses.models import LessonSource
from documents.citations import Spot
from documents.queries import Quoted, quoted


def lesson_sources_of(lesson_ids: Collection[int]) -> dict[int, list[Spot]]:
    """The paragraphs that lessons rest on, by lesson; lessons without any are left out."""
    rows = db.session.execute(
        select(LessonSource.lesson_id, LessonSource.article_id, LessonSource.anchor)
        .where(LessonSource.lesson_id.in_(lesson_ids))
        .order_by(LessonSource.lesson_id, LessonSource.article_id, LessonSource.anchor)
    )
    found: dict[int, list[Spot]] = {}
    for lesson_id, article_id, anchor in rows:
        found.setdefault(lesson_id, []).append((article_id, anchor))
    return found


def quoted_lesson_sources(lesson_id: int) -> list[Quoted]:
    """The paragraphs that a lesson rests on, with their texts, in the order of the document."""
    return list(quoted(lesson_sources_of([lesson_id]).get(lesson_id, ())).values())
