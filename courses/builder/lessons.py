"""Cutting articles into lessons of five to fifteen minutes along their headings (pure)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from courses.builder.apparatus import heads_apparatus, is_apparatus
from courses.builder.material import SourceArticle, SourceParagraph, SourceSection, characters_of
from courses.builder.minutes import LONGEST, MOST_CHECKS, SHORTEST, characters_in, minutes_of

MOST = characters_in(LONGEST)
GOOD = characters_in(10)
"""A section without headings is cut into parts of about this size."""
CountQuestions = Callable[[tuple[SourceSection, ...]], int]
"""How many self-check questions some sections can carry."""


@dataclass(frozen=True)
class LessonPlan:
    """The sections of one lesson."""

    article: SourceArticle
    sections: tuple[SourceSection, ...]

    @property
    def characters(self) -> int:
        """How many characters its paragraphs have."""
        return sum(characters_of(p.text) for section in self.sections for p in section.paragraphs)

    @property
    def paragraphs(self) -> tuple[SourceParagraph, ...]:
        """Its paragraphs in reading order."""
        return tuple(paragraph for section in self.sections for paragraph in section.paragraphs)


def teachable(article: SourceArticle) -> SourceArticle:
    """The article without abstracts, reference lists, notes and empty sections at its end."""
    kept, closed = [], False
    for section in article.sections:
        closed = heads_apparatus(section.heading) or (closed and section.depth == 0)
        paragraphs = () if closed else tuple(p for p in section.paragraphs if not is_apparatus(p.text))
        if not closed and (paragraphs or section.heading):
            kept.append(replace(section, paragraphs=paragraphs))
    while kept and not kept[-1].paragraphs:
        kept.pop()
    return replace(article, sections=tuple(kept))


def plan_lessons(article: SourceArticle, count: CountQuestions) -> list[LessonPlan]:
    """Cut a teachable article into lessons in its own order; a short article is one lesson.

    Each heading of the first level is a lesson; one that takes less than SHORTEST minutes joins the
    shorter of its neighbours, the shortest first.
    """
    groups = [_Group(block, _size(block), count(tuple(block))) for block in _blocks(article.sections)]
    while len(groups) > 1:
        shortest = min(range(len(groups)), key=lambda place: groups[place].minutes)
        partner = _partner(groups, shortest)
        if groups[shortest].minutes >= SHORTEST or partner is None:
            break
        first = min(shortest, partner)
        groups[first : first + 2] = [groups[first].joined(groups[first + 1])]
    return [LessonPlan(article, tuple(group.sections)) for group in groups]


@dataclass(frozen=True)
class _Group:
    """Sections that may become a lesson, with their size."""

    sections: list[SourceSection]
    characters: int
    questions: int

    @property
    def minutes(self) -> int:
        return minutes_of(self.characters, self.questions)

    def joined(self, after: _Group) -> _Group:
        questions = min(self.questions + after.questions, MOST_CHECKS)
        return _Group(self.sections + after.sections, self.characters + after.characters, questions)


def _partner(groups: list[_Group], place: int) -> int | None:
    """The shorter neighbour with which a group still fits into one lesson."""
    beside = [other for other in (place - 1, place + 1) if 0 <= other < len(groups)]
    fitting = [other for other in beside if groups[other].joined(groups[place]).minutes <= LONGEST]
    return min(fitting, key=lambda other: groups[other].minutes, default=None)


def _blocks(sections: tuple[SourceSection, ...]) -> list[list[SourceSection]]:
    """Top-level headings with all below them; one that is too long falls apart along its own headings."""
    top = min((section.depth for section in sections if section.depth), default=1)
    return [piece for block in _cut_at(list(sections), top) for piece in _bounded(block, top + 1)]


def _cut_at(sections: list[SourceSection], depth: int) -> list[list[SourceSection]]:
    blocks: list[list[SourceSection]] = []
    for section in sections:
        if not blocks or 0 < section.depth <= depth:
            blocks.append([])
        blocks[-1].append(section)
    return blocks


def _bounded(block: list[SourceSection], depth: int) -> list[list[SourceSection]]:
    if _size(block) <= MOST:
        return [block]
    deepest = max(section.depth for section in block)
    if len(block) > 1 and depth <= deepest:
        return [piece for part in _cut_at(block, depth) for piece in _bounded(part, depth + 1)]
    return [piece for section in block for piece in _by_paragraphs(section)]


def _by_paragraphs(section: SourceSection) -> list[list[SourceSection]]:
    """A section that is too long by itself, in parts of whole paragraphs under the same heading."""
    if not section.paragraphs:
        return [[section]]
    parts: list[list[SourceParagraph]] = [[]]
    for paragraph in section.paragraphs:
        if parts[-1] and sum(characters_of(p.text) for p in parts[-1]) + characters_of(paragraph.text) > GOOD:
            parts.append([])
        parts[-1].append(paragraph)
    return [[replace(section, paragraphs=tuple(part))] for part in parts]


def _size(sections: list[SourceSection]) -> int:
    return sum(characters_of(p.text) for section in sections for p in section.paragraphs)
