"""Numbers with their units in a sentence, as figures and as Chinese numerals (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = "零一二三四五六七八九"
_NUMERAL = "〇零一二两三四五六七八九十百千万亿"
_UNITS = (
    "个小时|小时|分钟|个工作日|工作日|个自然日|自然日|日|天|个星期|星期|周|个月|周年|周岁|岁|年|学时|课时|次|遍|人|名|项|条|公里|千米|"
    "米|厘米|公顷|平方米|亩|立方米|吨|公斤|千克|元|万元|倍|度|摄氏度|级|点|处|个百分点"
)
FIGURE = re.compile(
    rf"(?P<number>\d{{1,3}}(?:[ ,，]\d{{3}})+(?!\d)|\d+(?:\.\d+)?[万亿]?|[{_NUMERAL}]+)(?P<unit>{_UNITS}|[%％])|百分之(?P<share>[{_NUMERAL}]+)"
)
_NAMED = re.compile(r"[第初\d.]$|中央$")
"""What makes a number an ordinal or the part of a name."""
_DATED = re.compile(r"\d{4}年(?:\d{1,2}月)?\d{0,2}$|\d{1,2}月$")
"""What stands before a figure that is the year, month or day of a date."""
_ONE = re.compile(r"一(?!千|百|十)")
_FREQUENCY = re.compile(
    r"每(?:[日天周月年]|季度|半年|个月|班)[^，。]{0,8}$|不少于$|不得少于$|至少$|超过$|不超过$|超过[^，。]{0,6}$|提前$"
)
_RANK = re.compile(r"(?:风力|火险|等级|危险)[^，。]{0,4}$")
_COUNTING = frozenset(["项", "条", "名", "点", "处", "个方面"])
_NO_MEASURE = re.compile(
    r"[\u3400-\u9fff]?(?:年代|年度|年级|年来|人次|人员|人才|人士|名称|名单|名额|项目|条件|条例|条款|级别|点位|点名|度假|处置|处理|处罚|次序|日常|日期|天然|周边|周期|元素)"
)


@dataclass(frozen=True)
class Figure:
    """A number in a sentence: where it stands, how it is written, what it counts."""

    start: int
    end: int
    number: str
    unit: str

    @property
    def spellings(self) -> list[str]:
        """The number as it is written, and in the other writing."""
        value = value_of(self.number)
        if value is None:
            return list(dict.fromkeys((self.number, re.sub("[ ,，]", "", self.number))))
        ways = [self.number, numeral(value) if self.number.isdigit() else str(value)]
        if value == 2:
            ways += ["两", "二"]
        return [way for way in dict.fromkeys(ways) if way]


def figures(sentence: str) -> Iterator[Figure]:
    """The numbers of a sentence that are worth knowing; none inside quotation marks or names."""
    for found in FIGURE.finditer(sentence):
        if not _is_worth_knowing(sentence, found):
            continue
        if found["share"]:
            yield Figure(found.start("share"), found.end("share"), found["share"], "%")
        else:
            yield Figure(found.start("number"), found.end("number"), found["number"], found["unit"])


def _is_worth_knowing(sentence: str, found: re.Match[str]) -> bool:
    before, after = sentence[: found.start()], sentence[found.start("unit") if found["unit"] else found.end() :]
    quoted = before.count("“") > before.count("”") or before.count("《") > before.count("》")
    if (
        quoted
        or _NAMED.search(before)
        or (found["unit"] == "日" and _DATED.search(before))
        or sentence[found.end() : found.end() + 1] == "“"
    ):
        return False
    if found["unit"] and (_NO_MEASURE.match(after) or (found["unit"] in _COUNTING and _can_be_counted(before))):
        return False
    if found["unit"] == "级" and not _RANK.search(before):
        return False
    return not _ONE.match(found[0]) or bool(_FREQUENCY.search(before))


def _can_be_counted(before: str) -> bool:
    """Tell whether the things a number counts are listed right in front of it."""
    clause = re.split(r"[，：；]", before)[-1]
    return "、" in clause


def value_of(number: str) -> int | None:
    """The value of a whole number in figures or Chinese numerals; None when it is neither."""
    if number.isdigit():
        return int(number)
    total, digit = 0, 0
    for char in number:
        if char in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[char]
            digit = 0
        elif char in "〇零":
            digit = 0
        elif char == "两":
            digit = 2
        elif char in _DIGITS:
            digit = _DIGITS.index(char)
        else:
            return None
    return total + digit


def numeral(value: int) -> str:
    """A whole number below a hundred as a Chinese numeral; empty from a hundred on."""
    if not 0 < value < 100:
        return ""
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")


def written_like(value: int, pattern: str) -> str:
    """A value written as `pattern` is: in figures, or as a numeral with 两 before a measure word."""
    if pattern.isdigit():
        return str(value)
    return "两" if value == 2 else numeral(value)
