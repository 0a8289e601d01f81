"""Reading a whole PDF file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2

from core.errors import Invalid
from core.i18n import _
from documents.pdf.characters import Piece, pieces_of
from documents.pdf.images import Images, PdfPicture, may_have_images
from documents.pdf.order import Row, rows_in_order

MOST_PAGES = 3_000
_PASSWORD = 4
_FEWEST_CHARACTERS = 8
"""On all pages together, below which a file is taken for a scan."""
_CELL_GAP = 0.9
"""Widths of a character between two pieces of a line that make them cells of a table."""
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class PdfLine:
    """A line of text; x from the left and y from the top of the page in points, as the page is held to be read."""

    text: str
    """Cells of a table row, or words set far apart, are parted by a tab."""
    x0: float
    y0: float
    x1: float
    y1: float
    size: float
    bold: bool
    page: int
    """Counted from 1."""
    left: float = 0.0
    """The edges of the column in which the line stands."""
    right: float = 0.0
    slanted: bool = False
    """A watermark set across the page."""


@dataclass(frozen=True)
class PdfFile:
    """The lines of each page and the pictures of all."""

    pages: list[list[PdfLine]]
    pictures: list[PdfPicture]


def pdf_pages(raw: bytes, progress: Progress | None = None) -> list[list[PdfLine]]:
    """Return the lines of each page in reading order, columns one after the other; raises Invalid as `pdf_file`."""
    return pdf_file(raw, progress, pictures=False).pages


def pdf_file(raw: bytes, progress: Progress | None = None, *, pictures: bool = True) -> PdfFile:
    """Return the lines of each page in reading order, columns one after the other, and the pictures.

    Raises Invalid with a sentence when the file is damaged, locked, too long or has no text layer.
    """
    document = _opened(raw)
    try:
        total = len(document)
        if total > MOST_PAGES:
            raise Invalid(
                _("这个 PDF 有 %(pages)s 页，超过 %(most)s 页，请拆成几个文件再试。", pages=total, most=MOST_PAGES)
            )
        pages, found = [], []
        images = Images() if pictures and may_have_images(raw) else None
        for number in range(total):
            lines, shown = _page(document, number, images)
            pages.append(lines)
            found += shown
            if progress:
                progress(number + 1, total)
    finally:
        document.close()
    if sum(len(line.text) for page in pages for line in page) < _FEWEST_CHARACTERS:
        raise Invalid(
            _(
                "这个 PDF 里只有扫描的图片，没有可读取的文字。请先用扫描软件或 WPS 的文字识别（OCR）转成 Word 或可搜索的 PDF 再上传。"
            )
        )
    return PdfFile(pages, found)


def _opened(raw: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise Invalid(_("这个 PDF 设有打开密码，请先解除密码后另存一份再上传。")) from error
        raise Invalid(_("这个 PDF 已损坏，无法打开；请重新导出或另存一份再上传。")) from error


def _page(document: Any, number: int, images: Images | None) -> tuple[list[PdfLine], list[PdfPicture]]:
    try:
        page = document[number]
    except pypdfium2.PdfiumError as error:
        raise Invalid(
            _("这个 PDF 的第 %(number)s 页已损坏，无法读取；请重新导出后再上传。", number=number + 1)
        ) from error
    try:
        pieces = pieces_of(page)
        pictures = list(images.of(page, number + 1)) if images else []
    finally:
        page.close()
    return list(_lines(pieces, number + 1)), pictures


def _lines(pieces: list[Piece], number: int) -> Iterator[PdfLine]:
    for turned in dict.fromkeys(piece.turned for piece in pieces):
        turn = [piece for piece in pieces if piece.turned == turned]
        for row in rows_in_order(turn):
            yield _line(row, number, slanted=turned % 90 != 0)


def _line(row: Row, number: int, *, slanted: bool) -> PdfLine:
    first = row.pieces[0]
    text, end = first.text, first.x1
    for piece in row.pieces[1:]:
        gap = piece.x0 - end
        text += ("\t" if gap > _CELL_GAP * piece.size else " " if gap > 0.2 * piece.size else "") + piece.text
        end = max(end, piece.x1)
    widest = max(row.pieces, key=lambda piece: piece.x1 - piece.x0)
    return PdfLine(
        text, first.x0, min(piece.y0 for piece in row.pieces), end, max(piece.y1 for piece in row.pieces),
        widest.size, widest.bold, number, row.left, row.right, slanted,
    )  # fmt: skip
