"""The answer sheet 答题卡: fields to fill in, boxes for choices, lines for the rest."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

from core.i18n import _
from question_bank.formats.base import ReadQuestion
from question_bank.formats.kinds import CHOICES
from question_bank.writing.listed import HEADINGS, han
from question_bank.writing.paper_text import runs
from question_bank.writing.word import rich, styles
from question_bank.writing.word.paper import worth

ACROSS = 5
_TALL = {"short_answer": Cm(4), "essay": Cm(9)}


def answer_sheet(questions: Sequence[ReadQuestion], title: str, version: str = "") -> bytes:
    """The sheet for a paper with these questions."""
    document = styles.new_document()
    styles.title(document, title)
    name = _("答题卡（%(version)s 卷）", version=version) if version else _("答题卡")
    styles.heading(document, name, font=styles.SECOND, centred=True)
    _fields(document)
    number = 1
    for place, run in enumerate(runs(questions), start=1):
        styles.heading(document, f"{han(place)}、{HEADINGS[run[0].kind]}{worth(run)}", font=styles.FIRST)
        if run[0].kind in (*CHOICES, "true_false"):
            _boxes(document, [(f"{number + count}", question) for count, question in enumerate(run)])
        else:
            for count, question in enumerate(run):
                _written(document, question, str(number + count))
        number += len(run)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _fields(document: Any) -> None:
    table = document.add_table(rows=1, cols=6)
    table.style = "Table Grid"
    for place, text in enumerate((_("姓名"), "", _("单位"), "", _("得分"), "")):
        cell = table.cell(0, place)
        cell.width = Cm(1.9 if text else 3.3)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        styles.add_run(cell.paragraphs[0], text)
    document.add_paragraph().paragraph_format.line_spacing = Pt(12)


def _boxes(document: Any, numbered: list[tuple[str, ReadQuestion]]) -> None:
    """A grid of questions, each with a box for every option."""
    table = document.add_table(rows=0, cols=1)
    table.style = "Table Grid"
    for number, question in numbered:
        row = table.add_row()
        rich.keep_row(row)
        letters = (
            ["√", "×"]
            if question.kind == "true_false"
            else [chr(ord("A") + place) for place in range(len(question.options))]
        )
        boxes = "  ".join(f"[ {letter} ]" for letter in letters)
        styles.add_run(row.cells[0].paragraphs[0], f"{number}.\t{boxes}", size=Pt(14))


def _written(document: Any, question: ReadQuestion, number: str) -> None:
    table = document.add_table(rows=0, cols=1)
    table.style = "Table Grid"
    for label, part in [(f"{number}-{count}", part) for count, part in enumerate(question.parts, start=1)] or [
        (number, question)
    ]:
        row = table.add_row()
        rich.keep_row(row)
        row.height = _TALL.get(part.kind, Cm(1.6))
        styles.add_run(row.cells[0].paragraphs[0], f"{label}. {_hint(part)}", size=Pt(14))


def _hint(question: ReadQuestion) -> str:
    if question.kind in CHOICES:
        return "  ".join(f"[ {chr(ord('A') + place)} ]" for place in range(len(question.options)))
    if question.kind == "true_false":
        return "[ √ ]  [ × ]"
    if question.kind == "fill":
        return "    ".join(f"（{place}）________" for place in range(1, len(question.key or [""]) + 1))
    return ""
