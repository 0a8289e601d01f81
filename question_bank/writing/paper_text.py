"""Writes the Chinese text form that the paper reader reads back."""

from __future__ import annotations

from collections.abc import Sequence

from core.i18n import _, _l
from question_bank.formats.base import ReadQuestion
from question_bank.formats.kinds import KINDS
from question_bank.formats.marked_by import HEADINGS as MARKED_BY
from question_bank.formats.marked_by import marking_lines
from question_bank.formats.paper_text import read_text
from question_bank.writing.base import LEVELS, PICTURE, Loss, beyond_key, left_out, lost, texts_of, without_pictures
from question_bank.writing.listed import HEADINGS, han, printed
from question_bank.writing.proof import differences


class TextWriter:
    """Questions as a paper in text, each with its answer below."""

    name = "text"
    label = _l("中文试卷文本")
    ending = "txt"
    media_type = "text/plain; charset=utf-8"
    kinds = frozenset(KINDS) - {"hotspot"}

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """What the reader would not get back."""
        if question.key is None and question.kind not in ("material", "essay", "short_answer"):
            return [left_out(question, _("没有答案"))]
        parts = [part for part in (question, *question.parts) if part.kind not in ("find_error", *MARKED_BY)]
        things = [thing for part in parts for thing in beyond_key(part)]
        if any(PICTURE.search(text) for text in texts_of(question)):
            things.append(_("图片"))
        found = list(read_text("\n".join(section_lines([question], 1, 1))).questions)
        if len(found) == 1 and _marking(question) != _marking(found[0]):
            things.append(_("评分要点"))
        return lost(question, self.label, dict.fromkeys([*things, *differences(question, found)]))

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """The title, then a section wherever the kind changes; numbers run on."""
        lines, number = [" ".join(title.split()), ""], 1
        for place, run in enumerate(_alone(runs(questions)), start=1):
            lines += section_lines(run, place, number)
            number += len(run)
        return ("\n".join(lines) + "\n").encode()


def _marking(question: ReadQuestion) -> list[list[str]]:
    return [marking_lines(part) for part in (question, *question.parts)]


def runs(questions: Sequence[ReadQuestion]) -> list[list[ReadQuestion]]:
    """Neighbours of one kind together."""
    found: list[list[ReadQuestion]] = []
    for question in questions:
        if found and found[-1][0].kind == question.kind:
            found[-1].append(question)
        else:
            found.append([question])
    return found


def _alone(found: list[list[ReadQuestion]]) -> list[list[ReadQuestion]]:
    """A section for each material, so that its text needs no number of its own."""
    return [part for run in found for part in ([[each] for each in run] if run[0].parts else [run])]


def section_lines(run: list[ReadQuestion], place: int, number: int) -> list[str]:
    """A section with its heading, its questions numbered from `number`."""
    lines = [f"{han(place)}、{HEADINGS[run[0].kind]}", ""]
    for count, question in enumerate(run):
        lines += [*(_material(question) if question.parts else _lines(question, f"{number + count}. ")), ""]
    return lines


def _material(question: ReadQuestion) -> list[str]:
    lines = [without_pictures(question.stem)]
    for count, part in enumerate(question.parts, start=1):
        lines += _lines(part, f"{count}.（{HEADINGS[part.kind]}）")
    return lines


def _lines(question: ReadQuestion, lead: str) -> list[str]:
    form = printed(question)
    lines = [lead + without_pictures(question.stem), *(without_pictures(line) for line in form.lines)]
    lines += [f"答案：{without_pictures(form.answer)}", *marking_lines(question)] if form.answer else []
    labelled = (("解析", question.explanation), ("知识点", question.topic), ("难度", LEVELS.get(question.difficulty or 0, "")),
                ("分值", f"{question.points:g}" if question.points is not None else ""), ("出处", question.source))  # fmt: skip
    return lines + [f"{name}：{without_pictures(text)}" for name, text in labelled if text]
