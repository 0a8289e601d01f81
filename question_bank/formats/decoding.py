"""Bytes of a text file to text, telling which encoding it was."""

from __future__ import annotations

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class NotText(ValueError):
    """The bytes are in no encoding Chinese text files come in."""


def decoded(raw: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: utf-8, utf-8-sig, utf-16 or gb18030."""
    for mark, name in _MARKS:
        if raw.startswith(mark):
            return _strictly(raw, name), name
    if b"\x00" in raw:
        raise NotText
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(raw, "gb18030"), "gb18030"


def _strictly(raw: bytes, name: str) -> str:
    try:
        return raw.decode(name)
    except UnicodeDecodeError as error:
        raise NotText from error
