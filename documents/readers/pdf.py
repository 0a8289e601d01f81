"""PDF files: lines with what their place and type say of them; furniture is known by where it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from documents.cleaning import Dropped
from documents.labels import Role, label_of
from documents.lines import Line, Look, ends_sentence, printable, width
from documents.pdf import PdfLine, pdf_file
from documents.pdf_pictures import pictures_of
from documents.readers.base import Progress, Script
from documents.reasons import Reason
from documents.tables import cells_in, with_tables

MOST_BYTES = 50 * 2**20
_EDGE = 0.12  # of the written height of a page, where headers and footers stand
_SET_IN = 3  # sizes of type on both sides of a line in the middle
_TITLE_MUCH_LARGER, _TITLE_LARGER, _HEADING_LARGER = 1.7, 1.3, 1.12
_SMALLER = 0.92
_FAR = 2.6  # sizes of type between a header and the text
_FEWEST_ON_PAGE = 5
_FEWEST_IN_COLUMN = 3
_GAP = 1.45  # usual leadings between two lines that make a gap
_OTHER_SIZE = 0.1  # of the usual size, by which type above and below a break of columns belongs to different texts
_LONGEST_TITLE, _LONGEST_HEADING = 90, 60  # columns
_NOTE_MARK = re.compile(r"[①-⑳㉑-㊿*＊†‡]|[\[［〔]\s*\d{1,3}\s*[\]］〕]|\d{1,2}(?=[\s\u3000]*[^\d\s.．、])")
_FIGURES = re.compile(r"\d+")


class PdfFile:
    """A .pdf file with a text layer."""

    name = "pdf"
    extensions = ("pdf",)
    is_markup = False
    has_pages = True
    most_bytes = MOST_BYTES

    def read(self, raw: bytes, progress: Progress | None = None) -> Script:
        """Return the lines of all pages in reading order, counted through the file."""
        file = pdf_file(raw, progress)
        pages = file.pages
        numbers = {id(line): number for number, line in enumerate((line for page in pages for line in page), start=1)}
        why = _furniture(pages)
        dropped = [
            Dropped(numbers[id(line)], printable(line.text), why[id(line)])
            for page in pages for line in page if id(line) in why
        ]  # fmt: skip
        kept = [[line for line in page if id(line) not in why] for page in pages]
        lines = list(_Lines(kept, numbers).all())
        tabbed = {place: cells for place, line in enumerate(lines) if line.found and (cells := cells_in(line.found))}
        text = "\f".join("\n".join(line.text for line in page) for page in pages)
        pictures, ornament = pictures_of(pages, numbers, file.pictures)
        return Script(with_tables(lines, tabbed) if tabbed else lines, text, [*dropped, *ornament], pictures)


class _Lines:
    def __init__(self, pages: Sequence[Sequence[PdfLine]], numbers: dict[int, int]) -> None:
        self._pages, self._numbers = pages, numbers
        sizes: Counter[float] = Counter()
        bold = 0
        for line in (line for page in pages for line in page):
            sizes[line.size] += len(line.text)
            bold += len(line.text) if line.bold else 0
        self._usual = max(sizes, key=lambda size: sizes[size], default=10.5)
        self._bold_text = bold * 2 > sum(sizes.values())
        steps = [
            below.y0 - above.y0
            for page in pages for above, below in pairwise(page)
            if 0 < below.y0 - above.y0 < 4 * self._usual and above.size == below.size == self._usual
        ]  # fmt: skip
        steps.sort()
        self._leading = steps[len(steps) // 4] if steps else self._usual * 1.5

    def all(self) -> Iterator[Line]:
        for page in self._pages:
            margins = _margins(page)
            for place, line in enumerate(page):
                above = page[place - 1] if place else None
                text = printable(line.text).strip()
                if text:
                    yield Line(
                        self._numbers[id(line)], text, self._indent(line, margins.get((line.left, line.right), line.left)), self._gap(above, line), page=place == 0,
                        look=self._look(line, text), centred=self._is_set_in(line), full=line.x1 >= line.right - 1.6 * line.size,
                        found=line.text if "\t" in line.text else "",
                    )  # fmt: skip

    @staticmethod
    def _indent(line: PdfLine, margin: float) -> int:
        columns = (line.x0 - margin) / max(line.size, 1) * 2
        return max(0, min(round(columns), 40)) if columns > 1 else 0

    def _gap(self, above: PdfLine | None, line: PdfLine) -> bool:
        if above is None:
            return False
        step = line.y0 - above.y0
        if step < 0 and abs(above.size - line.size) > _OTHER_SIZE * self._usual:
            return True
        return step > _GAP * max(self._leading, (line.y1 - line.y0) * 0.9) or (
            step > 0 and above.size != line.size and step > 1.2 * self._leading
        )

    def _look(self, line: PdfLine, text: str) -> Look:
        if width(text) > _LONGEST_TITLE or text[-1] in "。；，、：" or "\t" in line.text:
            return Look.PLAIN
        much = line.size >= self._usual * _TITLE_MUCH_LARGER
        if much or (line.size >= self._usual * _TITLE_LARGER and self._is_centred(line)):
            return Look.TITLE
        larger = line.size >= self._usual * _HEADING_LARGER
        if (larger or (line.bold and not self._bold_text)) and width(text) <= _LONGEST_HEADING:
            return Look.HEADING
        return Look.PLAIN

    def _is_set_in(self, line: PdfLine) -> bool:
        """Whether a short line stands in the middle, well inside both edges of its column."""
        inside = min(line.x0 - line.left, line.right - line.x1) > _SET_IN * line.size
        return inside and self._is_centred(line)

    @staticmethod
    def _is_centred(line: PdfLine) -> bool:
        before, behind = line.x0 - line.left, line.right - line.x1
        return abs(before - behind) <= max(2.5 * line.size, 0.08 * (line.right - line.left))


def _margins(page: Sequence[PdfLine]) -> dict[tuple[float, float], float]:
    """Where the text of each column of a page begins, when headers and page numbers are taken away."""
    return {
        (column[0].left, column[0].right): max(column[0].left, min(line.x0 for line in column))
        for column in _columns(page) if len(column) >= _FEWEST_IN_COLUMN
    }  # fmt: skip


def _furniture(pages: Sequence[Sequence[PdfLine]]) -> dict[int, Reason]:
    """What comes back at the edges of the pages, what is a watermark, and the notes at their feet, by identity."""
    why = {id(line): Reason.WATERMARK for page in pages for line in page if line.slanted}
    usual = _usual_size(pages)
    places: dict[str, list[PdfLine]] = defaultdict(list)
    for page in pages:
        for line in _at_edges(page):
            places[_FIGURES.sub("0", printable(line.text).replace("\t", " "))].append(line)
    for text, lines in places.items():
        if len({line.page for line in lines}) >= 2 and _same_height(lines) and not ends_sentence(text):
            number = not any(char.isalpha() for char in text.replace("第", "").replace("页", "").replace("共", ""))
            why |= dict.fromkeys(map(id, lines), Reason.PAGE_NUMBER if number else Reason.RUNNING_HEADER)
    for page in pages:
        why |= {id(line): Reason.RUNNING_HEADER for line in _set_apart(page, usual) if id(line) not in why}
        body = [line for line in page if id(line) not in why]
        why |= dict.fromkeys(map(id, _foot_notes(body, usual)), Reason.FOOTNOTE)
    return why


def _at_edges(page: Sequence[PdfLine]) -> list[PdfLine]:
    """Lines in the upper and lower edge of what is written on a page."""
    if not page:
        return []
    top, bottom = min(line.y0 for line in page), max(line.y1 for line in page)
    edge = (bottom - top) * _EDGE
    return [line for line in page if line.y1 <= top + edge or line.y0 >= bottom - edge]


def _set_apart(page: Sequence[PdfLine], usual: float) -> Iterator[PdfLine]:
    """A short small line far above or below everything else on its page."""
    for edge in (min, max):
        if len(page) < _FEWEST_ON_PAGE:
            return
        line = edge(page, key=lambda line: line.y0)
        rest = [other for other in page if abs(other.y0 - line.y0) > usual]
        near = min((abs(other.y0 - line.y0) for other in rest), default=0.0)
        short = width(line.text) <= _LONGEST_HEADING and not ends_sentence(line.text)
        if line.size < usual * _SMALLER and short and near > _FAR * usual:
            yield line


def _same_height(lines: Sequence[PdfLine]) -> bool:
    """Whether the lines stand at about the same height of their pages."""
    heights = sorted(line.y0 for line in lines)
    middle = heights[len(heights) // 2]
    return sum(abs(height - middle) <= 6 for height in heights) * 2 > len(heights)


def _foot_notes(page: Sequence[PdfLine], usual: float) -> list[PdfLine]:
    """Small lines at the foot of a column, from the first that bears the mark of a note on."""
    found: list[PdfLine] = []
    for column in _columns(page):
        small: list[PdfLine] = []
        for line in reversed(column):
            if line.size > usual * _SMALLER:
                break
            small.insert(0, line)
        first = next((place for place, line in enumerate(small) if _begins_note(line.text.strip())), None)
        if first is not None and len(small) < len(column):
            found += small[first:]
    return found


def _begins_note(text: str) -> bool:
    return bool(_NOTE_MARK.match(text)) or label_of(text) is Role.NOTE


def _columns(page: Sequence[PdfLine]) -> list[list[PdfLine]]:
    columns: dict[tuple[float, float], list[PdfLine]] = defaultdict(list)
    for line in page:
        columns[(line.left, line.right)].append(line)
    return [sorted(lines, key=lambda line: line.y0) for lines in columns.values()]


def _usual_size(pages: Sequence[Sequence[PdfLine]]) -> float:
    sizes: Counter[float] = Counter()
    for line in (line for page in pages for line in page):
        sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: sizes[size], default=10.5)
