"""A question in the words of a Chinese paper: its lines and its answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from question_bank.formats.base import ReadQuestion
from question_bank.writing.base import wrong_steps

CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DIGITS = "〇一二三四五六七八九"
HEADINGS = {
    "single": "单选题", "multiple": "多选题", "indefinite": "不定项选择题", "true_false": "判断题", "fill": "填空题", "numeric": "数值题",
    "short_answer": "简答题", "essay": "论述题", "matching": "匹配题", "ordering": "排序题", "classification": "归类题",
    "material": "案例分析题", "hotspot": "看图题", "find_error": "找错题",
}  # fmt: skip


@dataclass(frozen=True)
class Printed:
    """What stands below a stem, and the answer in words."""

    lines: tuple[str, ...] = ()
    answer: str = ""


def printed(question: ReadQuestion) -> Printed:
    """The lists below the stem of a question and its answer, as papers write them."""
    return _FORMS[question.kind](question)


def han(number: int) -> str:
    """A number from 1 to 99 in Chinese."""
    tens, ones = divmod(number, 10)
    lead = "" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return lead + (_DIGITS[ones] if ones else "")


def lettered(texts: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Texts as A. B. C."""
    return tuple(f"{chr(ord('A') + place)}. {text}" for place, text in enumerate(texts))


def circled(texts: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """Texts as ① ② ③."""
    return tuple(f"{mark(place)} {text}" for place, text in enumerate(texts))


def mark(place: int) -> str:
    """The mark of an item counted from 0."""
    return CIRCLED[place] if place < len(CIRCLED) else f"({place + 1})"


def _choice(question: ReadQuestion) -> Printed:
    return Printed(lettered(question.options), "".join(question.key or ""))


def _truth(question: ReadQuestion) -> Printed:
    return Printed((), {True: "正确", False: "错误"}.get(question.key, ""))


def _fill(question: ReadQuestion) -> Printed:
    return Printed((), "；".join("/".join(accepted) for accepted in question.key or []))


def _numeric(question: ReadQuestion) -> Printed:
    key = question.key or {"value": "", "tolerance": "0", "unit": ""}
    spread = f"±{key['tolerance']}" if key["tolerance"] not in ("", "0") else ""
    return Printed((), f"{key['value']}{spread}{key['unit']}")


def _open(question: ReadQuestion) -> Printed:
    return Printed((), question.key if isinstance(question.key, str) else "")


def _sorted_apart(texts: list[str]) -> list[str]:
    """The texts in an order of their own, so that the right one is not given away."""
    return sorted(texts, key=lambda text: (re.sub(r"\W", "", text)[-1:], text))


def _matching(question: ReadQuestion) -> Printed:
    rights = _sorted_apart(list(dict.fromkeys([*(right for _left, right in question.key), *question.options])))
    lefts = [left for left, _right in question.key]
    answer = "；".join(
        f"{chr(ord('A') + place)}-{mark(rights.index(right))}" for place, (_left, right) in enumerate(question.key)
    )
    return Printed((*lettered(lefts), *circled(rights)), answer)


def _ordering(question: ReadQuestion) -> Printed:
    shown = _sorted_apart(list(question.key))
    return Printed(circled(shown), "".join(mark(shown.index(text)) for text in question.key))


def _classification(question: ReadQuestion) -> Printed:
    groups = list(question.options) or list(dict.fromkeys(group for _item, group in question.key))
    items = [item for item, _group in question.key]
    told = {
        group: "".join(mark(place) for place, (_item, own) in enumerate(question.key) if own == group)
        for group in groups
    }
    answer = "；".join(f"{chr(ord('A') + place)}：{told[group]}" for place, group in enumerate(groups) if told[group])
    return Printed((*lettered(groups), *circled(items)), answer)


def _find_error(question: ReadQuestion) -> Printed:
    said = [each[1] if isinstance(each, list | tuple) else "" for each in question.key]
    answer = "；".join(
        mark(step - 1) + (f"（{text}）" if text else "")
        for step, text in zip(wrong_steps(question.key), said, strict=True)
    )
    return Printed(circled(question.options), answer)


def _none(_question: ReadQuestion) -> Printed:
    return Printed()


_FORMS: dict[str, Callable[[ReadQuestion], Printed]] = {
    "single": _choice, "multiple": _choice, "indefinite": _choice, "true_false": _truth, "fill": _fill, "numeric": _numeric,
    "short_answer": _open, "essay": _open, "matching": _matching, "ordering": _ordering, "classification": _classification,
    "material": _none, "hotspot": _none, "find_error": _find_error,
}  # fmt: skip
