"""Word files of the demonstration's regulation, made from its text; the same text gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

_CHAPTER = re.compile(r"第[一二三四五六七八九十]+章\s")
_STAMP = (2026, 1, 1, 0, 0, 0)
_WRITTEN = datetime(*_STAMP, tzinfo=UTC)


def word_file(text: str) -> bytes:
    """A regulation as an office would type it: centred title and chapters in bold, no heading styles."""
    document = Document()
    document.styles["Normal"].font.name = "宋体"
    title, *lines = [line.strip() for line in text.splitlines() if line.strip()]
    _centred(document, title, 18)
    for line in lines:
        if _CHAPTER.match(line):
            _centred(document, line, 14)
        else:
            document.add_paragraph(line).paragraph_format.first_line_indent = Pt(24)
    properties = document.core_properties
    properties.author, properties.title, properties.created, properties.modified = (
        "资源管护科",
        title,
        _WRITTEN,
        _WRITTEN,
    )
    buffer = io.BytesIO()
    document.save(buffer)
    return _steady(buffer.getvalue())


def _centred(document: Any, text: str, size: int) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = paragraph.add_run(text)
    run.bold, run.font.size = True, Pt(size)


def _steady(raw: bytes) -> bytes:
    """The same package with the hour of its writing taken out of every entry."""
    steady = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as package, zipfile.ZipFile(steady, "w", zipfile.ZIP_DEFLATED) as copy:
        for entry in sorted(package.infolist(), key=lambda entry: entry.filename != "[Content_Types].xml"):
            copy.writestr(zipfile.ZipInfo(entry.filename, _STAMP), package.read(entry), zipfile.ZIP_DEFLATED)
    return steady.getvalue()
