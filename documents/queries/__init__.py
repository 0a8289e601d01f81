"""Reads of source documents."""

from documents.queries.citations import cited_spots
from documents.queries.library import article_for, articles, document_by_digest, document_for
from documents.queries.paragraphs import Quoted, quoted

__all__ = [
    "Quoted",
    "article_for",
    "articles",
    "cited_spots",
    "document_by_digest",
    "document_for",
    "quoted",
]
