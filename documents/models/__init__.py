"""Tables of documents."""

from documents.models.editions import Outcome, ParagraphChange, Supersession
from documents.models.library import Article, Document, DroppedText, Paragraph, Section
from documents.models.pictures import DocumentPicture, Picture
from documents.models.resting import ConfirmsChange, RestsOnParagraph
from documents.models.uploads import DocumentUpload

__all__ = [
    "Article",
    "ConfirmsChange",
    "Document",
    "DocumentPicture",
    "DocumentUpload",
    "DroppedText",
    "Outcome",
    "Paragraph",
    "ParagraphChange",
    "Picture",
    "RestsOnParagraph",
    "Section",
    "Supersession",
]
