"""Handing questions out of the bank with their keys, which is always put on record."""

from __future__ import annotations

from collections.abc import Sequence

from accounts import audit
from accounts.models import Member
from core.db import atomic
from core.errors import Refusal
from core.i18n import _
from question_bank.formats.base import ReadQuestion
from question_bank.writing import Loss, Writer, written


@atomic
def export_questions(
    actor: Member | None, writer: Writer, questions: Sequence[ReadQuestion], title: str, *, about: str
) -> tuple[bytes, list[Loss]]:
    """The file of these questions and what it could not keep; `about` says for the record what was chosen."""
    if not questions:
        raise Refusal(_("没有选中任何题目，请放宽筛选条件。"))
    content, losses = written(writer, questions, title)
    left_out = sum(loss.left_out for loss in losses)
    if left_out == len(questions):
        raise Refusal(_("选中的题目 %(format)s 一道也写不下，请换一种格式。", format=writer.label))
    told = {"format": writer.name, "questions": len(questions) - left_out, "left_out": left_out, "title": title}
    audit.record(actor, "question.export", about, after=told)
    return content, losses
