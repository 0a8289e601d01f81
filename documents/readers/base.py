"""What a reader of one file kind offers."""

from typing import Protocol

from documents.lines import Line


class Reader(Protocol):
    """Turns the text of one file kind into lines."""

    name: str  # stored in the database, never renamed
    extensions: tuple[str, ...]  # lower case, without the dot
    is_markup: bool  # a single line break inside a paragraph means nothing
    example: str

    def lines(self, text: str) -> list[Line]:
        """The lines of the text that are not blank."""
        ...
