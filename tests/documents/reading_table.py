"""The table of docs/documents.md: what a person reads in each document against what the product finds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from documents.reading import ReadArticle, read_file
from tests.documents.samples import SAMPLES, Expected

START, END = "<!-- readings: begin -->", "<!-- readings: end -->"
HEAD = (
    "| document | irregularity | title | authors | unit | kind | headings by level |\n|---|---|---|---|---|---|---|\n"
)


@dataclass(frozen=True)
class Line:
    """One article of the table."""

    document: str
    what: str
    expected: Expected
    found: Expected


def found_in(article: ReadArticle) -> Expected:
    """What the product finds in an article, in the shape in which expectations are written."""
    headings = [(section.level, section.number, section.heading) for section in article.sections if section.level]
    return Expected(article.title, list(article.authors), article.unit, str(article.kind), headings)


def sample_lines() -> list[Line]:
    """The lines of the documents made for the tests."""
    lines = []
    for sample in SAMPLES:
        articles = read_file(sample.name, sample.make())
        lines += [
            Line(sample.name, sample.what, expected, found_in(article))
            for expected, article in zip(sample.articles, articles, strict=True)
        ]
    return lines


def table(lines: Iterable[Line]) -> str:
    """The table in Markdown; a cell shows what was found, and what was expected where that differs."""
    return HEAD + "".join(_row(line) for line in lines)


def _row(line: Line) -> str:
    one, other = line.expected, line.found
    cells = [
        line.document, line.what, _cell(one.title, other.title), _cell("、".join(one.authors), "、".join(other.authors)),
        _cell(one.unit, other.unit), _cell(one.kind, other.kind), _cell(_levels(one), _levels(other), one == other),
    ]  # fmt: skip
    return f"| {' | '.join(cells)} |\n"


def _cell(expected: str, found: str, same: bool | None = None) -> str:
    same = expected == found if same is None else same
    return f"{found or '—'} ✓" if same else f"{found or '—'} ✗ ({expected or '—'})"


def _levels(article: Expected) -> str:
    counts = Counter(level for level, _number, _heading in article.headings)
    return " + ".join(str(counts[level]) for level in sorted(counts)) or "0"
