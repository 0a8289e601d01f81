"""Single choice: exactly one option is right."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from core.i18n import _, _l
from question_bank.types import choices
from question_bank.types.base import Answer, Body, Readable, Verdict, unanswered


class SingleChoice(choices.Choosing):
    """Exactly one option is right."""

    name = "single"
    label = _l("单选题")
    example: Body = {
        "options": [
            {"id": "a", "text": "110"},
            {"id": "b", "text": "12119"},
            {"id": "c", "text": "122"},
        ],
        "key": ["b"],
    }
    right_answer: Answer = {"chosen": ["b"]}

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable options or a key that is not exactly one of them."""
        faults = choices.option_faults(body)
        if not faults and len(body["key"]) != 1:
            faults.append(_("单选题只能有一个正确答案。"))
        return faults

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Right or wrong, nothing between."""
        chosen = choices.chosen_ids(answer)
        if not chosen:
            return unanswered(1)
        right = chosen == set(body["key"])
        return Verdict(Fraction(int(right)), int(right), int(not right), 1, answered=True)

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """Sentences on an answer that is not one of the options."""
        faults = choices.chosen_faults(body, answer)
        if not faults and len(choices.chosen_ids(answer)) > 1:
            faults.append(_("单选题只能选一项。"))
        return faults

    def key_of(self, body: Body) -> Any:
        """The letter of the right option."""
        return "".join(choices.key_letters(body))

    def key_from(self, text: str) -> Any:
        """The letter named; more than one stay for `faults` to refuse."""
        letters = choices.letters_from(text)
        return "".join(letters) if letters else None

    def body_of(self, read: Readable) -> Body:
        """A body from option texts and a letter."""
        return choices.body_of(read.options, list(read.key or ""))
