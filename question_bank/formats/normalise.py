"""Text as typed and its shadow: a copy of the same length in which width and bracket shapes no longer differ."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = dict.fromkeys([*range(0x200B, 0x2010), 0x2060, 0xFEFF, 0x00AD, *range(0x09), *range(0x0E, 0x20), 0x7F])
_EXPANDED = {0x2488 + n: f"{n + 1}." for n in range(20)} | {0x2474 + n: f"({n + 1})" for n in range(20)}
_SPACES = "\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_SHADOW = str.maketrans(
    {
        **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
        **dict.fromkeys(_SPACES, " "),
        **dict(zip("【】〖〗〔〕［］『』", "[][][][][]", strict=True)),
        **dict(zip("АВСЕКМНОРТХΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABCEKMHOPTXABEZHIKMNOPTYX", strict=True)),
        **dict(zip("﹒｡﹙﹚﹕︰", ".。()::", strict=True)),
    }
)
_EMPTY_BRACKETS = re.compile(r"[（(﹙]\s*[)）﹚]|〔\s*〕|【\s*】|［\s*］")
_HAN = r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
_WITHIN_HAN = re.compile(rf"(?<={_HAN})\s+(?={_HAN})")
_INSIGNIFICANT = re.compile(r"[\W_]+")
BLANK = "（  ）"
LATELY = 4_000
"""So many texts are remembered: each is looked at by several rules, one soon after the other."""


def clean(text: str) -> str:
    """The text without characters nobody sees, with list numbers such as ⒈ written out."""
    return text.translate(_DROPPED).translate(_EXPANDED)


_SINGLY = re.compile(r"(?<=\S) (?=\S)")
_MARKS = set("√×✓✗对错")


def unspaced(texts: list[str]) -> list[str]:
    """Lines typed with a space behind every character, without those spaces; wider gaps stay."""
    spread = [_is_spread(text) for text in texts]
    every = sum(spread) > sum(bool(text.strip()) for text in texts) / 2
    return [
        _SINGLY.sub("", text) if alone or (every and _is_spread(text, least=4, han=0)) else text
        for text, alone in zip(texts, spread, strict=True)
    ]


def _is_spread(text: str, *, least: int = 8, han: float = 0.5) -> bool:
    words = text.replace("\u3000", "  ").split()
    singly = sum(len(word) == 1 for word in words)
    chinese = sum("\u4e00" <= word[0] <= "\u9fff" and word[0] not in _MARKS for word in words)
    return len(words) >= least and singly >= 0.9 * len(words) and chinese >= han * len(words)


@lru_cache(LATELY)
def shadow(text: str) -> str:
    """A copy of the same length for matching: half-width, plain spaces, one shape of brackets."""
    return text.translate(_SHADOW)


def joined(parts: list[str]) -> str:
    """Wrapped lines as one text: no space between Chinese characters, one between words."""
    text = ""
    for part in (each.strip() for each in parts):
        gap = " " if text and part and _is_word(text[-1]) and _is_word(part[0]) else ""
        text += gap + part
    return text


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character in ",.;:!?%)")


def tidy(text: str) -> str:
    """Spaces that a layout put in are reduced to one, and empty brackets are written one way."""
    text = _EMPTY_BRACKETS.sub("\x00", text.strip())
    text = re.sub(r"[ \t\u00a0\u3000]+", " ", text)
    return text.replace("\x00", BLANK)


@lru_cache(LATELY)
def folded(text: str) -> str:
    """What is left of a text when width, case, spaces and punctuation do not count."""
    bare = _INSIGNIFICANT.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return bare or unicodedata.normalize("NFKC", text).strip()
