"""Stems and shared texts as they are shown: plain lines, tables, and pictures of the bank. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup, escape

from core import markdown

PICTURE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,400})\]\(picture:(?P<digest>[0-9a-f]{64})\)")
_BLANK = re.compile(r"_{4,}")
_PLACE = "\ue000"  # stands for a blank while the text around it is made ready; nobody types it
_BRACKETS = re.compile(r"[（(][ \t\u00a0\u3000]+[）)]")
_TABLE = re.compile(r"(?:^\|.*\|[ \t]*(?:\n|$)){2,}", re.MULTILINE)
_CLOSING = re.compile(r"^[，。、；：？！）》〉」』】〕”’…%％‰℃,.;:?!)\]]+")
_OPENING = re.compile(r"[（《〈「『【〔“‘(\[]+$")


@dataclass(frozen=True)
class Piece:
    """What stands between two blanks: signs that hold to the blank before, the text, signs that hold to the next."""

    close: Markup
    text: Markup
    open: Markup


def rich(text: str, address_of: Callable[[str], str]) -> Markup:
    """A text with its tables and pictures; everything else stands as it was typed.

    Blanks such as ____ and numbers at the start of a line must not turn into markup, so only tables are Markdown.
    """
    parts, last = [], 0
    for table in _TABLE.finditer(text):
        parts += [_with_pictures(text[last : table.start()], address_of), markdown.render(table[0])]
        last = table.end()
    return Markup("").join([*parts, _with_pictures(text[last:], address_of)])


def around_blanks(text: str, count: int, address_of: Callable[[str], str]) -> list[Piece]:
    """What stands before, between and behind the blanks of a text, shown as `rich` does; empty unless it has `count`."""
    parts, last = [], 0
    for found in PICTURE.finditer(text):  # what describes a picture is no place to write into
        parts += [_with_places(text[last : found.start()]), found[0].replace(_PLACE, "")]
        last = found.end()
    shown = rich("".join([*parts, _with_places(text[last:])]), address_of)
    texts = str(shown).split(_PLACE)
    if not count or len(texts) != count + 1:
        return []
    return [_piece(each, first=place == 0, last=place == count) for place, each in enumerate(texts)]


def _piece(text: str, *, first: bool, last: bool) -> Piece:
    """A piece of what `rich` escaped; a line never begins with the signs behind a blank, nor ends with those before."""
    closing, opening = None if first else _CLOSING.search(text), None if last else _OPENING.search(text)
    close = closing[0] if closing else ""
    rest = text[len(close) :]
    opens = opening[0] if opening and len(opening[0]) <= len(rest) else ""
    rest = rest[: len(rest) - len(opens)]
    return Piece(Markup(close), Markup(rest), Markup(opens))  # noqa: S704 -- parts of what rich() escaped


def _with_places(text: str) -> str:
    return _BLANK.sub(_PLACE, text.replace(_PLACE, ""))


def digests_in(text: str) -> set[str]:
    """The pictures a text shows."""
    return {found["digest"] for found in PICTURE.finditer(text)}


def _with_pictures(text: str, address_of: Callable[[str], str]) -> Markup:
    parts, last = [], 0
    for found in PICTURE.finditer(text):
        picture = Markup('<img class="picture" src="{}" alt="{}">').format(address_of(found["digest"]), found["alt"])
        parts += [_with_brackets(text[last : found.start()]), picture]
        last = found.end()
    return Markup("").join([*parts, _with_brackets(text[last:])])


def _with_brackets(text: str) -> Markup:
    """The text escaped; empty brackets to write into keep their width and never break over lines."""
    parts, last = [], 0
    for found in _BRACKETS.finditer(text):
        parts += [escape(text[last : found.start()]), Markup('<span class="gap">{}</span>').format(found[0])]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])
