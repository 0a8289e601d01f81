"""Multiple response: two or more options are right."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types import choices
from question_bank.types.base import Answer, Body, Verdict, unanswered


class MultipleResponse:
    """Two or more options are right; what a part of them is worth is the marking rule's business."""

    name = "multiple"
    label = _l("多选题")
    example: Body = {
        "options": [
            {"id": "a", "text": "支部党员大会"},
            {"id": "b", "text": "支部委员会会议"},
            {"id": "c", "text": "民主生活会"},
            {"id": "d", "text": "党小组会"},
        ],
        "key": ["a", "b", "d"],
    }
    right_answer: Answer = {"chosen": ["a", "b", "d"]}

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable options or fewer than two right ones."""
        faults = choices.option_faults(body)
        if not faults and len(body["key"]) < 2:
            faults.append(_("多选题至少要有两个正确答案。"))
        return faults

    def public(self, body: Body) -> Body:
        """The options without the key."""
        return choices.public(body)

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Count right and wrong choices; the share of a flawless subset is its part of the key."""
        chosen, key = choices.chosen_ids(answer), set(body["key"])
        if not chosen:
            return unanswered(len(key))
        right, wrong = len(chosen & key), len(chosen - key)
        share = Fraction(0) if wrong else Fraction(right, len(key))
        return Verdict(share, right, wrong, len(key), answered=True)

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """Sentences on an answer outside the options."""
        return choices.chosen_faults(body, answer)

    def describe_key(self, body: Body) -> str:
        """The letters of the right options."""
        return "".join(choices.key_letters(body))

    def key_of(self, body: Body) -> Any:
        """The letters of the right options as a list."""
        return choices.key_letters(body)

    def body_of(self, options: list[str], key: Any) -> Body:
        """A body from option texts and letters."""
        return choices.body_of(options, list(key))
