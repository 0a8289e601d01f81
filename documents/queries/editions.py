"""Reads of editions and of what became of paragraphs."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, select, tuple_
from sqlalchemy.orm import joinedload

from accounts.models import Member
from accounts.permissions import Permission, can
from core.db import db
from core.errors import NotFound
from documents.citations import Spot
from documents.editions import Edge
from documents.models import Article, Document, Outcome, Paragraph, ParagraphChange, Supersession

AT_ONCE = 300


def edges() -> list[Edge]:
    """Every supersession, in the order of the days from which they hold."""
    rows = db.session.execute(
        select(Supersession.older_id, Supersession.newer_id, Supersession.in_force_at).order_by(
            Supersession.in_force_at, Supersession.id
        )
    )
    return [Edge(*row) for row in rows]


def editions_of(document_id: int) -> list[Supersession]:
    """The supersessions in which a document is the older or the newer one, by the day from which they hold."""
    return list(
        db.session.scalars(
            select(Supersession)
            .where((Supersession.older_id == document_id) | (Supersession.newer_id == document_id))
            .options(
                joinedload(Supersession.older).defer(Document.text), joinedload(Supersession.newer).defer(Document.text)
            )
            .order_by(Supersession.in_force_at, Supersession.id)
        )
    )


def supersession_for(viewer: Member, supersession_id: int) -> Supersession:
    """A supersession with both documents for a person who may read documents; NotFound for anybody else."""
    found: Supersession | None = None
    if can(viewer, Permission.DOCUMENT_READ):
        found = db.session.get(
            Supersession,
            supersession_id,
            options=[
                joinedload(Supersession.older).defer(Document.text),
                joinedload(Supersession.newer).defer(Document.text),
            ],
        )
    if found is None:
        raise NotFound
    return found


def documents_besides(document_id: int) -> list[tuple[int, str]]:
    """All other documents as (id, title), the newest first."""
    rows = db.session.execute(
        select(Document.id, Document.title).where(Document.id != document_id).order_by(Document.id.desc()).limit(500)
    )
    return [(row.id, row.title) for row in rows]


def document_titles(ids: Collection[int]) -> dict[int, str]:
    """Titles of documents by id."""
    rows = db.session.execute(select(Document.id, Document.title).where(Document.id.in_(ids)))
    return {row.id: row.title for row in rows}


def paragraphs_of(document_id: int) -> list[tuple[Spot, str]]:
    """All paragraphs of a document with their spots, in its order."""
    rows = db.session.execute(
        select(Paragraph.article_id, Paragraph.anchor, Paragraph.body)
        .join(Article, Article.id == Paragraph.article_id)
        .where(Article.document_id == document_id)
        .order_by(Article.ordinal, Paragraph.ordinal)
    )
    return [((article_id, anchor), body) for article_id, anchor, body in rows]


def in_force(now: datetime) -> ColumnElement[bool]:
    """The condition that keeps the changes in force at an instant; the query must join Supersession."""
    return Supersession.in_force_at <= now


def touches(now: datetime) -> ColumnElement[bool]:
    """The condition that keeps the changes that ask for a second look; the query must join Supersession."""
    return and_(in_force(now), ParagraphChange.outcome != Outcome.UNCHANGED)


@dataclass(frozen=True)
class Successor:
    """Where the words of a paragraph stand now; nowhere when it was removed."""

    spot: Spot | None
    supersession_id: int
    document_id: int


def successors(spots: Iterable[Spot], now: datetime) -> dict[Spot, Successor]:
    """For paragraphs of superseded documents, where they lead in the newest edition in force."""
    wanted = sorted(set(spots))
    found: dict[Spot, Successor] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = db.session.execute(
            select(ParagraphChange, Supersession.newer_id)
            .join(ParagraphChange.supersession)
            .where(
                tuple_(ParagraphChange.article_id, ParagraphChange.anchor).in_(wanted[start : start + AT_ONCE]),
                in_force(now),
            )
            .order_by(Supersession.in_force_at, Supersession.id)
        )
        for change, newer_id in rows:
            found[change.article_id, change.anchor] = Successor(change.new_spot, change.supersession_id, newer_id)
    return found
