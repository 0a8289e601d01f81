"""One file per kind of document file; a new kind is one file and one line here."""

from documents.readers.base import Reader
from documents.readers.markdown import MarkdownText
from documents.readers.plain_text import PlainText

ALL: tuple[Reader, ...] = (PlainText(), MarkdownText())
BY_EXTENSION = {extension: reader for reader in ALL for extension in reader.extensions}
BY_NAME = {reader.name: reader for reader in ALL}
