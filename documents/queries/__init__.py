"""Reads of source documents."""

from documents.queries.library import article_for, articles, document_by_digest, document_for

__all__ = ["article_for", "articles", "document_by_digest", "document_for"]
