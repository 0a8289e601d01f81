"""What a reader of one file kind offers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from documents.cleaning import Dropped
from documents.lines import Line
from documents.pictures import FoundPicture
from documents.progress import Progress


@dataclass(frozen=True)
class Script:
    """What a file says, before anything is concluded from it."""

    lines: list[Line]
    """The lines that hold text, with what the file itself says of them."""
    text: str
    """The whole as plain text, kept so that every reading can be checked."""
    dropped: list[Dropped] = field(default_factory=list)
    """What the file itself marks as no part of the text: headers, notes, hidden text."""
    pictures: list[FoundPicture] = field(default_factory=list)
    """The pictures in the file, as it holds them."""


__all__ = ["Progress", "Reader", "Script"]


class Reader(Protocol):
    """Turns the bytes of one file kind into lines."""

    @property
    def name(self) -> str:
        """The word stored in the database, never renamed."""
        ...

    @property
    def extensions(self) -> tuple[str, ...]:
        """Endings of file names, lower case, without the dot."""
        ...

    @property
    def is_markup(self) -> bool:
        """Whether a single line break inside a paragraph means nothing."""
        ...

    @property
    def has_pages(self) -> bool:
        """Whether `read` tells its progress in pages of the file."""
        ...

    @property
    def most_bytes(self) -> int:
        """How large a file of this kind may be."""
        ...

    def read(self, raw: bytes, progress: Progress | None = None) -> Script:
        """Return what the file says; raises Invalid with a sentence when it cannot be read."""
        ...
