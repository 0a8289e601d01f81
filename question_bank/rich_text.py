"""Stems and shared texts as they are shown: plain lines, tables, and pictures of the bank. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from core import markdown

PICTURE = re.compile(r"!\[(?P<alt>[^\[\]\n]{0,400})\]\(picture:(?P<digest>[0-9a-f]{64})\)")
_TABLE = re.compile(r"(?:^\|.*\|[ \t]*(?:\n|$)){2,}", re.MULTILINE)


def rich(text: str, address_of: Callable[[str], str]) -> Markup:
    """A text with its tables and pictures; everything else stands as it was typed.

    Blanks such as ____ and numbers at the start of a line must not turn into markup, so only tables are Markdown.
    """
    parts, last = [], 0
    for table in _TABLE.finditer(text):
        parts += [_with_pictures(text[last : table.start()], address_of), markdown.render(table[0])]
        last = table.end()
    return Markup("").join([*parts, _with_pictures(text[last:], address_of)])


def digests_in(text: str) -> set[str]:
    """The pictures a text shows."""
    return {found["digest"] for found in PICTURE.finditer(text)}


def _with_pictures(text: str, address_of: Callable[[str], str]) -> Markup:
    parts, last = [], 0
    for found in PICTURE.finditer(text):
        picture = Markup('<img class="picture" src="{}" alt="{}">').format(address_of(found["digest"]), found["alt"])
        parts += [escape(text[last : found.start()]), picture]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])
