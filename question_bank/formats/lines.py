"""A paper as numbered lines, each with its shadow for matching."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from question_bank.formats.kinds import ANY_WORD
from question_bank.formats.normalise import clean, shadow, unspaced

_ENDS = re.compile(r"\r\n|\n|\r|\u2028|\u2029")
_WIDE_GAP, _GAP = re.compile(r"[ \t\u00a0\u3000]{80,}"), " " * 80
_QUOTED = re.compile(r"^\s*(?:>\s+|[-*+]\s+(?=[A-Ha-h]\s*[.、)．]))")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*|^\*\*|\*\*$")
_ENDLESS = 3_000  # characters, beyond any line that people type
_QUESTION_INSIDE = re.compile(r"(?<=[A-H√×对错。)])(?=\s?\d{1,4}\s?[.、](?!\d))")
_SOFT_ENDS = re.compile(r"[\x0b\x0c\u0085]")
_HEADING_INSIDE = re.compile(
    rf"(?<=[^\s#*\[(第一二三四五六七八九十])(?=(?:第)?[一二三四五六七八九十]{{1,2}}(?:部分)?[、.:]?\s*(?:{ANY_WORD})(?:选择)?题\s*(?:\((?=[^()]*[题分])|:?\s*1\s*[.、]))"
)


@dataclass(frozen=True)
class Line:
    """One line of the file, or a part of it; `number` counts from 1 as an editor shows it."""

    number: int
    text: str
    shadow: str
    looks: str = ""
    """For each character how it is set off (see `looks`); empty where the file knows no formatting."""
    breaks: bool = False
    """Whether it stands below another line of its number, behind a soft break."""

    @classmethod
    def of(cls, number: int, text: str, looks: str = "") -> Line:
        """A line with its shadow."""
        return cls(number, text, shadow(text), looks)

    def part(self, start: int, end: int | None = None) -> Line:
        """A stretch of the line that keeps its number."""
        return Line(self.number, self.text[start:end], self.shadow[start:end], self.looks[start:end])

    def behind(self, kept: tuple[int, int], start: int) -> Line:
        """What stands behind a place, with a stretch from before it that belongs to it."""
        tag, rest = self.part(*kept), self.part(start)
        return Line(self.number, tag.text + rest.text, tag.shadow + rest.shadow, tag.looks + rest.looks)

    @property
    def is_blank(self) -> bool:
        """Whether nothing visible stands on the line."""
        return not self.shadow.strip()


def split(text: str) -> list[Line]:
    """The lines of a text; headings in the middle of a run-on line start a line of their own."""
    found: list[Line] = []
    for number, whole in enumerate(unspaced(_ENDS.split(text)), start=1):
        for soft in _SOFT_ENDS.split(whole):
            found.extend(parted(Line.of(number, _WIDE_GAP.sub(_GAP, _unmarked(clean(soft))).rstrip())))
    return found


def _unmarked(text: str) -> str:
    """A line without the marks of Markdown for quotes, lists of options and strong text."""
    return _STRONG.sub(lambda found: found[1] or "", _QUOTED.sub("", text))


def parted(line: Line) -> list[Line]:
    """A line cut where a heading starts in its middle, and an endless one wherever a question may."""
    inside = {match.start() for match in _HEADING_INSIDE.finditer(line.shadow)}
    if len(line.text) > _ENDLESS:
        inside |= {match.start() for match in _QUESTION_INSIDE.finditer(line.shadow)}
    cuts = [0, *sorted(inside), len(line.text)]
    return [line.part(start, end) for start, end in pairwise(cuts) if end > start or end == 0]
