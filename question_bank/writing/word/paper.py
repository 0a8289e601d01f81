"""A question paper as a Word document, for the desk or with answers for markers."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx.enum.text import WD_TAB_ALIGNMENT
from docx.shared import Cm, Pt

from core.i18n import _, _l
from question_bank.formats.base import ReadQuestion
from question_bank.formats.kinds import CHOICES, KINDS
from question_bank.formats.marked_by import marking_lines
from question_bank.formats.paper_text import read_text
from question_bank.writing.base import LEVELS, PICTURE, Loss, lost, picture_bytes, texts_of
from question_bank.writing.listed import HEADINGS, han, printed
from question_bank.writing.paper_text import runs, section_lines
from question_bank.writing.proof import differences
from question_bank.writing.word import rich, styles

SHORT, INDENT = 9, Cm(0.0)
_SEAL = "{0}密{0}封{0}线{0}".format("…" * 5)  # who marks folds the paper here; nobody answers above it
_SET_OFF = re.compile(
    r"picture:|\*\*|^\||\n\n|<su[bp]>(?![\w+\-−*]{1,6}</su[bp]>)|^\s*<su[bp]>[^<]*</su[bp]>\s*$", re.MULTILINE
)
"""What a paper shows in a way of its own, and its reader does not tell from plain text."""
_LINES = {
    "short_answer": 5,
    "essay": 10,
    "find_error": 2,
    "matching": 1,
    "ordering": 1,
    "classification": 2,
    "numeric": 1,
}


@dataclass(frozen=True)
class Layout:
    """How a paper is printed. `version` such as A shows below the title; `minutes` and total in its head."""

    title: str
    version: str = ""
    with_answers: bool = False
    minutes: int | None = None


class WordWriter:
    """Questions as a Word paper with answers, which the Word reader reads back."""

    name = "word"
    label = _l("Word 试卷（含答案）")
    mark = _l("含答案")
    ending = "docx"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    kinds = frozenset(KINDS)

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """What the reader would not get back: a paper is set for the eye, so bold, spaces and the place of a picture may go."""
        if question.kind == "hotspot":
            return lost(question, self.label, [_("热区的位置")])
        things = (
            [_("加粗、分段、表格和图片原来的样子")] if any(_SET_OFF.search(text) for text in texts_of(question)) else []
        )
        found = list(read_text("\n".join(section_lines([question], 1, 1))).questions)
        return lost(question, self.label, [*things, *differences(question, found)])

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """The paper with answers."""
        return paper(sorted(questions, key=lambda each: KINDS.index(each.kind)), Layout(title, with_answers=True))


def paper(questions: Sequence[ReadQuestion], layout: Layout) -> bytes:
    """The document: title, head, sections by kind with their points, questions numbered through."""
    document = styles.new_document()
    styles.title(document, layout.title)
    _head(document, questions, layout)
    number = 1
    for place, run in enumerate(runs(questions), start=1):
        styles.heading(document, f"{han(place)}、{HEADINGS[run[0].kind]}{worth(run)}", font=styles.FIRST)
        for count, question in enumerate(run):
            if question.parts:
                _material(document, question, count + 1, layout)
            else:
                _question(document, question, f"{number + count}. ", picture_bytes(question), layout)
        number += len(run)
    target = io.BytesIO()
    document.core_properties.title = layout.title
    document.core_properties.author = ""
    document.save(target)
    return target.getvalue()


def _head(document: Any, questions: Sequence[ReadQuestion], layout: Layout) -> None:
    marks = [_("%(version)s 卷", version=layout.version)] if layout.version else []
    marks += [_("参考答案")] if layout.with_answers else []
    if marks:
        styles.heading(document, f"（{' '.join(marks)}）", font=styles.SECOND, centred=True)
    if layout.with_answers:
        return
    fields = document.add_paragraph()
    fields.paragraph_format.space_after = Pt(10)
    for name, width in ((_("姓名"), 20), (_("单位"), 30), (_("得分"), 14)):
        styles.add_run(fields, f"{name}：")
        styles.add_run(fields, " " * width).underline = True
        styles.add_run(fields, "  ")
    styles.heading(document, _SEAL, font=styles.SECOND, centred=True)
    said = [_("满分 %(points)s 分", points=f"{total(questions):g}")] if total(questions) else []
    said += [_("限时 %(minutes)d 分钟", minutes=layout.minutes)] if layout.minutes else []
    if said:
        styles.heading(document, f"（{'，'.join(said)}）", font=styles.SECOND, centred=True)


def total(questions: Sequence[ReadQuestion]) -> float:
    """The points of all questions; 0 when any does not say."""
    points = [points_of(question) for question in questions]
    return sum(each for each in points if each) if all(points) else 0


def points_of(question: ReadQuestion) -> float:
    """What a question is worth, a material by its parts; 0 when it does not say."""
    if question.points is not None or not question.parts:
        return question.points or 0
    parts = [part.points or 0 for part in question.parts]
    return sum(parts) if all(parts) else 0


def worth(run: Sequence[ReadQuestion]) -> str:
    """（每题2分，共20分）, （共25分） or （共10题）."""
    points = [points_of(question) for question in run]
    if not all(points):
        return _("（共%(count)d题）", count=sum(len(question.parts) or 1 for question in run))
    whole = f"{sum(points):g}"
    if len(set(points)) == 1:
        return _("（每题%(each)s分，共%(whole)s分）", each=f"{points[0]:g}", whole=whole)
    return _("（共%(whole)s分）", whole=whole)


def _material(document: Any, question: ReadQuestion, place: int, layout: Layout) -> None:
    pictures = picture_bytes(question)
    rich.write(document, f"（{han(place)}）", question.stem, pictures)
    for count, part in enumerate(question.parts, start=1):
        _question(document, part, f"{count}.（{HEADINGS[part.kind]}）", pictures, layout)


def _question(document: Any, question: ReadQuestion, lead: str, pictures: dict[str, bytes], layout: Layout) -> None:
    form = printed(question)
    asked = [rich.write(document, lead, question.stem, pictures)]
    if question.kind == "hotspot":
        _hotspot(document, question, pictures)
    if _fit_beside(question):
        asked += _beside(document, form.lines)
    else:
        asked += [rich.write(document, "", line, pictures, indent=INDENT) for line in form.lines]
    _keep_on_a_page(asked if question.kind in CHOICES else asked[:2])
    if layout.with_answers:
        _answers(document, question, form.answer, pictures)
    else:
        for _line in range(_LINES.get(question.kind, 0)):
            document.add_paragraph()


def _fit_beside(question: ReadQuestion) -> bool:
    """Short options stand two on a line."""
    return (
        question.kind in CHOICES
        and len(question.options) > 2
        and all(len(text) <= SHORT and "\n" not in text and not PICTURE.search(text) for text in question.options)
    )


def _beside(document: Any, lines: Sequence[str]) -> list[Any]:
    paragraphs = []
    for start in range(0, len(lines), 2):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(7.5), WD_TAB_ALIGNMENT.LEFT)
        styles.add_run(paragraph, "\t".join(lines[start : start + 2]))
        paragraphs.append(paragraph)
    return paragraphs


def _keep_on_a_page(paragraphs: Sequence[Any]) -> None:
    """Let no page end between a stem and its options."""
    for paragraph in paragraphs[:-1]:
        paragraph.paragraph_format.keep_with_next = True


def _hotspot(document: Any, question: ReadQuestion, pictures: dict[str, bytes]) -> None:
    picture = (question.body or {}).get("picture", {})
    if picture.get("digest") in pictures:
        rich.write(document, "", f"![{picture.get('alt', '')}](picture:{picture['digest']})", pictures)


def _answers(document: Any, question: ReadQuestion, answer: str, pictures: dict[str, bytes]) -> None:
    if question.kind == "hotspot":
        answer = _spots(question)
    labelled = [(_("答案"), answer), (_("解析"), question.explanation), (_("知识点"), question.topic),
                (_("难度"), LEVELS.get(question.difficulty or 0, "")), (_("出处"), question.source)]  # fmt: skip
    for name, text in labelled:
        if text:
            rich.write(document, f"{name}：", text, pictures)
        if name == _("答案"):
            for line in marking_lines(question):
                rich.write(document, "", line, pictures)


def _spots(question: ReadQuestion) -> str:
    """Where the right places are, in hundredths from the left and from the top."""
    body = question.body or {"spots": [], "key": []}
    said = []
    for spot in body["spots"]:
        if spot["id"] in body["key"]:
            across, down = (_middle(spot["coords"], side) for side in (0, 1))
            said.append(_("距左边 %(x)d%%、距上边 %(y)d%%", x=round(across * 100), y=round(down * 100)))
    return "；".join(said)


def _middle(coords: Sequence[float], side: int) -> float:
    if len(coords) == 3:
        return coords[side]
    along = coords[side::2]
    return (min(along) + max(along)) / 2
