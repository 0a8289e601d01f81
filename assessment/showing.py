"""How a question stands on the screen: lettered choices in the candidate's own order, pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from core.i18n import _


@dataclass(frozen=True)
class Choice:
    """One thing a candidate can choose. `value` is what the browser sends for it."""

    letter: str
    value: str
    text: str
    chosen: bool = False
    right: bool = False


def choices(body: Mapping[str, Any], option_ids: Sequence[str], answer: Any = None) -> list[Choice]:
    """The choices of a question in the order shown, with what was chosen and what is right.

    Show `right` only where the exam has released its answers.
    """
    if "options" not in body:
        return _judgements(body, answer)
    texts = {option["id"]: option["text"] for option in body["options"]}
    chosen = set(answer["chosen"]) if answer else set()
    key = set(body.get("key", ()))
    order = option_ids or list(texts)
    return [Choice(letter(n), each, texts[each], each in chosen, each in key) for n, each in enumerate(order)]


def _judgements(body: Mapping[str, Any], answer: Any) -> list[Choice]:
    said = answer["value"] if answer else None
    words = ((True, _("正确")), (False, _("错误")))
    return [
        Choice(letter(n), json.dumps(value), word, said is value, body.get("key") is value)
        for n, (value, word) in enumerate(words)
    ]


def letter(position: int) -> str:
    """A for 0, B for 1."""
    return chr(ord("A") + position)


def letters(shown: Sequence[Choice], *, right: bool = False) -> str:
    """The letters of what was chosen (or of what is right); the words themselves for 正确 and 错误."""
    picked = [choice for choice in shown if (choice.right if right else choice.chosen)]
    if shown and shown[0].value == "true":
        return "".join(choice.text for choice in picked)
    return "".join(choice.letter for choice in picked)
