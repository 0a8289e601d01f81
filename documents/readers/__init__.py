"""One file per kind of document file; a new kind is one file and one line here."""

from documents.readers.base import Reader, Script
from documents.readers.markdown import MarkdownText
from documents.readers.pdf import PdfFile
from documents.readers.plain_text import PlainText
from documents.readers.web_page import WebPage
from documents.readers.word import WordFile

ALL: tuple[Reader, ...] = (PlainText(), MarkdownText(), WordFile(), PdfFile(), WebPage())
BY_EXTENSION = {extension: reader for reader in ALL for extension in reader.extensions}
BY_NAME = {reader.name: reader for reader in ALL}

__all__ = ["ALL", "BY_EXTENSION", "BY_NAME", "Reader", "Script"]
