"""The look of official papers: page, fonts with names to fall back on, lines of 28 points, page numbers."""

from __future__ import annotations

from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TITLE, BODY, FIRST, SECOND, LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "Times New Roman"
FALLBACKS = {TITLE: "小标宋;宋体", BODY: "仿宋;FangSong", FIRST: "SimHei", SECOND: "楷体;KaiTi"}
TITLE_SIZE, BODY_SIZE, LINE = Pt(22), Pt(16), Pt(28)
TOP, BOTTOM, LEFT, RIGHT = Cm(3.7), Cm(3.5), Cm(2.8), Cm(2.6)
TEXT_WIDTH = Cm(21.0) - LEFT - RIGHT


def new_document() -> Any:
    """An empty A4 document in official typography."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = TOP, BOTTOM, LEFT, RIGHT
    normal = document.styles["Normal"]
    _font(normal.element.get_or_add_rPr(), BODY)
    normal.font.name, normal.font.size = LATIN, BODY_SIZE
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-US")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.rPr.append(language)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.line_spacing_rule, normal.paragraph_format.line_spacing = WD_LINE_SPACING.EXACTLY, LINE
    _name_fallbacks(document)
    _number_pages(section)
    return document


def _font(properties: Any, name: str) -> None:
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = OxmlElement("w:rFonts")
        properties.insert(0, fonts)
    for side in ("w:ascii", "w:hAnsi"):
        fonts.set(qn(side), LATIN)
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hint"), "eastAsia")  # “ ” … — stand in both scripts; here they are Chinese


def add_run(paragraph: Any, text: str, *, font: str = BODY, size: Any = None, bold: bool | None = None) -> Any:
    """A run in one of the fonts; its line breaks stay."""
    run = paragraph.add_run(text)
    _font(run._element.get_or_add_rPr(), font)
    run.font.size = size or BODY_SIZE
    run.bold = bold
    return run


def heading(document: Any, text: str, *, font: str, size: Any = None, centred: bool = False) -> Any:
    """A line in a heading font."""
    paragraph = document.add_paragraph()
    add_run(paragraph, text, font=font, size=size)
    paragraph.paragraph_format.keep_with_next = True
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return paragraph


def title(document: Any, text: str) -> None:
    """The title of a paper; long ones wrap at a greater distance."""
    paragraph = heading(document, text, font=TITLE, size=TITLE_SIZE, centred=True)
    paragraph.paragraph_format.line_spacing = Pt(36)
    paragraph.paragraph_format.space_after = Pt(14)


def _name_fallbacks(document: Any) -> None:
    """Tell in the font table what to use where an official font is not installed."""
    for part in document.part.package.iter_parts():
        if str(part.partname) != "/word/fontTable.xml":
            continue
        entries = "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/><w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
            for name, other in FALLBACKS.items()
        )
        part._blob = part.blob.replace(b"</w:fonts>", entries.encode() + b"</w:fonts>")


def _number_pages(section: Any) -> None:
    """The page number in the middle of the foot, between dashes."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_run(paragraph, "— ", font="宋体", size=Pt(14))
    run = add_run(paragraph, "", font="宋体", size=Pt(14))
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText")
            mark.set(qn("xml:space"), "preserve")
            mark.text = text
        run._element.append(mark)
    add_run(paragraph, " —", font="宋体", size=Pt(14))
