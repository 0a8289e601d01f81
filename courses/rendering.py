"""Lessons as safe HTML with their top-level blocks counted (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from html.parser import HTMLParser

from markupsafe import Markup

from core import markdown
from courses.pictures import Marks

VOID = frozenset({"br", "hr", "img"})
HEADINGS = frozenset({"h2", "h3"})


@dataclass(frozen=True)
class LessonText:
    """A lesson ready to be shown: HTML, the number of its blocks, and its headings by block."""

    html: Markup
    blocks: int
    headings: tuple[tuple[int, str], ...]

    def heading_at(self, block: int) -> str:
        """Return the heading above a block, or nothing before the first heading."""
        return next((words for start, words in reversed(self.headings) if start <= block), "")


@dataclass(frozen=True)
class SummaryText:
    """The text of a course ready to be shown: what opens it, and what follows from its first heading on."""

    opening: Markup
    rest: Markup


class _BlockReader(HTMLParser):
    """Counts top-level elements and collects the words of headings among them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks = 0
        self.headings: list[tuple[int, str]] = []
        self._depth = 0
        self._words: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Note where a block begins."""
        if self._depth == 0:
            self.blocks += 1
            self._words = [] if tag in HEADINGS else None
        if tag not in VOID:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        """Note where a block ends."""
        if tag in VOID:
            return
        self._depth -= 1
        if self._depth == 0 and self._words is not None:
            self.headings.append((self.blocks - 1, "".join(self._words).strip()))
            self._words = None

    def handle_data(self, data: str) -> None:
        """Collect the words of a heading."""
        if self._words is not None:
            self._words.append(data)


def render_lesson(body: str) -> LessonText:
    """Render the Markdown of a lesson; blocks are numbered from 0 as the browser numbers the children."""
    marks = Marks(body)
    html = Markup(marks.put_back(str(markdown.render(marks.text))))  # noqa: S704 - rendered safely, pictures escaped
    reader = _BlockReader()
    reader.feed(str(html))
    reader.close()
    return LessonText(html, reader.blocks, tuple(reader.headings))


def render_summary(body: str) -> SummaryText:
    """Render the Markdown of a course, parted before its first heading."""
    opening, heading, rest = f"\n{body}".partition("\n## ")
    return SummaryText(markdown.render(opening), markdown.render(heading + rest))
