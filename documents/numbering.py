"""The marks that number headings: 一、 （一） 一是 第一， 1 1.1 （1） ① and 第一章."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_NUMERAL = "[一二三四五六七八九十百]{1,4}"
_LONG_NUMERAL = "[一二三四五六七八九十百零〇]{1,7}"
_LOOK_BACK = 30
_NUMERALS = "一二三四五六七八九十百"
_FIGURES = "0123456789０１２３４５６７８９"
_RINGED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_FIRST_SIGNS = dict.fromkeys(("part", "chapter", "passage", "article", "rank"), "第") | {
    "of_these": "其",
    "comma": _NUMERALS,
    "namely": _NUMERALS,
    "must": _NUMERALS,
    "bracket": "（(",
    "arabic_bracket": "（(",
    "arabic": _FIGURES,
    "arabic_half": _FIGURES,
    "circled": _RINGED,
}


@dataclass(frozen=True)
class Style:
    """One way of numbering; a `strong` mark is believed alone, a weak one only in a run of 1, 2 and so on."""

    name: str
    pattern: re.Pattern[str]
    strong: bool = False
    runs_in: bool = False  # the mark opens a sentence of running text (一是…。)


@dataclass(frozen=True)
class Mark:
    """A numbering mark found at the start of a text, as written, and the text after it."""

    style: Style
    ordinals: tuple[int, ...]
    number: str
    rest: str


def _style(name: str, pattern: str, *, strong: bool = False, runs_in: bool = False) -> Style:
    return Style(name, re.compile(pattern), strong, runs_in)


STYLES = (
    _style("part", rf"(?:第(?P<n>{_NUMERAL}|\d{{1,2}})(?:编|篇|部分|单元))[\s、:：，]*", strong=True),
    _style("chapter", rf"(?:第\s?(?P<n>{_NUMERAL}|\d{{1,2}})\s?[章讲课])[\s、:：]*", strong=True),
    _style("passage", rf"(?:第\s?(?P<n>{_NUMERAL}|\d{{1,2}})\s?节)[\s、:：]*", strong=True),
    _style("article", rf"(?:第\s?(?P<n>{_LONG_NUMERAL}|\d{{1,3}})\s?条)(?=[\s:：【（(]|$)[\s:：]*", strong=True),
    _style("article", rf"(?:第\s?(?P<n>{_LONG_NUMERAL}|\d{{1,3}})\s?条)(?![款项的之第、和至、规所])"),
    _style("comma", rf"(?:(?P<n>{_NUMERAL})、)\s*(?!{_NUMERAL}、)", strong=True),
    _style("comma", rf"(?:(?P<n>{_NUMERAL})[．.])\s*"),
    _style("comma", rf"(?:(?P<n>{_NUMERAL}))[ \u3000]+"),
    _style("bracket", rf"(?:[（(]\s?(?P<n>{_NUMERAL})\s?[）)]、?)\s*", strong=True),
    _style("namely", rf"(?:(?P<n>{_NUMERAL})是)[：:，,]?\s*", runs_in=True),
    _style("must", rf"(?:(?P<n>{_NUMERAL})要)\s*", runs_in=True),
    _style("rank", rf"(?:第(?P<n>{_NUMERAL})[，、,：:])\s*", runs_in=True),
    _style("of_these", rf"(?:其(?P<n>{_NUMERAL})[，、,：:])\s*", runs_in=True),
    _style("arabic", r"(?:(?P<n>\d{1,2}(?:[.．]\d{1,2}){1,3})[.．、]?)\s*(?![\d%％])"),
    _style("arabic", r"(?:(?P<n>\d{1,2})[.．、])\s*(?!\d)"),
    _style("arabic", r"(?:(?P<n>\d{1,2}))[ \u3000]+(?=\D)"),
    _style("arabic_bracket", r"(?:[（(]\s?(?P<n>\d{1,2})\s?[）)]、?)\s*"),
    _style("arabic_half", r"(?:(?P<n>\d{1,2})[）)]、?)\s*"),
    _style("circled", r"(?:(?P<n>[①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳]))\s*"),
)


def _by_first() -> dict[str, tuple[Style, ...]]:
    """The styles by the signs their marks may begin with, so that a text is tried with few of them."""
    found: dict[str, tuple[Style, ...]] = {}
    for style in STYLES:
        for sign in _FIRST_SIGNS[style.name]:
            found[sign] = (*found.get(sign, ()), style)
    return found


_BY_FIRST = _by_first()


def find_mark(text: str) -> Mark | None:
    """The numbering mark a text starts with, if it starts with one."""
    for style in _BY_FIRST.get(text[:1], ()):
        found = style.pattern.match(text)
        if found:
            return Mark(style, _ordinals(found["n"]), found.group().strip(), text[found.end() :])
    return None


def is_provision(mark: Mark | None) -> bool:
    """Whether a mark numbers an article of a regulation (第一条)."""
    return mark is not None and mark.style.name == "article"


def key_of(mark: Mark) -> str:
    """What tells one level from another: the style, and for 1.1 the number of parts."""
    return f"{mark.style.name}{len(mark.ordinals)}"


def in_sequence(marks: Sequence[Mark], position: int) -> bool:
    """Whether the mark stands in a run: its predecessor goes before it, or it is first and 2 follows."""
    mark = marks[position]
    before = marks[max(0, position - _LOOK_BACK) : position]
    after = marks[position + 1 : position + 1 + _LOOK_BACK]
    *parent, last = mark.ordinals
    if last == 0:
        return not parent and _holds(after, mark, (1,))
    if last > 1:
        return _holds(before, mark, (*parent, last - 1))
    if last == 1 and parent and _holds(before, mark, tuple(parent)):
        return True
    return last == 1 and _holds(after, mark, (*parent, 2))


def chinese_number(text: str) -> int:
    """The value of a Chinese numeral up to 999."""
    total, pending = 0, 0
    for char in text:
        if char in "十百":
            total += (pending or 1) * (10 if char == "十" else 100)
            pending = 0
        else:
            pending = _DIGITS.get(char, 0)
    return total + pending


def _ordinals(written: str) -> tuple[int, ...]:
    if written[0] in "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳":
        return (ord(written[0]) - ord("①") + 1,)
    if written[0].isdigit():
        return tuple(int(part) for part in re.split("[.．]", written))
    return (chinese_number(written),)


def _holds(marks: Sequence[Mark], like: Mark, ordinals: tuple[int, ...]) -> bool:
    return any(mark.style.name == like.style.name and mark.ordinals == ordinals for mark in marks)
