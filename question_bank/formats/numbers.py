"""Question numbers at the start of a line, in the styles papers use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from question_bank.formats.answers import TRUTH_TOKEN
from question_bank.formats.kinds import ANY_WORD

_HAN_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_STYLES: tuple[tuple[str, str], ...] = (
    ("titled", r"第\s*(\d{1,4})\s*(?:小)?题\s*[.、:,]?\s*"),
    ("titled", r"(\d{1,2})\s*号(?:题|选手)\s*[.、:]\s*"),
    ("titled", r"(?:题目|试题|问题|题)\s*(\d{1,4})\s*[.、:)]\s*"),
    ("titled", r"[QqNn](?:o\.?)?\s*(\d{1,4})\s*[.、:)\s]\s*"),
    ("square", r"\[\s*(\d{1,4})\s*\]\s*[.、:]?\s*"),
    ("paren", r"\(\s*(\d{1,4})\s*\)\s*[.、]?\s*"),
    ("rparen", r"(\d{1,4})\s*\)\s*[.、]?\s*"),
    ("dot", r"(\d{1,4})\s*(?:[.、·]|,(?=\D|(?:19|20)\d\d年)|:(?=[^\d\s]))\s*"),
    ("circled", r"([①-⑳])\s*[.、]?\s*"),
    ("han", r"([一二三四五六七八九十百]{1,4})\s*[、.]\s*"),
    ("alone", r"(\d{1,4})\s*$"),
    ("tagged", r"(\d{1,4})\s*(?=[\[(]\s*(?:单选|多选|判断|填空|简答|论述|单项|多项|不定项)[^\[\]()]{0,12}[\])])"),
    ("space", r"(\d{1,4})\s+(?=[\u4e00-\u9fff“《\"(\[A-Z\d])"),
    ("glued", r"(\d{1,4})(?=[\u4e00-\u9fff“《]{2})"),
)
_TAG = rf"(?P<tag>[\[(]\s*(?:{ANY_WORD})(?:选择)?题?\s*(?:[,、;:\s]\s*[\d.]+\s*分)?\s*[)\]]\s*[.、:]?\s*)?"
_MARK = rf"^\s*(?:[*★☆▲●#]+\s*)?{_TAG}(?P<mark>[(\[]\s*(?:(?:{TRUTH_TOKEN}|[A-H]{{1,8}})\s*)?[)\]]\s*)?"
_FIRST_GROUP = re.compile(r"(?<!\\)\((?!\?)")
_PATTERNS = tuple(
    (style, re.compile(_MARK + _FIRST_GROUP.sub("(?P<number>", pattern, count=1))) for style, pattern in _STYLES
)
_YEAR = re.compile(r"^(?:19|20)\d\d\s*年|^\d+\s*(?:年|月|日|名|人|个|%)")


@dataclass(frozen=True)
class Number:
    """A number at the start of a line. `shaky` when a digit follows its point, as in 3.5 metres."""

    value: int
    style: str
    end: int
    mark: str = ""  # an answer bracket standing before the number
    shaky: bool = False
    tag: tuple[int, int] = (0, 0)
    """Where the kind stands before the number, as in 【单选】1."""


@lru_cache(maxsize=2048)
def at(shadow: str) -> Number | None:
    """The number a line starts with, in whatever style."""
    for style, pattern in _PATTERNS:
        found = pattern.match(shadow)
        if found and (value := _value(found["number"])):
            rest = shadow[found.end() :]
            shaky = (style == "space" and bool(re.match(r"[A-Z\d]", rest))) or (
                style == "dot"
                and rest[:1].isdecimal()
                and found[0].rstrip()[-1:] == "."
                and not re.match(r"(?:19|20)\d\d年", rest)
            )
            return Number(
                value,
                style,
                found.end(),
                (found["mark"] or "").strip(),
                shaky,
                found.span("tag") if found["tag"] else (0, 0),
            )
    return None


def _value(text: str) -> int:
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    return _han_value(text)


def _han_value(text: str) -> int:
    if text == "十":
        return 10
    tens, ten, ones = text.partition("十")
    if not ten:
        return _HAN_DIGITS.get(text, 0)
    if len(tens) > 1 or len(ones) > 1:
        return 0
    return _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)
