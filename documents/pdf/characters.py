"""Pieces of lines on a PDF page, from the boxes of its characters.

The library tells text much faster than it tells boxes, so only the ends of a piece and its blanks are measured.
"""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from documents.lines import HAN

_PIECE = re.compile(r"[^\r\n]+")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+")
_BREAKS_OFF = 1.2
"""Widths of a character that a gap must have to part two pieces."""
_CLOSES_UP = 0.45
_BESIDE_HAN = re.compile(f"[{HAN}，。、；：！？“”‘’（）《》]")
_ODD_FORMS = re.compile("[\u2e80-\u2fdf\ufb00-\ufb06\ufe10-\ufe19\ufe30-\ufe4f]")
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-", "\xad": "-"})
_BOLD_NAMES = re.compile("bold|heavy|black|simhei|hei(?!ght)|黑体|粗", re.IGNORECASE)
_FORCED_BOLD = 1 << 18
_LONGEST_FONT_NAME = 200
_VOTES = 15
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Piece:
    """Text without a wide gap in it, with its box in points; y counts from the top of the page downwards."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    turned: int = 0
    """Degrees against the writing of the page; a multiple of 90 is read, anything else is a watermark."""


def pieces_of(page: Any) -> list[Piece]:
    """Return the pieces of a page as it is meant to be held; those turned otherwise come last."""
    textpage = page.get_textpage()
    try:
        reader = _Reader(page, textpage)
        return sorted(reader.pieces(), key=lambda piece: piece.turned)
    finally:
        textpage.close()


class _Reader:
    def __init__(self, page: Any, textpage: Any) -> None:
        self._raw = textpage.raw
        self._text: str = textpage.get_text_range()
        self._box = pdfium.FS_RECTF()
        self._matrix = pdfium.FS_MATRIX()
        self._name = ctypes.create_string_buffer(_LONGEST_FONT_NAME)
        self._flags = ctypes.c_int()
        self._bounds: Box = page.get_mediabox()
        self._turn = 0

    def pieces(self) -> Iterator[Piece]:
        spans = [found.span() for found in _PIECE.finditer(self._text) if not found.group().isspace()]
        step = max(1, len(spans) // _VOTES)
        votes = Counter(self._angle(self._first(start)) for start, _end in spans[::step])
        quarters = [(count, angle) for angle, count in votes.items() if angle % 90 == 0]
        self._turn = max(quarters)[1] if quarters else 0
        for start, end in spans:
            yield from self._parts(start, end)

    def _parts(self, start: int, end: int) -> Iterator[Piece]:
        """Cut a line of the text at its wide gaps."""
        start, end = self._trimmed(start, end)
        angle = self._angle(self._char(start))
        size = self._size(self._char(start))
        begin, text, at = start, "", start
        for blank in _BLANKS.finditer(self._text, start, end):
            left, right = self._placed(blank.start() - 1, angle), self._placed(blank.end(), angle)
            gap = right[0] - left[2]
            text += self._text[at : blank.start()]
            at = blank.end()
            if gap > _BREAKS_OFF * size or not _follows(left, right, size):
                yield from self._pieces(text, begin, blank.start(), angle, size)
                begin, text = at, ""
            elif gap > _CLOSES_UP * size or not self._beside_han(blank):
                text += " "
        yield from self._pieces(text + self._text[at:end], begin, end, angle, size)

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self._text[start].isspace():
            start += 1
        while end > start and self._text[end - 1].isspace():
            end -= 1
        return start, end

    def _pieces(self, text: str, begin: int, end: int, angle: int, size: float) -> Iterator[Piece]:
        """One piece, or several where the library ran lines together without a sign."""
        first, last = self._placed(begin, angle), self._placed(end - 1, angle)
        if begin + 1 == end or (_on_a_level(first, last) and last[2] > first[0]):
            yield self._piece(text, begin, first, last, angle, size)
            return
        start, box = begin, first
        for place in range(begin + 1, end + 1):
            following = self._placed(place, angle) if place < end else None
            if following is None or not _follows(box, following, size):
                yield self._piece(self._text[start:place], start, self._placed(start, angle), box, angle, size)
                start = place
            box = following or box

    def _beside_han(self, blank: re.Match[str]) -> bool:
        """Whether a blank stands beside a Chinese character and not in the file: the library made it of a gap."""
        near = self._text[blank.start() - 1], self._text[blank.end()]
        if not any(_BESIDE_HAN.match(char) for char in near):
            return False
        return all(pdfium.FPDFText_IsGenerated(self._raw, self._char(place)) == 1 for place in range(*blank.span()))

    def _piece(self, text: str, begin: int, first: Box, last: Box, angle: int, size: float) -> Piece:
        return Piece(
            _tidy(text), min(first[0], last[0]), min(first[1], last[1]), max(first[2], last[2]), max(first[3], last[3]),
            size, self._is_bold(self._char(begin)), (angle - self._turn) % 360,
        )  # fmt: skip

    def _first(self, start: int) -> int:
        while self._text[start].isspace():
            start += 1
        return self._char(start)

    def _char(self, place: int) -> int:
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self._raw, place))

    def _angle(self, char: int) -> int:
        """The direction of writing at a character in degrees, near quarter turns rounded to them."""
        clockwise = float(pdfium.FPDFText_GetCharAngle(self._raw, char))
        degrees = round(-math.degrees(clockwise)) % 360 if clockwise > 0 else 0
        quarter = round(degrees / 90) * 90
        return quarter % 360 if abs(degrees - quarter) <= 4 else degrees

    def _placed(self, place: int, angle: int) -> Box:
        """The box of a character on the page turned so that its writing is level, y from the top."""
        box = self._box
        pdfium.FPDFText_GetLooseCharBox(self._raw, self._char(place), box)
        left, bottom, right, top = self._bounds
        turn = angle if angle % 90 == 0 else 0
        if turn == 90:
            return box.bottom - bottom, box.left - left, box.top - bottom, box.right - left
        if turn == 180:
            return right - box.right, box.bottom - bottom, right - box.left, box.top - bottom
        if turn == 270:
            return top - box.top, right - box.right, top - box.bottom, right - box.left
        return box.left - left, top - box.top, box.right - left, top - box.bottom

    def _size(self, char: int) -> float:
        size = float(pdfium.FPDFText_GetFontSize(self._raw, char))
        if pdfium.FPDFText_GetMatrix(self._raw, char, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d)
        return round(size, 1) if 0 < size < 10_000 else 1.0

    def _is_bold(self, char: int) -> bool:
        length = pdfium.FPDFText_GetFontInfo(self._raw, char, self._name, _LONGEST_FONT_NAME, self._flags)
        name = self._name.raw[: max(0, min(length, _LONGEST_FONT_NAME) - 1)].decode("utf-8", "replace")
        return bool(self._flags.value & _FORCED_BOLD) or bool(_BOLD_NAMES.search(name))


def _follows(left: Box, right: Box, size: float) -> bool:
    """Whether a character may stand behind another on one line."""
    return _on_a_level(left, right) and right[0] > left[0] - size


def _on_a_level(one: Box, other: Box) -> bool:
    overlap = min(one[3], other[3]) - max(one[1], other[1])
    return overlap >= 0.4 * min(one[3] - one[1], other[3] - other[1])


def _tidy(text: str) -> str:
    """Ligatures, radicals and vertical forms as everyday characters, hyphens as hyphens."""
    text = text.translate(_HYPHENS)
    return _ODD_FORMS.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
