"""Closed lists in a sentence: 同部署、同落实、同考核, or 时间、地点和结果三项 (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_LIST = re.compile(
    r"(?P<items>[\u3400-\u9fff“”]{2,16}(?:、[\u3400-\u9fff“”]{2,12})+(?:[和与及]|以及)?[\u3400-\u9fff“”]{0,16})"
)
_JOINT = re.compile(r"、|以及|[和与及](?=[\u3400-\u9fff“”]{2})")
_COUNT = re.compile(
    r"(?P<number>[两二三四五六七八九十])(?P<unit>个方面|方面|项内容|项工作|项措施|项原则|项制度|项|个环节|个维度|种形式|类|大|点)"
)
_NUMBERS = "一二三四五六七八九十"
_BEHIND_LISTS = frozenset(
    {"原则", "机制", "要求", "制度", "模式", "标准", "方面", "工作", "理念", "体系", "方针", "行动", "责任", "格局"}
)
_LONGEST_REST = 2
FEWEST = 3
LONGEST_ITEM = 8


@dataclass(frozen=True)
class ListedItem:
    """One item of a closed list in a sentence."""

    start: int
    end: int
    text: str
    whole: tuple[str, ...]
    """All items in the order of the sentence."""
    bond: str
    """What ties the list together: the character all items share, or the count behind them."""


def listed_items(sentence: str) -> Iterator[ListedItem]:
    """Items that can be blanked without doubt about where they begin and end."""
    for found in _LIST.finditer(sentence):
        spans = _spans(sentence, found.start("items"), found.end("items"))
        if len(spans) >= FEWEST and not _is_open(sentence, spans):
            yield from _bound_items(sentence, spans)


def _spans(sentence: str, start: int, end: int) -> list[tuple[int, int]]:
    spans, place = [], start
    for joint in _JOINT.finditer(sentence, start, end):
        spans.append((place, joint.start()))
        place = joint.end()
    spans.append((place, end))
    return spans


def _is_open(sentence: str, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a list ends in 等: what else belongs to it nobody can know."""
    return "等" in sentence[spans[-1][0] : spans[-1][1] + 1]


def _bound_items(sentence: str, spans: list[tuple[int, int]]) -> Iterator[ListedItem]:
    words = [sentence[start:end] for start, end in spans]
    inner = words[1:-1]
    counted = _COUNT.search(words[-1])
    if _shares_opening(words):
        opening = inner[0][0]
        length = len(inner[0])
        first = words[0][words[0].rfind(opening) :]
        texts = [first, *inner, _last(words[-1], length)]
        if len({len(text) for text in texts[:-1]}) == 1:
            yield from _each(spans[1:-1], inner, texts, f"{opening}…")
    elif _shares_ending(words):
        ending = inner[0][-1]
        texts = [_first(words[0], inner), *inner, words[-1][: words[-1].index(ending, 1) + 1]]
        yield from _each(spans[1:-1], inner, texts, f"…{ending}")
    elif counted and _NUMBERS.find(counted["number"]) + 1 == len(words):
        texts = [_first(words[0], inner), *inner, words[-1][: counted.start()]]
        yield from _each(spans[1:-1], inner, texts, counted[0])


def _first(word: str, inner: list[str]) -> str:
    """The first item without the words that lead to the list, as far as its neighbours tell its length."""
    return word[-max(len(each) for each in inner) :]


def _last(word: str, length: int) -> str:
    """The last item without the words behind the list; one or two characters more that name nothing belong to it."""
    behind = word[length:]
    return (
        word
        if 0 < len(behind) <= _LONGEST_REST and behind not in _BEHIND_LISTS and behind[0] not in "的等和与为是"
        else word[:length]
    )


def _shares_opening(words: list[str]) -> bool:
    opening = words[1][0]
    return all(word.startswith(opening) for word in words[1:]) and opening in words[0] and len(words[1]) <= 4


def _shares_ending(words: list[str]) -> bool:
    ending = words[1][-1]
    inner = words[1:-1]
    return (
        all(word.endswith(ending) for word in (words[0], *inner))
        and ending in words[-1][1 : LONGEST_ITEM + 1]
        and all(len(word) <= LONGEST_ITEM for word in inner)
        and len(set(inner)) == len(inner)
    )


def _each(spans: list[tuple[int, int]], inner: list[str], texts: list[str], bond: str) -> Iterator[ListedItem]:
    for (start, end), text in zip(spans, inner, strict=True):
        if 2 <= len(text) <= LONGEST_ITEM:
            yield ListedItem(start, end, text, tuple(texts), bond)
