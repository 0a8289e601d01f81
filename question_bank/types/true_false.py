"""True or false: one statement to judge."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types.base import Answer, Body, Verdict, unanswered


class TrueFalse:
    """One statement, right or wrong."""

    name = "true_false"
    label = _l("判断题")
    example: Body = {"key": False}
    right_answer: Answer = {"value": False}

    def faults(self, body: Body) -> list[str]:
        """A sentence when the key is not a truth value."""
        return [] if isinstance(body.get("key"), bool) else [_("请选择这句话是正确还是错误。")]

    def public(self, body: Body) -> Body:
        """Nothing beside the stem is shown."""
        return {}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Right or wrong, nothing between."""
        if not answer:
            return unanswered(1)
        right = answer["value"] is body["key"]
        return Verdict(Fraction(int(right)), int(right), int(not right), 1, answered=True)

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer is not a truth value."""
        if answer is None:
            return []
        if isinstance(answer, dict) and set(answer) == {"value"} and isinstance(answer["value"], bool):
            return []
        return [_("判断题只能回答正确或错误。")]

    def describe_key(self, body: Body) -> str:
        """正确 or 错误."""
        return str(_("正确") if body["key"] else _("错误"))

    def key_of(self, body: Body) -> Any:
        """The truth value."""
        return body["key"]

    def body_of(self, options: list[str], key: Any) -> Body:
        """A body from a truth value; options beside it carry nothing."""
        return {"key": key}
