"""Reads of documents and articles."""

from __future__ import annotations

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from accounts.models import Member
from accounts.permissions import Permission, can
from core.db import db
from core.errors import NotFound
from core.paging import Page, paginate
from documents.models import Article, Document, Section


def articles(words: str = "", kind: str = "", page: int = 1) -> Page[Article]:
    """One page of all articles, the newest documents first, kept by words of title, author or unit and by kind."""
    query: Select[tuple[Article]] = (
        select(Article)
        .join(Article.document)
        .options(contains_eager(Article.document).defer(Document.text))
        .order_by(Document.uploaded_at.desc(), Document.id.desc(), Article.ordinal)
    )
    for word in words.split():
        columns = (Article.title, Article.authors, Article.unit_name, Document.file_name)
        query = query.where(or_(*(column.contains(word, autoescape=True) for column in columns)))
    if kind:
        query = query.where(Article.kind == kind)
    return paginate(query, page)


def document_for(viewer: Member, document_id: int) -> Document:
    """A document with its articles for a person who may read documents; NotFound for anybody else."""
    query = (
        select(Document)
        .where(Document.id == document_id)
        .options(joinedload(Document.uploaded_by), selectinload(Document.articles).selectinload(Article.dropped))
    )
    document: Document | None = db.session.scalar(query) if can(viewer, Permission.DOCUMENT_READ) else None
    if document is None:
        raise NotFound
    return document


def article_for(viewer: Member, article_id: int) -> Article:
    """An article with its sections and paragraphs for a person who may read documents; NotFound otherwise."""
    query = (
        select(Article)
        .where(Article.id == article_id)
        .options(
            joinedload(Article.document).defer(Document.text),
            selectinload(Article.sections).selectinload(Section.paragraphs),
            selectinload(Article.dropped),
        )
    )
    article: Article | None = db.session.scalar(query) if can(viewer, Permission.DOCUMENT_READ) else None
    if article is None:
        raise NotFound
    return article


def document_by_digest(sha256: str) -> Document | None:
    """The document with this digest of its bytes, if it is stored."""
    return db.session.scalar(select(Document).where(Document.sha256 == sha256))
