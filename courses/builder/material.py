"""What a draft is built from: articles with sections and paragraphs as plain values (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class SourceParagraph:
    """One paragraph of a document, quoted by its article and anchor."""

    article_id: int
    anchor: str
    text: str


@dataclass(frozen=True)
class SourceSection:
    """A heading with its own paragraphs; depth 0 is the text before the first heading."""

    depth: int
    number: str
    heading: str
    paragraphs: tuple[SourceParagraph, ...]

    @property
    def shown(self) -> str:
        """The number and the heading in one line."""
        gap = " " if self.number[-1:].isdigit() else ""
        return f"{self.number}{gap}{self.heading}"


@dataclass(frozen=True)
class SourceArticle:
    """One article: its title, who wrote it, and what it says."""

    article_id: int
    title: str
    authors: str
    sections: tuple[SourceSection, ...]

    def paragraphs(self) -> Iterator[SourceParagraph]:
        """Every paragraph in reading order."""
        for section in self.sections:
            yield from section.paragraphs

    @property
    def text(self) -> str:
        """All paragraphs as one text."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs())


def characters_of(text: str) -> int:
    """How many characters a reader meets; white space is not counted."""
    return len("".join(text.split()))
