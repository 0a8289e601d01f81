"""Tables of documents."""

from documents.models.editions import Outcome, ParagraphChange, Supersession
from documents.models.library import Article, Document, DroppedText, Paragraph, Section
from documents.models.uploads import DocumentUpload

__all__ = [
    "Article",
    "Document",
    "DocumentUpload",
    "DroppedText",
    "Outcome",
    "Paragraph",
    "ParagraphChange",
    "Section",
    "Supersession",
]
