"""Two columns of short lines on a PDF page, which geometry alone cannot tell from a table: their numbers tell."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median

from documents.pdf import PdfLine
from question_bank.formats.normalise import shadow

_QUESTION = re.compile(r"^\s*(?:第\s*)?(\d{1,3})\s*(?:题|[.、)])")
_FEWEST = 4
_MIDDLE = (0.3, 0.75)


def texts_in_order(pages: list[list[PdfLine]]) -> list[str]:
    """The texts of the pages; where both halves of a page's rows count their own questions, one half after the other."""
    gutters = [_gutter(page) for page in pages]
    known = next((gutter for gutter in gutters if gutter is not None), None)
    return [
        text
        for page, own in zip(pages, gutters, strict=True)
        for text in _parted(page, own if own is not None or known is None else _same_gutter(page, known))
    ]


def _same_gutter(page: list[PdfLine], known: float) -> float | None:
    """The gutter of another page, where every row of this one keeps to its side of it."""
    parted = [line for line in page if "\t" in line.text]
    first = page.index(parted[0]) if parted else 0
    keeps = all(abs(_start_of_right(line) - known) <= 2.5 * line.size for line in parted)
    return known if len(parted) >= 2 and keeps and not any(_spans(line, known) for line in page[first:]) else None


def _parted(page: list[PdfLine], gutter: float | None) -> list[str]:
    if gutter is None:
        return [line.text for line in page]
    top = next(place for place, line in enumerate(page) if "\t" in line.text)
    while top and not _spans(page[top - 1], gutter):
        top -= 1
    left, right = [], []
    for line in page[top:]:
        before, _tab, after = _halves(line, gutter)
        left += [before] if before.strip() else []
        right += [after] if after.strip() else []
    return [*(line.text for line in page[:top]), *left, *right]


def _gutter(page: list[PdfLine]) -> float | None:
    """Where the right half starts; None where the page has one column."""
    parted = [line for line in page if "\t" in line.text]
    if len(parted) < _FEWEST:
        return None
    starts = [_start_of_right(line) for line in parted]
    middle = median(starts)
    near = [line for line, start in zip(parted, starts, strict=True) if abs(start - middle) <= 2.5 * line.size]
    left, right = min(line.x0 for line in page), max(line.x1 for line in page)
    share = (middle - left) / max(right - left, 1)
    if len(near) < max(_FEWEST, len(parted) * 0.6) or not _MIDDLE[0] < share < _MIDDLE[1]:
        return None
    return middle if _counts_on_both_sides(near) else None


def _counts_on_both_sides(lines: list[PdfLine]) -> bool:
    pairs = [[_QUESTION.match(part) for part in shadow_halves(line)] for line in lines]
    lefts = [int(left[1]) for left, _right in pairs if left]
    rights = [int(right[1]) for _left, right in pairs if right]
    beside = [int(right[1]) - int(left[1]) for left, right in pairs if left and right]
    return bool(rights) and _counts_on(rights) and _counts_on(lefts) and all(step != 1 for step in beside)


def _counts_on(found: list[int]) -> bool:
    """Whether numbers rise, or start over at 1 as they do below a new heading."""
    return all(now > before or now == 1 for before, now in pairwise(found))


def shadow_halves(line: PdfLine) -> tuple[str, str]:
    """The shadows of what stands before and behind the last gap of a line."""
    before, _tab, after = line.text.rpartition("\t")
    return shadow(before), shadow(after)


def _start_of_right(line: PdfLine) -> float:
    return line.x1 - _width(line.text.rpartition("\t")[2], line.size)


def _halves(line: PdfLine, gutter: float) -> tuple[str, str, str]:
    if line.x0 > gutter - 2.5 * line.size:
        return "", "", line.text
    for place in [found.start() for found in re.finditer("\t", line.text)]:
        start = line.x1 - _width(line.text[place + 1 :], line.size)
        if start > gutter - 2.5 * line.size:
            return line.text[:place], "\t", line.text[place + 1 :]
    return line.text, "", ""


def _spans(line: PdfLine, gutter: float) -> bool:
    return "\t" not in line.text and line.x0 < gutter - 2.5 * line.size and line.x1 > gutter + line.size


def _width(text: str, size: float) -> float:
    return sum(size if ord(character) > 0x2E7F else size * 0.5 for character in text)
