"""Reads of source documents."""

from documents.queries.citations import cited_spots
from documents.queries.library import article_for, articles, document_by_digest, document_for
from documents.queries.paragraphs import Quoted, quoted
from documents.queries.uploads import upload_for

__all__ = [
    "Quoted",
    "article_for",
    "articles",
    "cited_spots",
    "document_by_digest",
    "document_for",
    "quoted",
    "upload_for",
]
