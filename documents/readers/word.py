"""Word files: paragraphs as lines with what styles and type say of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from documents.cleaning import Dropped
from documents.columns import full_lines
from documents.lines import Line, Look, ends_sentence, printable, width
from documents.pictures import FoundPicture
from documents.readers.base import Progress, Script
from documents.reasons import Reason
from documents.tables import cells_in, table_text, with_tables
from documents.word import WordBlock, WordDocument, WordParagraph, WordPicture, WordTable, word_document

MOST_BYTES = 50 * 2**20
_TITLE_STYLES = ("title", "标题", "文章标题", "题目", "subtitle", "副标题")
_LONGEST_TITLE = 90  # columns
_LONGEST_HEADING = 60
_LARGER = 1.5  # points above the size of the text that make a title or heading
_LONGEST_LEAD = 30  # characters
_SHORTEST_AFTER_LEAD = 12
_FEWEST_WRAPPED = 8
_WRAPPED = 0.5  # of the paragraphs, when they are lines broken by hand


class WordFile:
    """A .docx file."""

    name = "word"
    extensions = ("docx", "docm", "dotx")
    is_markup = False
    has_pages = False
    most_bytes = MOST_BYTES

    def read(self, raw: bytes, progress: Progress | None = None) -> Script:
        """Return paragraphs and tables as lines, numbered as the paragraphs of the file are."""
        document = word_document(raw, progress=progress)
        lines = list(_Lines(document.blocks).all())
        tabbed = {place: cells for place, line in enumerate(lines) if line.found and (cells := cells_in(line.found))}
        lines = _loosened(with_tables(lines, tabbed) if tabbed else lines)
        return Script(
            lines, "\n".join(line.text for line in lines), list(_dropped(document)), list(_pictures(document))
        )


class _Lines:
    def __init__(self, blocks: Sequence[WordBlock]) -> None:
        self._blocks = blocks
        self._sizes: Counter[float] = Counter()
        self._bold = 0
        for block in blocks:
            for run in block.runs if isinstance(block, WordParagraph) else ():
                self._sizes[run.size] += len(run.text)
                self._bold += len(run.text) if run.bold else 0
        self._usual = max(self._sizes, key=lambda size: self._sizes[size], default=0.0)
        self._bold_text = self._bold * 2 > sum(self._sizes.values())

    def all(self) -> Iterator[Line]:
        gap = True
        for block in self._blocks:
            if isinstance(block, WordPicture):
                continue
            if isinstance(block, WordTable):
                yield from self._table(block)
                gap = True
            elif block.contents or not (block.text.strip() or block.label):
                gap = True
            else:
                yield from self._paragraph(block, gap)
                gap = False

    def _paragraph(self, block: WordParagraph, gap: bool) -> Iterator[Line]:
        """The lines of a paragraph, which soft breaks part; a heading is one line however it is broken."""
        pieces = [piece for piece in block.text.split("\n") if piece.strip()] or [""]
        look, depth = self._look(block), self._depth(block)
        if depth or look is Look.TITLE:
            pieces = ["".join(piece.strip() if width(piece) > 1 else piece for piece in pieces)]
        for place, piece in enumerate(pieces):
            text = printable(piece)
            first = place == 0
            line = Line(
                block.place, (_labelled(block.label, text) if first else text).strip(),
                0 if first else 2 * (piece[:1] in " \t\u3000"), gap and first, block.page and first,
                depth=depth, firm=first or _stands_alone(pieces, place), look=look, centred=block.centred,
                lead=_bold_lead(block) if len(pieces) == 1 and not self._bold_text else 0,
                found=piece.strip() if "\t" in piece else "",
            )  # fmt: skip
            if line.text:
                yield line

    def _depth(self, block: WordParagraph) -> int:
        """The level of a heading by style; a whole paragraph of prose in such a style is no heading."""
        if (
            not block.heading
            or width(block.text) > _LONGEST_TITLE
            or (ends_sentence(block.text) and "。" in block.text[:-1])
        ):
            return 0
        return 0 if block.style in _TITLE_STYLES else block.heading

    def _look(self, block: WordParagraph) -> Look:
        text = block.text.strip()
        if not text or width(text) > _LONGEST_TITLE or text[-1] in "。；，、：":
            return Look.PLAIN
        if block.style in _TITLE_STYLES:
            return Look.TITLE
        if block.heading or block.in_box:
            return Look.PLAIN
        sizes = [run.size for run in block.runs if run.text.strip()]
        larger = bool(sizes) and min(sizes) >= self._usual + _LARGER
        if larger and block.centred and not block.label:
            return Look.TITLE
        bold = all(run.bold for run in block.runs if run.text.strip()) and not self._bold_text
        return Look.HEADING if (larger or bold) and width(text) <= _LONGEST_HEADING else Look.PLAIN

    def _table(self, table: WordTable) -> Iterator[Line]:
        """A table as one line of Markdown; one that only frames a text as its paragraphs."""
        rows = [_own_cells(table, place) for place in range(len(table.rows))]
        if max((sum(bool(cell) for cell in row) for row in rows), default=0) <= 1:
            seen: set[int] = set()
            for paragraph in (part for row in table.rows for cell in row for part in cell):
                if paragraph.place not in seen and paragraph.text.strip():
                    seen.add(paragraph.place)
                    yield from self._paragraph(paragraph, True)
            return
        yield Line(table.place, table_text(rows), gap=True, firm=True, table=True)


def _own_cells(table: WordTable, place: int) -> list[str]:
    """The texts of a row; a cell that goes on from the left or from above is left empty."""
    row = table.rows[place]
    above = table.rows[place - 1] if place else ()
    texts = []
    for column, cell in enumerate(row):
        merged = bool(cell) and (
            (column > 0 and row[column - 1] is cell) or (column < len(above) and above[column] is cell)
        )
        texts.append("" if merged else " ".join(_labelled(part.label, part.text).strip() for part in cell).strip())
    return texts


def _bold_lead(block: WordParagraph) -> int:
    """How many characters of a paragraph stand bold before text that is not; 0 where they are no heading."""
    if block.label or block.heading:
        return 0
    whole = block.text.lstrip()
    bold = "".join(run.text for run in takewhile(lambda run: run.bold or not run.text.strip(), block.runs))
    lead = bold.strip()
    rest = whole[len(lead) :]
    if not 3 <= len(lead) <= _LONGEST_LEAD or not whole.startswith(lead) or len(rest.strip()) < _SHORTEST_AFTER_LEAD:
        return 0
    return len(lead) if lead[-1] in "。！？" or rest[0] in "。 \u3000" else 0


def _labelled(label: str, text: str) -> str:
    gap = " " if label and label[-1] not in "、．）)（" else ""
    return f"{label}{gap}{text.lstrip()}" if label else text


def _stands_alone(pieces: Sequence[str], place: int) -> bool:
    """Whether a piece behind a soft break is a line of its own: all pieces are short or end as sentences do."""
    above = pieces[place - 1]
    return ends_sentence(above) or above.rstrip()[-1:] in "：:；;" or all(width(piece) <= 40 for piece in pieces)


def _loosened(lines: list[Line]) -> list[Line]:
    """Paragraphs that are hard-wrapped lines of pasted text begin nothing for sure."""
    plain = [line for line in lines if not line.table and not line.depth]
    open_ended = sum(not ends_sentence(line.text) for line in plain)
    if (
        len(plain) < _FEWEST_WRAPPED
        or open_ended < _WRAPPED * len(plain)
        or sum(full_lines(plain)) < _WRAPPED * len(plain)
    ):
        return lines
    return [
        line if line.table or line.depth or line.look is Look.TITLE else line._replace(firm=False) for line in lines
    ]


def _dropped(document: WordDocument) -> Iterator[Dropped]:
    yield from (Dropped(0, text, Reason.RUNNING_HEADER) for text in document.furniture)
    yield from (Dropped(note.place, note.text, Reason.FOOTNOTE) for note in document.notes)
    for block in document.blocks:
        if isinstance(block, WordParagraph):
            if block.contents and block.text.strip():
                yield Dropped(block.place, printable(block.text).strip(), Reason.CONTENTS)
            if block.hidden.strip():
                yield Dropped(block.place, printable(block.hidden).strip(), Reason.HIDDEN)


def _pictures(document: WordDocument) -> Iterator[FoundPicture]:
    for block in document.blocks:
        if isinstance(block, WordPicture):
            yield FoundPicture(block.place, block.name, block.alt, block.content)
