"""Writes our Excel template, which the Excel reader reads back; text that looks like a formula stays text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.i18n import _, _l
from core.xlsx import Column, Sheet, write_workbook
from question_bank.formats.base import ReadQuestion
from question_bank.formats.kinds import CHOICES
from question_bank.formats.tables import read_tables
from question_bank.writing.base import LEVELS, PICTURE, Loss, beyond_key, left_out, lost, texts_of, without_pictures
from question_bank.writing.listed import HEADINGS, printed
from question_bank.writing.proof import differences

MOST_OPTIONS = 10
LONGEST = 32_767
_OPTIONS = [f"选项{chr(ord('A') + place)}" for place in range(MOST_OPTIONS)]
HEADINGS_ROW = ["题型", "题干", *_OPTIONS, "答案", "解析", "知识点", "难度", "分值", "出处"]


class ExcelWriter:
    """Questions as rows of our template."""

    name = "excel"
    label = _l("Excel 表格")
    ending = "xlsx"
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    kinds = frozenset(HEADINGS) - {"hotspot", "material"}

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """What the reader would not get back."""
        if len(question.options) > MOST_OPTIONS and question.kind in CHOICES:
            return [left_out(question, _("选项超过 %(most)d 个", most=MOST_OPTIONS))]
        if question.key is None and question.kind not in ("essay", "short_answer"):
            return [left_out(question, _("没有答案"))]
        if max(map(len, map(str, _row(question)))) > LONGEST:
            return [left_out(question, _("内容超过一个单元格能放的长度"))]
        things = [thing for thing in beyond_key(question) if question.kind != "find_error"]
        if any(PICTURE.search(text) for text in texts_of(question)):
            things.append(_("图片"))
        found, _warnings = read_tables([(_("题目"), [HEADINGS_ROW, _row(question)])])
        return lost(question, self.label, dict.fromkeys([*things, *differences(question, found)]))

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """One sheet with a row a question."""
        widths = {"题干": 60, "答案": 14, "解析": 50, "知识点": 26, "出处": 30}
        columns = tuple(
            Column(name, width=widths.get(name, 10 if name in ("题型", "难度", "分值") else 18))
            for name in HEADINGS_ROW
        )
        return write_workbook([Sheet("题目", columns, [_row(question) for question in questions])])


def _row(question: ReadQuestion) -> list[Any]:
    form = printed(question)
    is_choice = question.kind in CHOICES
    stem = question.stem if is_choice else "\n".join([question.stem, *form.lines])
    options = [*question.options, *[""] * MOST_OPTIONS][:MOST_OPTIONS] if is_choice else [""] * MOST_OPTIONS
    points = f"{question.points:g}" if question.points is not None else ""
    cells = [HEADINGS[question.kind], stem, *options, form.answer, question.explanation, question.topic]
    return [
        without_pictures(cell) for cell in [*cells, LEVELS.get(question.difficulty or 0, ""), points, question.source]
    ]
