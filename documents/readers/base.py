"""What a reader of one file kind offers."""

from typing import Protocol

from documents.lines import Line


class Reader(Protocol):
    """Turns the text of one file kind into lines."""

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
    def example(self) -> str:
        """A small text of this kind: one article with a title, an author and a heading."""
        ...

    def lines(self, text: str) -> list[Line]:
        """The lines of the text that are not blank."""
        ...
