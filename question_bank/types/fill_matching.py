"""Whether what was filled in says what was wanted: spelling may differ, numbers and negations may not. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from question_bank.types import measures

_DIGITS = dict(zip("零〇一二三四五六七八九壹贰叁肆伍陆柒捌玖两", (0, *range(10), *range(1, 10), 2), strict=True))
_STEPS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_NUMERAL = re.compile("[" + "".join([*_DIGITS, *_STEPS, *_MYRIADS]) + "]+(?:点[" + "".join(_DIGITS) + "]+)?")
_PER = re.compile(r"(百|千)分之(-?\d+(?:\.\d+)?)")
_DATE = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*[年/-]\s*(\d{1,2})(?!\d)\s*月?(?![-./\d])")
_THOUSANDS = re.compile(r"(?<![\d.])\d{1,3}(?:,\d{3})+(?![\d,])")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_KEPT = "%‰°/<>=≤≥±+²³"
_NEGATIONS = "不未非无勿莫禁否没毋"
_ALIKE = str.maketrans({"—": "-", "–": "-", "－": "-", "−": "-", "～": "~", "〜": "~", "∶": ":", "﹪": "%", "％": "%"})
LEAST_FOR_NEAR = 3
LONG_WORD = 8


class Likeness(StrEnum):
    """What a text is to the accepted ones; a near miss is for a person to judge, never right by itself."""

    RIGHT = "right"
    NEAR = "near"
    WRONG = "wrong"


def likeness(given: str, accepted: Sequence[str]) -> Likeness:
    """The best that holds of a text against any accepted one."""
    said = canonical(given)
    if not said:
        return Likeness.WRONG
    if any(said == canonical(each) for each in accepted):
        return Likeness.RIGHT
    return Likeness.NEAR if any(is_near(said, canonical(each)) for each in accepted) else Likeness.WRONG


@lru_cache(maxsize=4096)
def canonical(text: str) -> str:
    """One spelling for all that mean the same: width, case, spaces, punctuation, numerals, dates, units."""
    plain = unicodedata.normalize("NFKC", text.translate(_ALIKE)).casefold()
    plain = measures.folded_units(_spoken_numbers(plain))
    plain = _THOUSANDS.sub(lambda found: found[0].replace(",", ""), plain)
    plain = _PER.sub(lambda found: found[2] + {"百": "%", "千": "‰"}[found[1]], plain)
    plain = _DATE.sub(lambda found: f"{found[1]}年{int(found[2])}月{int(found[3])}日", plain)
    plain = _MONTH.sub(lambda found: f"{found[1]}年{int(found[2])}月", plain)
    plain = _NUMBER.sub(lambda found: _tidy(found[0]), plain)
    plain = re.sub(r"(?<=\d)\s*(?:-|~|至|到)\s*(?=\d)", "~", plain)
    return _without_signs(plain)


def _spoken_numbers(text: str) -> str:
    """百分之五 keeps its 百: the numeral behind 之 is rewritten, the one before it is not."""
    kept = re.sub("百分之", "\x01", re.sub("千分之", "\x02", text))
    rewritten = _NUMERAL.sub(lambda found: _value(found[0]), kept)
    return rewritten.replace("\x01", "百分之").replace("\x02", "千分之")


def _value(numeral: str) -> str:
    """Digits for a Chinese numeral; the numeral itself where it is no number, as in 千万 or 万一."""
    whole, _point, decimals = numeral.partition("点")
    tail = "." + "".join(str(_DIGITS[each]) for each in decimals) if decimals else ""
    if all(each in _DIGITS for each in whole):
        return "".join(str(_DIGITS[each]) for each in whole) + tail
    value = _composed(whole)
    return numeral if value is None else str(value) + tail


def _composed(whole: str) -> int | None:
    total = section = 0
    pending: int | None = None
    step = 10**9
    for sign in whole:
        if sign in _DIGITS:
            if pending not in (None, 0):
                return None
            pending = _DIGITS[sign]
        elif sign in _STEPS:
            if _STEPS[sign] >= step or (pending is None and sign not in "十拾"):
                return None
            step = _STEPS[sign]
            section, pending = section + (1 if pending is None else pending) * step, None
        elif section + (pending or 0) == 0:
            return None
        else:
            total, section, pending, step = (total + section + (pending or 0)) * _MYRIADS[sign], 0, None, 10**9
    return total + section + (pending or 0)


def _tidy(number: str) -> str:
    """A number without zeros that say nothing; a leading zero stays, because 012 is a code."""
    return number.rstrip("0").rstrip(".") if "." in number else number


def _without_signs(text: str) -> str:
    """Spaces and punctuation go; between two digits something must stay, so that 1、2 is not 12."""
    said = []
    for place, sign in enumerate(text):
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        between = sign in ".~:" and before.isdigit() and after.isdigit()
        minus = sign == "-" and after.isdigit() and not before.isalnum()
        if sign.isalnum() or sign in _KEPT or between or minus:
            said.append(sign)
        elif said and said[-1].isdigit() and re.match(r"\W*\d", text[place:]):
            said.append("|")
    return "".join(said)


def is_near(said: str, wanted: str) -> bool:
    """Whether a person should look: a slip of the pen or another order, with the same numbers, signs and negations.

    Both texts are canonical. A missing unit is near; another unit is not.
    """
    if not wanted or _numbers(said) != _numbers(wanted):
        return False
    if _numbers(wanted) and _only_unit_missing(said, wanted):
        return True
    if measures.units_in(said) != measures.units_in(wanted) or _tally(said, _KEPT) != _tally(wanted, _KEPT):
        return False
    if _tally(said, _NEGATIONS) != _tally(wanted, _NEGATIONS):
        return False
    letters, asked = _NUMBER.sub("", said), _NUMBER.sub("", wanted)
    if max(len(letters), len(asked)) < 2:
        return False
    if Counter(letters) == Counter(asked):
        return True
    slips = 2 if len(wanted) >= LONG_WORD else 1
    return len(wanted) >= LEAST_FOR_NEAR and _distance(said, wanted, slips) <= slips


def _numbers(text: str) -> list[str]:
    return re.findall(r"-?\d+(?:\.\d+)?", text)


def _tally(text: str, signs: str) -> Counter[str]:
    return Counter(each for each in text if each in signs)


def _only_unit_missing(said: str, wanted: str) -> bool:
    shorter, longer = sorted((said, wanted), key=len)
    rest = longer[len(shorter) :]
    return longer.startswith(shorter) and shorter[-1:].isdigit() and 1 <= len(rest) <= 3 and not rest[0].isdigit()


def _distance(one: str, other: str, most: int) -> int:
    """How many characters must be changed, added or taken out; any number above `most` when it is more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    row = list(range(len(other) + 1))
    for place, sign in enumerate(one, start=1):
        corner, row[0] = row[0], place
        for column, facing in enumerate(other, start=1):
            corner, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, corner + (sign != facing))
        if min(row) > most:
            return most + 1
    return row[-1]


def number_in(text: str) -> Decimal | None:
    """The one number a text is, in whatever spelling; None when it is anything else."""
    said = canonical(text)
    return Decimal(said) if re.fullmatch(r"-?\d{1,18}(?:\.\d{1,12})?", said) else None
