"""Resolving citations against the stored articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import select

from core.db import db
from documents.citations import (
    Citation,
    CitedArticle,
    CitedSection,
    Spot,
    folded_title,
    read_citations,
    spots_of,
    unique_spots,
)
from documents.models import Article, Document, Paragraph, Section


def cited_spots(texts: Iterable[str]) -> dict[str, list[Spot]]:
    """The paragraphs that lines of sources name, for those lines that name any; three statements however many lines."""
    citations = {text: read_citations(text) for text in set(texts)}
    titled = _articles_by_titles([citation for found in citations.values() for citation in found])
    articles = _cited_articles({article_id for ids in titled.values() for article_id in ids})
    resolved = {
        text: unique_spots(
            spot
            for citation in found
            for spot in spots_of(citation, [articles[number] for number in titled[citation.titles]])
        )
        for text, found in citations.items()
    }
    return {text: spots for text, spots in resolved.items() if spots}


def _articles_by_titles(citations: Sequence[Citation]) -> dict[tuple[str, ...], list[int]]:
    """The articles that bear the titles of citations: the article's own, or that of a document of one article."""
    wanted = {citation.titles for citation in citations}
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Article.id, Article.title, Document.id, Document.title).join(Article.document).order_by(Article.id)
    ).all()
    count = Counter(document_id for _id, _title, document_id, _name in rows)
    known = [
        (article_id, folded_title(title), folded_title(name), count[document_id] == 1)
        for article_id, title, document_id, name in rows
    ]
    return {titles: _bearing([folded_title(title) for title in titles], known) for titles in wanted}


def _bearing(titles: Sequence[str], known: Sequence[tuple[int, str, str, bool]]) -> list[int]:
    last, first = titles[-1], titles[0] if len(titles) > 1 else None
    return [
        article_id
        for article_id, title, document, is_alone in known
        if (last == title or (is_alone and last == document)) and (first is None or first == document)
    ]


def _cited_articles(ids: Collection[int]) -> dict[int, CitedArticle]:
    if not ids:
        return {}
    paragraphs: dict[int, list[tuple[str, str]]] = {}
    for section_id, anchor, body in db.session.execute(
        select(Paragraph.section_id, Paragraph.anchor, Paragraph.body)
        .where(Paragraph.article_id.in_(ids))
        .order_by(Paragraph.article_id, Paragraph.ordinal)
    ):
        paragraphs.setdefault(section_id, []).append((anchor, body))
    sections: dict[int, list[CitedSection]] = {article_id: [] for article_id in ids}
    for section in db.session.scalars(
        select(Section).where(Section.article_id.in_(ids)).order_by(Section.article_id, Section.ordinal)
    ):
        held = tuple(paragraphs.get(section.id, ()))
        sections[section.article_id].append(CitedSection(section.depth, section.number, section.heading, held))
    return {article_id: CitedArticle(article_id, tuple(held)) for article_id, held in sections.items()}
