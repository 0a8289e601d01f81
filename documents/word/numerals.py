"""Numbers written as Word's automatic numbering writes them."""

from __future__ import annotations

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_FORMAL = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_MOST = 32_767


def numeral(value: int, style: str) -> str:
    """Return a number in one of Word's number formats; plain digits for a format nobody knows."""
    if not 0 <= value <= _MOST:
        return str(value)
    return _WRITERS.get(style, str)(value)


def chinese(value: int) -> str:
    """Return a number as it is counted: 十二, 一百零三."""
    return _counted(value, "零" + _DIGITS[1:], "十百千", "万", short_ten=True)


def circled(value: int) -> str:
    """Return a number in a circle, in brackets where there is no such sign."""
    for first, last, sign in ((1, 20, "①"), (21, 35, "㉑"), (36, 50, "㊱")):
        if first <= value <= last:
            return chr(ord(sign) + value - first)
    return f"({value})"


def _counted(value: int, digits: str, units: str, myriad: str, *, short_ten: bool = False) -> str:
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        tail = "" if not low else ("零" if low < 1000 else "") + _counted(low, digits, units, myriad)
        return _counted(high, digits, units, myriad) + myriad + tail
    text, gap = "", False
    for place, figure in enumerate(reversed(str(value))):
        if figure == "0":
            gap = bool(text)
            continue
        unit = units[place - 1] if place else ""
        text = digits[int(figure)] + unit + (digits[0] if gap else "") + text
        gap = False
    return (text[1:] if short_ten and 10 <= value < 20 else text) or digits[0]


def _digit_by_digit(value: int) -> str:
    return "".join(_DIGITS[int(figure)] for figure in str(value))


def _letters(value: int) -> str:
    return chr(ord("a") + (value - 1) % 26) * min((value - 1) // 26 + 1, 30) if value else ""


def _roman(value: int) -> str:
    text = ""
    for worth, sign in _ROMAN:
        text += sign * (value // worth)
        value %= worth
    return text


def _full_width(value: int) -> str:
    return "".join(chr(ord("０") + int(figure)) for figure in str(value))


def _from(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value else ""


def _within(first: str, most: int, otherwise: Callable[[int], str]) -> Callable[[int], str]:
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= most else otherwise(value)


def _ordinal(value: int) -> str:
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_WRITERS: dict[str, Callable[[int], str]] = {
    "none": lambda _value: "",
    "bullet": lambda _value: "",
    "upperLetter": lambda value: _letters(value).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda value: _roman(value).lower(),
    "decimalZero": lambda value: f"{value:02d}",
    "ordinal": _ordinal,
    "numberInDash": lambda value: f"- {value} -",
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "koreanCounting": chinese,
    "ideographDigital": _digit_by_digit,
    "taiwaneseDigital": _digit_by_digit,
    "japaneseDigitalTenThousand": _digit_by_digit,
    "koreanDigital": _digit_by_digit,
    "chineseLegalSimplified": lambda value: _counted(value, _FORMAL, "拾佰仟", "万"),
    "ideographLegalTraditional": lambda value: _counted(value, "零壹貳參肆伍陸柒捌玖", "拾佰仟", "萬"),
    "japaneseLegal": lambda value: _counted(value, "零壱弐参四五六七八九", "拾百阡", "萬"),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": circled,
    "decimalEnclosedCircleChinese": circled,
    "decimalEnclosedFullstop": _within("⒈", 20, lambda value: f"{value}."),
    "decimalEnclosedParen": _within("⑴", 20, lambda value: f"({value})"),
    "ideographEnclosedCircle": _within("㊀", 10, chinese),
    "ideographParenthesized": _within("㈠", 10, lambda value: f"（{chinese(value)}）"),
}  # fmt: skip
