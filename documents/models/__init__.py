"""Tables of source documents."""

from documents.models.library import Article, Document, DroppedText, Paragraph, Section

__all__ = ["Article", "Document", "DroppedText", "Paragraph", "Section"]
