"""Units of measure as people write them, and what one is in terms of another. Pure."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

_SPELLINGS = {
    "mm": ("毫米",),
    "cm": ("厘米", "公分"),
    "km": ("千米", "公里"),
    "m": ("米", "公尺"),
    "kg": ("千克", "公斤"),
    "g": ("克",),
    "t": ("吨",),
    "min": ("分钟", "minutes", "minute"),
    "h": ("小时", "hours", "hour"),
    "s": ("秒钟", "秒"),
    "°c": ("摄氏度", "℃"),
    "kv": ("千伏",),
    "v": ("伏特", "伏"),
    "学时": (),
    "课时": (),
    "元": (),
    "天": (),
    "日": (),
    "年": (),
    "月": (),
    "人": (),
    "名": (),
    "%": (),
}
_LENGTHS = {"mm": "0.001", "cm": "0.01", "m": "1", "km": "1000"}
_WEIGHTS = {"g": "0.001", "kg": "1", "t": "1000"}
_TIMES = {"s": "1", "min": "60", "h": "3600"}
_VOLTAGES = {"v": "1", "kv": "1000"}
_FAMILIES = tuple(
    {unit: Decimal(size) for unit, size in each.items()} for each in (_LENGTHS, _WEIGHTS, _TIMES, _VOLTAGES)
)
_CANONICAL = {word: unit for unit, words in _SPELLINGS.items() for word in (unit, *words)}
_WORDS = sorted((word for word in _CANONICAL if not word.isascii()), key=len, reverse=True)
_BEHIND_NUMBER = re.compile(r"(?<=\d)\s*(" + "|".join(map(re.escape, _WORDS)) + ")")
_ALONE = re.compile("千米|公里|毫米|厘米|公分|千克|公斤|分钟|摄氏度|℃")
_UNIT_OF_NUMBER = re.compile(r"(?<=\d)(" + "|".join(map(re.escape, sorted(_CANONICAL, key=len, reverse=True))) + ")")


def folded_units(text: str) -> str:
    """Units in one spelling: 5公里, 5千米 and 5 km; short ones such as 米 only behind a digit."""
    text = _ALONE.sub(lambda found: _CANONICAL[found[0]], text)
    return _BEHIND_NUMBER.sub(lambda found: _CANONICAL[found[1]], text)


def units_in(text: str) -> Counter[str]:
    """The known units that stand behind numbers in a canonical text."""
    return Counter(_CANONICAL[found[1]] for found in _UNIT_OF_NUMBER.finditer(text))


def unit_named(text: str) -> str:
    """The one spelling of a unit; the text itself, in small letters, when it is none we know."""
    word = re.sub(r"\s+", "", text).casefold()
    return _CANONICAL.get(word, word)


def factor(unit: str, wanted: str) -> Decimal | None:
    """What to multiply with to turn `unit` into `wanted`; None when one cannot be turned into the other."""
    given, asked = unit_named(unit), unit_named(wanted)
    if given == asked:
        return Decimal(1)
    family = next((each for each in _FAMILIES if given in each and asked in each), None)
    return family[given] / family[asked] if family else None
