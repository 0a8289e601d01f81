"""What search finds of documents: every paragraph, for staff."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for
from sqlalchemy import select

from core.db import db
from core.i18n import _l
from core.search import STAFF, Entry, SearchKind, put
from documents.citations import Spot
from documents.models import Article, Document, Paragraph, Section

AT_ONCE = 1000


def feed(document: Document) -> int:
    """Let the paragraphs of a document be found; call it inside the @atomic action that stored it."""
    return put(PARAGRAPHS, _entries(Document.id == document.id))


def _entries(condition: Any) -> Iterator[Entry]:
    rows = db.session.execute(
        select(Paragraph.ordinal, Paragraph.article_id, Paragraph.anchor, Paragraph.body, Section, Article.title,
               Document.uploaded_at)
        .join(Section, Section.id == Paragraph.section_id)
        .join(Article, Article.id == Paragraph.article_id)
        .join(Document, Document.id == Article.document_id)
        .where(condition)
        .order_by(Paragraph.id)
        .execution_options(yield_per=AT_ONCE)
    )  # fmt: skip
    for ordinal, article_id, anchor, body, section, title, uploaded_at in rows:
        yield Entry(f"{article_id}#{anchor}", title, section.shown, body, uploaded_at, is_part=ordinal > 1)


def spot_of(ref: str) -> Spot:
    """The paragraph an entry stands for."""
    article_id, _mark, anchor = ref.partition("#")
    return int(article_id), anchor


def _address(ref: str, is_staff: bool) -> str:
    article_id, anchor = spot_of(ref)
    return url_for("documents.article", article_id=article_id, _anchor=anchor)


PARAGRAPHS = SearchKind("paragraph", _l("文档"), STAFF, _address, lambda: _entries(Document.id > 0))
SEARCHED = (PARAGRAPHS,)
