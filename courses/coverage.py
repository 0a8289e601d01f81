"""Which paragraphs of a document are taught, asked, asked too often, or never touched (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from documents.citations import Spot
from documents.quoting import Quoted

MOST_ASKED = 3


class Show(StrEnum):
    """Which paragraphs a coverage page is narrowed to."""

    ALL = "all"
    UNTOUCHED = "untouched"
    TAUGHT = "taught"
    ASKED = "asked"
    OVER_ASKED = "over_asked"


@dataclass(frozen=True)
class Named:
    """A lesson or a question that rests on a paragraph."""

    id: int
    name: str


@dataclass(frozen=True)
class Covered:
    """A paragraph with what rests on it."""

    quote: Quoted
    lessons: tuple[Named, ...]
    questions: tuple[Named, ...]
    most: int

    @property
    def is_taught(self) -> bool:
        """Whether a lesson rests on it."""
        return bool(self.lessons)

    @property
    def is_asked(self) -> bool:
        """Whether a question rests on it."""
        return bool(self.questions)

    @property
    def is_over_asked(self) -> bool:
        """Whether more questions than wanted rest on it."""
        return len(self.questions) > self.most

    @property
    def is_untouched(self) -> bool:
        """Whether nothing rests on it."""
        return not self.lessons and not self.questions

    def is_shown(self, show: Show) -> bool:
        """Whether it belongs on a page narrowed to these."""
        return {
            Show.ALL: True,
            Show.UNTOUCHED: self.is_untouched,
            Show.TAUGHT: self.is_taught,
            Show.ASKED: self.is_asked,
            Show.OVER_ASKED: self.is_over_asked,
        }[show]


@dataclass(frozen=True)
class Totals:
    """How many paragraphs there are, and how many of each sort."""

    paragraphs: int
    taught: int
    asked: int
    over_asked: int
    untouched: int


@dataclass(frozen=True)
class CoveredSection:
    """The paragraphs of one chapter of an article, with their totals."""

    article: str
    section: str
    paragraphs: tuple[Covered, ...]
    totals: Totals


def cover(
    quotes: Sequence[Quoted],
    lessons: Mapping[Spot, Sequence[Named]],
    questions: Mapping[Spot, Sequence[Named]],
    most: int,
) -> list[CoveredSection]:
    """The sections of a document in order, each paragraph with the lessons and questions that rest on it."""
    sections: list[tuple[tuple[int, str], list[Covered]]] = []
    for quote in quotes:
        covered = Covered(quote, tuple(lessons.get(quote.spot, ())), tuple(questions.get(quote.spot, ())), most)
        key = (quote.article_id, quote.chapter or quote.section)
        if not sections or sections[-1][0] != key:
            sections.append((key, []))
        sections[-1][1].append(covered)
    return [
        CoveredSection(held[0].quote.article, held[0].quote.chapter or held[0].quote.section, tuple(held), totals(held))
        for _key, held in sections
    ]


def page_of(sections: Sequence[CoveredSection], show: Show, start: int, size: int) -> list[CoveredSection]:
    """The sections with those of their shown paragraphs that stand on one page; totals stay those of whole sections."""
    found = []
    for section in sections:
        shown = [one for one in section.paragraphs if one.is_shown(show)]
        part = shown[max(0, start) : max(0, start + size)]
        start -= len(shown)
        if part:
            found.append(replace(section, paragraphs=tuple(part)))
    return found


def totals(paragraphs: Sequence[Covered]) -> Totals:
    """Count paragraphs by what rests on them."""
    return Totals(
        len(paragraphs),
        sum(one.is_taught for one in paragraphs),
        sum(one.is_asked for one in paragraphs),
        sum(one.is_over_asked for one in paragraphs),
        sum(one.is_untouched for one in paragraphs),
    )
