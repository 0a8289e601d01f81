"""Word files (.docx) as blocks: paragraphs with formatting and rebuilt numbers, tables, pictures, text boxes."""

from documents.word.blocks import Run, WordBlock, WordDocument, WordNote, WordParagraph, WordPicture, WordTable
from documents.word.opening import word_blocks, word_document

__all__ = [
    "Run",
    "WordBlock",
    "WordDocument",
    "WordNote",
    "WordParagraph",
    "WordPicture",
    "WordTable",
    "word_blocks",
    "word_document",
]
