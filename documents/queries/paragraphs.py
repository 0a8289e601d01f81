"""Reads of single paragraphs, as those who cite them need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, tuple_

from core.db import db
from documents.citations import Spot
from documents.comparing import Compared, compare
from documents.models import Article, Document, Paragraph, Section
from documents.queries.editions import AT_ONCE, successors
from documents.quoting import Quoted


def quoted(spots: Iterable[Spot]) -> dict[Spot, Quoted]:
    """The paragraphs at these spots, in as few statements as their number needs, in the order of their documents."""
    wanted = sorted(set(spots))
    found: dict[Spot, Quoted] = {}
    for start in range(0, len(wanted), AT_ONCE):
        part = tuple_(Paragraph.article_id, Paragraph.anchor).in_(wanted[start : start + AT_ONCE])
        found |= {quote.spot: quote for quote in _quoted(part)}
    return found


def quoted_of(document_id: int) -> list[Quoted]:
    """All paragraphs of a document in its order, each under its chapter; two statements."""
    chapters = _chapters(document_id)
    return _quoted(Article.document_id == document_id, chapters)


def _chapters(document_id: int) -> dict[int, str]:
    """The highest heading above each section of a document."""
    rows = db.session.execute(
        select(Section, Article.title)
        .join(Article, Article.id == Section.article_id)
        .where(Article.document_id == document_id)
        .order_by(Article.ordinal, Section.ordinal)
    )
    found: dict[int, str] = {}
    chapter = ""
    for section, title in rows:
        if section.depth <= 1:
            chapter = section.shown or title
        found[section.id] = chapter
    return found


def _quoted(condition: Any, chapters: Mapping[int, str] | None = None) -> list[Quoted]:
    rows = db.session.execute(
        select(Paragraph, Section, Article.title, Document.id, Document.title)
        .join(Section, Section.id == Paragraph.section_id)
        .join(Article, Article.id == Paragraph.article_id)
        .join(Document, Document.id == Article.document_id)
        .where(condition)
        .order_by(Article.document_id, Article.ordinal, Paragraph.ordinal)
    )
    return [
        Quoted(
            paragraph.article_id,
            paragraph.anchor,
            document_id,
            document,
            article,
            section.shown,
            paragraph.body,
            (chapters or {}).get(section.id, ""),
        )
        for paragraph, section, article, document_id, document in rows
    ]


def what_became_of(spots: Iterable[Spot], now: datetime) -> dict[Spot, Compared]:
    """Paragraphs of superseded documents beside what they are in the newest edition in force; three statements."""
    reached = successors(spots, now)
    quotes = quoted([*reached, *(step.spot for step in reached.values() if step.spot)])
    return {
        spot: compare(quotes[spot], quotes.get(step.spot) if step.spot else None)
        for spot, step in reached.items()
        if spot in quotes
    }
