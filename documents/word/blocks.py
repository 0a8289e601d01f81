"""What a Word file is made of."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Run:
    """Text of one look; formatting that comes from styles is resolved."""

    text: str
    bold: bool = False
    italic: bool = False
    underline: bool = False
    color: str = ""
    """Six hex digits in capitals, empty for automatic."""
    highlight: str = ""
    """A colour word of Word's marker (yellow), or six hex digits of a shading."""
    size: float = 0.0
    """Points, 0 where nothing says it."""
    raised: str = ""
    """sup for raised, sub for lowered figures."""


@dataclass(frozen=True)
class WordParagraph:
    """A paragraph; `label` is its automatic number as Word shows it, `heading` 1..9 comes from style or outline level."""

    runs: tuple[Run, ...]
    label: str = ""
    level: int = 0
    """Depth in its list, 0 for the outermost and for what is in no list."""
    style: str = ""
    """The name of the style in lower case, as in the file (heading 1, title, toc 2, 正文)."""
    heading: int = 0
    place: int = 0
    """1-based number of the paragraph in document order; empty ones, cells and text boxes are counted."""
    in_box: bool = False
    bullet: bool = False
    contents: bool = False
    """Stands in a table of contents."""
    page: bool = False
    """A page begins with it by the author's own break."""
    centred: bool = False
    hidden: str = ""
    """Text that is formatted as hidden and no part of `text`."""

    @property
    def text(self) -> str:
        """The text as shown, without the label; soft breaks are line feeds."""
        return "".join(run.text for run in self.runs)


Cell = tuple[WordParagraph, ...]


@dataclass(frozen=True)
class WordTable:
    """A table as a full grid: a merged cell stands, as the same object, in every place it covers."""

    rows: tuple[tuple[Cell, ...], ...]
    place: int = 0
    in_box: bool = False


@dataclass(frozen=True)
class WordPicture:
    """A picture that stands in the file; `content` is empty when pictures were not asked for."""

    name: str
    alt: str
    content: bytes
    place: int = 0


WordBlock = WordParagraph | WordTable | WordPicture


@dataclass(frozen=True)
class WordNote:
    """A footnote or endnote; `place` is the paragraph that refers to it."""

    place: int
    text: str


@dataclass(frozen=True)
class WordDocument:
    """The blocks of the body, its notes, and what stands in headers and footers."""

    blocks: list[WordBlock]
    notes: list[WordNote]
    furniture: list[str]
