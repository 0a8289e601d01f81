"""Signs that Word files hold as places in a symbol font, and signs that are drawn by a field."""

from __future__ import annotations

import re

from documents.word.numerals import circled

_PRIVATE = 0xF000
_UNKNOWN = "□"
_WINGDINGS = {
    0x4A: "☺", 0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x73: "⬧", 0x75: "◆", 0x76: "❖", 0x77: "◆",
    0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xAB: "★", 0xB2: "☆", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓",
    0xF0: "⇨", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑", 0x21: "✏", 0x22: "✂", 0x28: "☎", 0x2A: "✉", 0x46: "☞",
    **{0x81 + step: chr(ord("①") + step) for step in range(10)},
    **{0x8C + step: chr(ord("①") + step) for step in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "□", 0x97: "●", 0x99: "○",
    **{0x6A + step: chr(ord("①") + step) for step in range(10)}}  # fmt: skip
_SYMBOL = {
    0xB7: "•", 0xB4: "×", 0xB8: "÷", 0xB1: "±", 0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xA5: "∞", 0xB0: "°",
    0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xDE: "⇒", 0xD7: "·", 0xD6: "√", 0xE5: "∑", 0xB2: "″", 0xA2: "′",
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}
_RING = re.compile(r"\s*eq\s*\\o.*?\(\s*(?:\\s\\(?:up|do)\s*\d*\s*\(?)?\s*[○◯〇□△◇]\s*\)?\s*[,，;；]\s*(?P<sign>[^()（），,\s]{1,3})", re.IGNORECASE)  # fmt: skip


def symbol(font: str, code: str) -> str:
    """Return the character for a place in a symbol font, □ where there is none."""
    try:
        value = int(code, 16)
    except ValueError:
        return _UNKNOWN
    known = _FONTS.get(font.lower().strip())
    if known is None and not 0xE000 <= value <= 0xF8FF and 0x20 <= value < 0x110000 and not 0xD800 <= value < 0xE000:
        return chr(value)
    place = value - _PRIVATE if value >= _PRIVATE else value
    return (known or {}).get(place) or (chr(place) if 0x20 <= place < 0x7F and known is _SYMBOL else _UNKNOWN)


def ringed(instruction: str) -> str:
    """Return the sign that a field draws in a ring (带圈字符), empty when the field does something else."""
    found = _RING.match(instruction)
    if not found:
        return ""
    sign = found["sign"]
    return circled(int(sign)) if sign.isascii() and sign.isdigit() else sign
