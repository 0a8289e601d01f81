"""From bytes to text: which encoding a Chinese text file was saved in."""

import codecs
import unicodedata
from collections import Counter
from collections.abc import Callable
from functools import lru_cache

_SAMPLE = 1500
_DRAWN = 0xA9  # first byte of the signs with which tables are drawn
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def decode_text(raw: bytes) -> str | None:
    """The text of a file in UTF-8, UTF-16 or GB18030, or None when it is no such text.

    A byte-order mark is believed; without one the encodings are tried from the strictest on,
    and a result that does not look like writing is not accepted.
    """
    for mark, encoding in _BYTE_ORDER_MARKS:
        if raw.startswith(mark):
            return _accepted(raw[len(mark) :], encoding, _is_writing)
    if b"\0" in raw:
        return _accepted(raw, _likelier_utf16(raw), _is_plausible)
    # GBK is GB18030 without its rare characters of four bytes, and is read half as quickly again.
    likely = (("utf-8", _is_writing), ("gbk", _is_plausible), ("gb18030", _is_plausible))
    return next((text for name, test in likely if (text := _accepted(raw, name, test)) is not None), None)


def _accepted(raw: bytes, encoding: str, test: Callable[[str], bool]) -> str | None:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(raw)  # forgives a cut last character
    except UnicodeDecodeError:
        return None
    return text if test(text) else None


def _likelier_utf16(raw: bytes) -> str:
    """Byte order by where the line breaks and blanks of the text have their empty byte."""
    little = raw[1::2][:_SAMPLE].count(0)
    big = raw[0::2][:_SAMPLE].count(0)
    return "utf-16-le" if little >= big else "utf-16-be"


def _is_writing(text: str) -> bool:
    """Whether hardly any character is a control character or stands for nothing."""
    return _is_sound(Counter(text[:_SAMPLE]))


def _is_sound(sample: Counter[str]) -> bool:
    strange = sum(count for char, count in sample.items() if _is_strange(char))
    return strange * 100 <= sample.total()


@lru_cache(maxsize=10_000)
def _is_strange(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") and char not in "\t\n\r\f"


def _is_plausible(text: str) -> bool:
    """Whether the text is writing and mostly of ASCII, Chinese marks and everyday characters."""
    sample = Counter(text[:_SAMPLE])
    shown = [(char, count) for char, count in sample.items() if not char.isspace()]
    everyday = sum(count for char, count in shown if _is_everyday(char))
    return _is_sound(sample) and everyday * 100 >= sum(count for _char, count in shown) * 80


@lru_cache(maxsize=10_000)
def _is_everyday(char: str) -> bool:
    if char.isascii() or char in "“”‘’—…·●":
        return True
    try:
        lead = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xA1 <= lead <= 0xA3 or lead == _DRAWN or 0xB0 <= lead <= 0xD7
