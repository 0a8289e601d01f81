"""Tables of documents."""

from documents.models.editions import Outcome, ParagraphChange, Supersession
from documents.models.library import Article, Document, DroppedText, Paragraph, Section

__all__ = [
    "Article",
    "Document",
    "DroppedText",
    "Outcome",
    "Paragraph",
    "ParagraphChange",
    "Section",
    "Supersession",
]
