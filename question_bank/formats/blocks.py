"""What a paper is cut into: sections, the blocks of their questions, and what belongs to neither."""

from __future__ import annotations

from dataclasses import dataclass, field

from question_bank.formats import keys
from question_bank.formats.lines import Line
from question_bank.formats.sections import Heading

TEXT = "text"


@dataclass
class Piece:
    """A stretch of text of one field: text, answer, explanation, topic, difficulty, source, points or kind."""

    field: str
    line: int
    text: str
    shadow: str
    looks: str = ""
    labelled: bool = False  # whether it stands behind a label such as 答案：


@dataclass
class Block:
    """The lines of one question before they are understood."""

    number: int | None
    line: int
    style: str = ""
    mark: str = ""
    pieces: list[Piece] = field(default_factory=list)
    heading: Heading | None = None
    material: int = 0
    material_open: bool = False  # nothing says which questions the material is for
    inner: int = 0  # last number of a list inside the stem
    gap_before: bool = False
    found_without_number: bool = False
    key_entries: list[keys.Entry] = field(default_factory=list)
    key_mismatch: tuple[int, int] | None = None
    key_unclear: int = 0  # how many sections its key may be for
    last_line: int = 0
    strays: list[Piece] = field(default_factory=list)  # lines that may be none of its own
    answers_shared: bool = False  # its answer starts with the number of an earlier question

    def of(self, name: str) -> list[Piece]:
        """The pieces of one field in order."""
        return [piece for piece in self.pieces if piece.field == name]

    @property
    def is_answered(self) -> bool:
        """Whether it has an answer line or a mark before its number."""
        return bool(self.of("answer") or self.mark.strip("()[] "))

    @property
    def body(self) -> str:
        """The shadow of the question's own text so far."""
        return "\n".join(piece.shadow for piece in self.of(TEXT))

    @property
    def field(self) -> str:
        """The field the next line continues."""
        return self.pieces[-1].field if self.pieces else TEXT


@dataclass
class Section:
    """Questions under one heading, with the style their numbers are locked to."""

    index: int
    heading: Heading | None
    style: str = ""
    blocks: list[Block] = field(default_factory=list)
    materials: list[Block] = field(default_factory=list)


@dataclass
class Paper:
    """A paper cut into sections, its keys, and the lines that belong to no question."""

    sections: list[Section]
    groups: list[keys.Group]
    leftovers: list[Line]
    dropped: list[Line]
    watermarks: list[tuple[str, list[int]]]
