"""Several papers in one file whose keys stand together at the end: each paper is read with the key that bears its name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from question_bank.formats import keys
from question_bank.formats.lines import Line

_COUNT = r"[A-D甲乙丙丁一二三四五六七八九十1-9]"
_NAME = (
    rf"(?:第\s*(?P<set>{_COUNT})\s*套\s*(?:试\s*[卷题]|题|卷)?|(?P<before>[A-D甲乙丙丁])\s*卷|"
    rf"(?:试\s*[卷题]|模拟\s*[卷题]|练习\s*[卷题])\s*[(]?\s*(?P<behind>{_COUNT})\s*[)]?(?![A-Za-z0-9般]))"
)
_TITLE = re.compile(rf"^[^()\d、:。?_]{{0,24}}?[(]?\s*{_NAME}\s*[)]?[^。?:_]{{0,8}}$")
_KEY = re.compile(
    rf"^\s*[(\[]?\s*{_NAME}\s*[)\]]?\s*(?:的\s*)?(?P<said>(?:参考|标准|正确)?\s*答案)?\s*[)\]]?\s*(?P<colon>[:、.])?\s*"
)
_LONGEST = 40


@dataclass(frozen=True)
class _Named:
    """A line that names a paper, or the key of one; its answers begin at `end`."""

    place: int
    name: str
    end: int


def papers(every: Sequence[Line]) -> list[list[Line]]:
    """The papers of a file, each with its own key behind it; the file as it is where they cannot be told for certain."""
    start = next((place for place, line in enumerate(every) if _begins_keys(line)), None)
    if start is None:
        return [list(every)]
    titles = [found for place in range(start) if (found := _title(every, place))]
    named = [found for place in range(start, len(every)) if (found := _key(every, place))]
    if not _are_sure(every, titles, named, start):
        return [list(every)]
    ends = {one.name: other.place for one, other in pairwise(titles)} | {titles[-1].name: start}
    stops = {one.name: other.place for one, other in pairwise(named)}
    parted: list[list[Line]] = []
    for number, title in enumerate(titles):
        key = next(each for each in named if each.name == title.name)
        asked = every[title.place if number else 0 : ends[title.name]]
        parted.append([*asked, *_answers(every, key, stops.get(key.name, len(every)))])
    return parted


def _begins_keys(line: Line) -> bool:
    if len(line.shadow) > _LONGEST * 10 or "答" not in line.shadow:
        return False
    found = _KEY.match(line.shadow)
    return keys.is_heading(line) or bool(found and found["said"])


def _title(every: Sequence[Line], place: int) -> _Named | None:
    plain = every[place].shadow.strip()
    found = _TITLE.match(plain) if len(plain) <= _LONGEST and "答" not in plain else None
    return _Named(place, _name(found), 0) if found else None


def _key(every: Sequence[Line], place: int) -> _Named | None:
    """A line below the head of the keys that names a paper and goes on with nothing or with answers."""
    line = every[place]
    found = _KEY.match(line.shadow)
    if not found:
        return None
    rest = line.shadow[found.end() :].strip()
    is_sure = bool(found["said"] or found["colon"] or not rest)
    return _Named(place, _name(found), found.end()) if is_sure else None


def _name(found: re.Match[str]) -> str:
    return str(found["set"] or found["before"] or found["behind"])


def _are_sure(every: Sequence[Line], titles: list[_Named], named: list[_Named], start: int) -> bool:
    """Whether every paper has one name of its own and one key of that name, and nothing else stands between."""
    names, keyed = [each.name for each in titles], [each.name for each in named]
    if len(names) < 2 or len(set(names)) < len(names) or sorted(names) != sorted(keyed):
        return False
    between = every[start : named[0].place]
    return all(line.is_blank or keys.is_heading(line) for line in between)


def _answers(every: Sequence[Line], key: _Named, stop: int) -> list[Line]:
    """The lines of a paper's key below a heading of the plain sort."""
    first = every[key.place]
    rest = first.part(key.end)
    return [Line.of(first.number, "参考答案"), *([] if rest.is_blank else [rest]), *every[key.place + 1 : stop]]
