"""Citations such as 《办法》第二章 第五条 resolved to paragraphs, and to none where more than one place fits (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_TITLE = re.compile(r"《([^《》]+)》")
_ANCHOR = re.compile(r"#(p[0-9a-f]{10}(?:-\d+)?)\s*$")
_NUMERAL = "[零〇一二三四五六七八九十百\\d]{1,5}"
_STEPS = (
    ("article", re.compile(rf"第{_NUMERAL}条(?:之{_NUMERAL})?")),
    ("clause", re.compile(rf"第{_NUMERAL}款")),
    ("part", re.compile(rf"第{_NUMERAL}[编篇]")),
    ("chapter", re.compile(rf"第{_NUMERAL}章")),
    ("passage", re.compile(rf"第{_NUMERAL}节")),
    ("rank", re.compile(rf"第{_NUMERAL}(?![编篇章节条款])")),
    ("bracket", re.compile(rf"[（(]{_NUMERAL}[）)]")),
    ("namely", re.compile("[一二三四五六七八九十]{1,3}[是要]")),
    ("comma", re.compile("[一二三四五六七八九十百]{1,4}(?=[、.．\\s]|$)")),
    ("arabic", re.compile(r"\d{1,2}(?:[.．]\d{1,2}){0,3}")),
)
_BETWEEN = " \t\u3000、，,.．:：/／>＞的"
_LABEL = re.compile(rf"第{_NUMERAL}条(?:之{_NUMERAL})?(?=[\s\u3000:：]|$)")
_OPENINGS = frozenset({"引言", "前言", "导语", "开头"})


@dataclass(frozen=True)
class Citation:
    """What a citation names: the titles as written, the place in the article, and an anchor where it has one."""

    titles: tuple[str, ...]
    place: str
    anchor: str


@dataclass(frozen=True)
class CitedSection:
    """One section of an article that may be cited, with its paragraphs as (anchor, text)."""

    depth: int
    number: str
    heading: str
    paragraphs: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CitedArticle:
    """One stored article that may be cited."""

    article_id: int
    sections: tuple[CitedSection, ...]


Spot = tuple[int, str]
"""A paragraph: the id of its article and its anchor."""


def read_citations(text: str) -> list[Citation]:
    """The citations in a line of sources, parted by ； or by line; what names no 《title》 is none."""
    return [found for part in re.split("[；;\n]", text) if (found := _read_citation(part.strip()))]


def _read_citation(part: str) -> Citation | None:
    anchor = _ANCHOR.search(part)
    words = part[: anchor.start()] if anchor else part
    titles = list(_TITLE.finditer(words))
    if not titles:
        return None
    place = re.sub("[（(][^（）()]*[）)]$", _keep_number, words[titles[-1].end() :].strip())
    return Citation(tuple(title[1] for title in titles), place, anchor[1] if anchor else "")


def _keep_number(bracket: re.Match[str]) -> str:
    """A bracket at the end names the author, unless it holds a number."""
    return bracket.group() if re.fullmatch(rf"[（(]{_NUMERAL}[）)]", bracket.group()) else ""


def folded_title(title: str) -> str:
    """A title as it is compared: without marks, blanks, and differences of width or case."""
    return "".join(char for char in unicodedata.normalize("NFKC", title).casefold() if char.isalnum())


def spots_of(citation: Citation, candidates: Sequence[CitedArticle]) -> list[Spot]:
    """The paragraphs a citation names in the articles of its title; none when no place or several places fit."""
    if citation.anchor:
        return _anchored(citation.anchor, candidates)
    if len(candidates) != 1 or not citation.place:
        return []
    article = candidates[0]
    anchors = _anchors_at(citation.place, article.sections)
    return [(article.article_id, anchor) for anchor in anchors]


def _anchored(anchor: str, candidates: Sequence[CitedArticle]) -> list[Spot]:
    holding = [
        (article.article_id, anchor)
        for article in candidates
        if any(anchor == known for section in article.sections for known, _text in section.paragraphs)
    ]
    return holding if len(holding) == 1 else []


def _anchors_at(place: str, sections: Sequence[CitedSection]) -> list[str]:
    steps = _steps(place)
    if steps is None:
        return _anchors_under_heading(place, sections)
    parent = within = range(len(sections))
    found: list[str] = []
    before = ""
    for number, (style, words) in enumerate(steps):
        if style in ("article", "clause"):
            return _anchors_of_provision(steps[number:], [sections[at] for at in within])
        if style == before:  # a sibling of the step before it (三、四、), not something inside it
            found += _anchors(sections, within)
        else:
            parent = within
        inside = _subsections(sections, parent, (style, folded_title(words)))
        if len(inside) != 1:
            return []
        within, before = inside[0], style
    return found + _anchors(sections, within)


def _steps(place: str) -> list[tuple[str, str]] | None:
    """The place as steps of numbering, or None when it is worded otherwise."""
    steps: list[tuple[str, str]] = []
    rest = place.strip(_BETWEEN)
    while rest:
        for style, pattern in _STEPS:
            if found := pattern.match(rest):
                steps.append((style, found.group()))
                rest = rest[found.end() :].strip(_BETWEEN)
                break
        else:
            return None
    return steps or None


def _subsections(sections: Sequence[CitedSection], scope: range, wanted: tuple[str, str]) -> list[range]:
    return [_extent(sections, at) for at in scope if sections[at].depth and _key(sections[at].number) == wanted]


def _key(number: str) -> tuple[str, str] | None:
    """A section's number by its style and its digits: （一） is not 一、."""
    steps = _steps(number)
    return (steps[0][0], folded_title(steps[0][1])) if steps and len(steps) == 1 else None


def _extent(sections: Sequence[CitedSection], at: int) -> range:
    """A section and everything below it."""
    end = at + 1
    while end < len(sections) and sections[end].depth > sections[at].depth:
        end += 1
    return range(at, end)


def _anchors(sections: Sequence[CitedSection], scope: range) -> list[str]:
    return [anchor for at in scope for anchor, _text in sections[at].paragraphs]


def _anchors_under_heading(place: str, sections: Sequence[CitedSection]) -> list[str]:
    wanted = folded_title(place)
    if wanted in _OPENINGS and sections and sections[0].depth == 0:
        return _anchors(sections, range(1))
    found = [
        _extent(sections, at)
        for at, section in enumerate(sections)
        if wanted and wanted in (folded_title(section.heading), folded_title(section.number + section.heading))
    ]
    return _anchors(sections, found[0]) if len(found) == 1 else []


def _anchors_of_provision(steps: Sequence[tuple[str, str]], sections: Sequence[CitedSection]) -> list[str]:
    """The paragraphs of 第五条, or of its 第二款; a provision is a section, or a paragraph that opens with its number."""
    named = [words for style, words in steps if style == "article"]
    clauses = [words for style, words in steps if style == "clause"]
    every = [_provision(words, sections) for words in named]
    if not all(len(found) == 1 for found in every):
        return []
    anchors = [anchor for found in every for anchor in found[0]]
    if clauses:
        place = _ordinal(clauses[0]) if len(named) == len(clauses) == 1 else 0
        return anchors[place - 1 : place] if place else []
    return anchors


def _provision(words: str, sections: Sequence[CitedSection]) -> list[list[str]]:
    wanted = folded_title(words)
    found = [
        _anchors(sections, _extent(sections, at))
        for at, section in enumerate(sections)
        if section.depth and folded_title(section.number) == wanted
    ]
    for section in sections:
        found += _labelled(wanted, section.paragraphs)
    return [anchors for anchors in found if anchors]


def _labelled(wanted: str, paragraphs: Sequence[tuple[str, str]]) -> list[list[str]]:
    """The paragraphs from one that opens with the number up to the next that opens with a number."""
    found: list[list[str]] = []
    within = False
    for anchor, text in paragraphs:
        label = _LABEL.match(text)
        if label:
            within = folded_title(label.group()) == wanted
            if within:
                found.append([])
        if within:
            found[-1].append(anchor)
    return found


def _ordinal(words: str) -> int:
    digits = words.strip("第款")
    if digits.isdigit():
        return int(digits)
    values = {char: value for value, char in enumerate("零一二三四五六七八九十")}
    return values.get(digits, 0)


def unique_spots(spots: Iterable[Spot]) -> list[Spot]:
    """The same paragraphs in the same order, each once."""
    return list(dict.fromkeys(spots))
