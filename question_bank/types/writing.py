"""What questions answered by writing share: one text, bounded."""

from __future__ import annotations

import re
from typing import Any

from core.i18n import _
from question_bank.types import things
from question_bank.types.base import Answer, Basic, Body, Sent, holds_only

LONGEST_REFERENCE = 8000


class Writing(Basic):
    """The answer is one text."""

    shows = "text"
    longest = 4000

    def needs_people(self, body: Body) -> bool:
        """A text is seldom marked in full by a machine."""
        return True

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer is not one text of bearable length."""
        if answer is None:
            return []
        if not holds_only(answer, "text") or not isinstance(answer["text"], str):
            return things.answer_fault()
        if len(answer["text"]) > self.longest:
            return [_("答案超过 %(most)d 字，请缩短。", most=self.longest)]
        return []

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """The text as it was written."""
        text = "".join(sent("")).replace("\r\n", "\n")
        return {"text": text} if text.strip() else None

    def describe_key(self, body: Body) -> str:
        """The reference answer."""
        return str(body["reference"])

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """The text."""
        return str(answer["text"]) if answer else ""

    def public(self, body: Body) -> Body:
        """How long the answer may be."""
        return {"longest": self.longest}


def reference_faults(body: Body) -> list[str]:
    """Sentences on a missing or endless reference answer."""
    reference = body.get("reference")
    if not isinstance(reference, str):
        return things.shape_fault()
    if not reference.strip():
        return [_("请填写参考答案。")]
    return [_("参考答案超过 %(most)d 字。", most=LONGEST_REFERENCE)] if len(reference) > LONGEST_REFERENCE else []


def with_rows(reference: str, rows: list[str], row: re.Pattern[str]) -> str:
    """A reference with its rows below; a line of it that reads like a row gets a backslash before it."""
    lines = [f"\\{line}" if row.match(line.lstrip("\\")) else line for line in reference.split("\n")]
    return "\n".join([*lines, *rows])


def without_rows(text: str, row: re.Pattern[str]) -> tuple[str, list[re.Match[str]]]:
    """The reference and the rows in a text, as `with_rows` puts them together."""
    lines = text.replace("\r\n", "\n").split("\n")
    rows = [found for line in lines if (found := row.match(line))]
    kept = [
        line[1:] if line.startswith("\\") and row.match(line.lstrip("\\")) else line
        for line in lines
        if not row.match(line)
    ]
    return "\n".join(kept).strip(), rows


def reference_of(key: Any) -> str:
    """The reference an importer read: a text, lists of texts, or {"reference"}."""
    if isinstance(key, dict):
        return str(key.get("reference", ""))
    if isinstance(key, list):
        return "；".join(reference_of(each) for each in key)
    return str(key or "")
