"""Reads of source documents."""

from documents.queries.citations import cited_spots
from documents.queries.editions import (
    Successor,
    document_titles,
    documents_besides,
    edges,
    editions_of,
    in_force,
    paragraphs_of,
    successors,
    supersession_for,
    touches,
)
from documents.queries.library import article_for, articles, document_by_digest, document_for
from documents.queries.paragraphs import quoted, quoted_of, what_became_of
from documents.queries.pictures import picture_for, pictures_held, pictures_in
from documents.queries.resting import Resting
from documents.queries.uploads import upload_for
from documents.quoting import Quoted

__all__ = [
    "Quoted",
    "Resting",
    "Successor",
    "article_for",
    "articles",
    "cited_spots",
    "document_by_digest",
    "document_for",
    "document_titles",
    "documents_besides",
    "edges",
    "editions_of",
    "in_force",
    "paragraphs_of",
    "picture_for",
    "pictures_held",
    "pictures_in",
    "quoted",
    "quoted_of",
    "successors",
    "supersession_for",
    "touches",
    "upload_for",
    "what_became_of",
]
