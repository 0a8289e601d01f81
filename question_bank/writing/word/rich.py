"""Texts of questions in a Word document: pictures, tables, bold, raised and lowered figures."""

from __future__ import annotations

import io
from typing import Any

from docx.image.exceptions import UnrecognizedImageError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from question_bank.formats.image_size import size_of
from question_bank.formats.markup import NO_BREAK, Node
from question_bank.writing.word.styles import add_run
from question_bank.writing.xhtml import FOLDER, blocks

WIDEST, TALLEST = Cm(12), Cm(9)


def write(document: Any, lead: str, text: str, pictures: dict[str, bytes], *, indent: Any = None) -> Any:
    """A text below its lead, such as its number, as paragraphs; gives the first of them."""
    first = None
    for block in blocks(text) or [Node("p")]:
        if isinstance(block, Node) and block.tag == "table":
            if first is None:
                first = _paragraph(document, lead, indent)
            _table(document, block, pictures)
            continue
        paragraph = _paragraph(document, "" if first is not None else lead, indent)
        first = first if first is not None else paragraph
        _inline(paragraph, block, pictures)
    return first


def _paragraph(document: Any, lead: str, indent: Any) -> Any:
    paragraph = document.add_paragraph()
    if indent is not None:
        paragraph.paragraph_format.left_indent = indent
    if lead:
        add_run(paragraph, lead)
    return paragraph


def _inline(
    paragraph: Any, block: Node | str, pictures: dict[str, bytes], *, bold: bool | None = None, raised: str = ""
) -> None:
    for child in block.children if isinstance(block, Node) else [block]:
        if isinstance(child, str):
            run = add_run(paragraph, child.replace(NO_BREAK, " "), bold=bold)
            run.font.superscript, run.font.subscript = raised == "sup" or None, raised == "sub" or None
        elif child.tag == "br":
            add_run(paragraph, "").add_break()
        elif child.tag == "img":
            _picture(paragraph, child, pictures)
        else:
            _inline(
                paragraph,
                child,
                pictures,
                bold=child.tag == "strong" or bold,
                raised=child.tag if child.tag in ("sub", "sup") else raised,
            )


def _picture(paragraph: Any, node: Node, pictures: dict[str, bytes]) -> None:
    content = pictures.get(node.attributes["src"].removeprefix(FOLDER))
    width, height = (size_of(content) if content else None) or (4, 3)
    wide = min(WIDEST, int(TALLEST * width / height), int(Cm(width / 37.8)))
    paragraph.paragraph_format.line_spacing_rule = None
    paragraph.paragraph_format.line_spacing = 1.0
    try:
        shape = add_run(paragraph, "").add_picture(io.BytesIO(content or b""), width=wide)
    except UnrecognizedImageError:
        add_run(paragraph, f"[图片：{node.attributes['alt']}]")
        return
    shape._inline.docPr.set("descr", node.attributes["alt"])


def _table(document: Any, node: Node, pictures: dict[str, bytes]) -> None:
    rows = [[cell for cell in row.children if isinstance(cell, Node)] for row in node.every("tr")]
    table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
    table.style = "Table Grid"
    for place, row in enumerate(rows):
        for column, cell in enumerate(row):
            _inline(table.cell(place, column).paragraphs[0], cell, pictures, bold=place == 0 or None)


def keep_row(row: Any) -> None:
    """A table row is not torn over two pages."""
    mark = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(mark)
    mark.set(qn("w:val"), "true")
