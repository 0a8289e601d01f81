"""Reads question papers in PDF files with a text layer."""

from __future__ import annotations

import re
from collections import Counter

from core import jailed
from core.i18n import _, _l
from documents.pdf import PdfLine, pdf_pages
from question_bank.formats import paper_text
from question_bank.formats.base import Reading
from question_bank.formats.lines import Line, parted
from question_bank.formats.normalise import clean, unspaced
from question_bank.formats.pdf_columns import texts_in_order

MARK = b"%PDF"
_PAGE_NUMBER = re.compile(r"^[\W_]*\d{1,4}[\W_]*$")
_SAME_PLACE = 3.0
_FIGURES = re.compile(r"\d+")


class PdfPaper:
    """A paper in PDF form."""

    name = "pdf"
    label = _l("PDF 试卷")
    extensions: tuple[str, ...] = (".pdf",)

    def claims(self, name: str, raw: bytes) -> bool:
        """Whatever begins as a PDF file does."""
        return MARK in raw[:1024]

    def read(self, name: str, raw: bytes) -> Reading:
        """Read the lines of all pages; raises Invalid with a sentence for scans and damaged or locked files."""
        pages = pdf_pages(raw, jailed.report)
        furniture = _furniture(pages)
        kept = [
            [
                line
                for line in page
                if not line.slanted and _place(line) not in furniture and line not in _page_numbers(page)
            ]
            for page in pages
        ]
        texts = unspaced(texts_in_order(kept))
        every = [
            part for number, text in enumerate(texts, start=1) for part in parted(Line.of(number, clean(text).rstrip()))
        ]
        reading = paper_text.read_lines(every)
        dropped = sorted({text for text, _top in furniture})
        notes = [_("每页重复的“%(text)s”当作页眉页脚略去。", text="／".join(dropped)[:120])] if dropped else []
        return Reading("pdf", "", reading.questions, (*notes, *reading.warnings))


def _place(line: PdfLine) -> tuple[str, int]:
    return _FIGURES.sub("#", line.text.strip()), round(line.y0 / _SAME_PLACE)


def _page_numbers(page: list[PdfLine]) -> list[PdfLine]:
    """A figure alone above or below everything else on the page."""
    edges = [min(page, key=lambda line: line.y0), max(page, key=lambda line: line.y1)] if page else []
    return [line for line in edges if _PAGE_NUMBER.match(line.text)]


def _furniture(pages: list[list[PdfLine]]) -> set[tuple[str, int]]:
    """Lines at one height on most pages, figures aside, that are the first or last of their page."""
    edges = Counter(
        _place(line) for page in pages for line in {id(each): each for each in (*page[:2], *page[-2:])}.values()
    )
    least = max(2, (len(pages) + 1) // 2)
    return {place for place, count in edges.items() if count >= least}
