"""Reads of single paragraphs, as those who cite them need them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select, tuple_

from core.db import db
from documents.citations import Spot
from documents.models import Article, Document, Paragraph, Section

AT_ONCE = 300


@dataclass(frozen=True)
class Quoted:
    """A paragraph with where it stands."""

    article_id: int
    anchor: str
    document_id: int
    document: str
    article: str
    section: str
    text: str

    @property
    def spot(self) -> Spot:
        """Return what the paragraph is cited by."""
        return self.article_id, self.anchor


def quoted(spots: Iterable[Spot]) -> dict[Spot, Quoted]:
    """The paragraphs at these spots, in as few statements as their number needs, in the order of their documents."""
    wanted = sorted(set(spots))
    found: dict[Spot, Quoted] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = db.session.execute(
            select(Paragraph, Section, Article.title, Document.id, Document.title)
            .join(Section, Section.id == Paragraph.section_id)
            .join(Article, Article.id == Paragraph.article_id)
            .join(Document, Document.id == Article.document_id)
            .where(tuple_(Paragraph.article_id, Paragraph.anchor).in_(wanted[start : start + AT_ONCE]))
            .order_by(Paragraph.article_id, Paragraph.ordinal)
        )
        for paragraph, section, article, document_id, document in rows:
            spot = (paragraph.article_id, paragraph.anchor)
            found[spot] = Quoted(*spot, document_id, document, article, section.shown, paragraph.body)
    return found
