"""Reads of the paragraphs that questions rest on."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from core.db import db
from documents.citations import Spot
from documents.queries import Quoted, quoted
from question_bank.models import QuestionSource


def sources_of(question_ids: Collection[int]) -> dict[int, list[Spot]]:
    """The paragraphs that questions rest on, by question; questions without any are left out."""
    rows = db.session.execute(
        select(QuestionSource.question_id, QuestionSource.article_id, QuestionSource.anchor)
        .where(QuestionSource.question_id.in_(question_ids))
        .order_by(QuestionSource.question_id, QuestionSource.article_id, QuestionSource.anchor)
    )
    found: dict[int, list[Spot]] = {}
    for question_id, article_id, anchor in rows:
        found.setdefault(question_id, []).append((article_id, anchor))
    return found


def quoted_sources(question_id: int) -> list[Quoted]:
    """The paragraphs that a question rests on, with their texts, in the order of the document."""
    return list(quoted(sources_of([question_id]).get(question_id, ())).values())
