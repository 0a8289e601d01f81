"""Formats meant for people prove themselves: what the reader would not get back as it was, is told."""

from __future__ import annotations

from typing import Any

from core.i18n import _
from question_bank.formats.base import ReadQuestion

FIELDS = ("kind", "stem", "options", "key", "explanation", "topic", "source", "points", "difficulty")


def differences(asked: ReadQuestion, found: list[ReadQuestion]) -> list[str]:
    """What reads back otherwise, in words; empty when all is the same."""
    if len(found) != 1 or len(found[0].parts) != len(asked.parts):
        return [_("题目的分界（读回时会变成 %(count)d 题）", count=sum(max(len(each.parts), 1) for each in found))]
    pairs = [(asked, found[0]), *zip(asked.parts, found[0].parts, strict=True)]
    names = {name for one, other in pairs for name in FIELDS if _value(one, name) != _value(other, name)}
    return [word for name, word in _words().items() if name in names]


def _value(question: ReadQuestion, name: str) -> Any:
    """A field as it counts: an untold difficulty is the middle one, pairs may stand in any order."""
    value = getattr(question, name)
    if name == "difficulty":
        return value or 2
    if name == "key" and isinstance(value, list) and question.kind in ("matching", "classification"):
        return sorted(map(list, value))
    if name == "key" and isinstance(value, list) and question.kind == "find_error":
        return [list(each) if isinstance(each, tuple) else each for each in value]
    return sorted(value) if name == "options" and question.kind == "matching" else value


def _words() -> dict[str, str]:
    return {
        "kind": _("题型"), "stem": _("题干的原样"), "options": _("选项的原样"), "key": _("答案的原样"), "explanation": _("解析的原样"),
        "topic": _("知识点"), "source": _("出处"), "points": _("分值"), "difficulty": _("难度"),
    }  # fmt: skip
