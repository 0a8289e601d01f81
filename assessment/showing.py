"""How a question stands on the screen: lettered choices in the candidate's own order, pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
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


def choices(body: Mapping[str, Any], answer: Any = None) -> list[Choice]:
    """The choices of a question in the order of its body, with what was chosen and what is right.

    Show `right` only where the exam has released its answers.
    """
    if "options" not in body:
        return _judgements(body, answer)
    chosen = set(answer["chosen"]) if answer else set()
    key = set(body.get("key", ()))
    return [
        Choice(letter(n), option["id"], option["text"], option["id"] in chosen, option["id"] in key)
        for n, option in enumerate(body["options"])
    ]


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
