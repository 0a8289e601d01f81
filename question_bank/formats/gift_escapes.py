"""The escapes of GIFT: a backslash before a sign that would cut, and before n for a line break."""

from __future__ import annotations

import re

_SIGNS = "\\:#={}~n"
_BASE = 0xFDD0  # codes that are no characters hold escaped signs while a text is cut
_HIDDEN = {sign: chr(_BASE + place) for place, sign in enumerate(_SIGNS)}
_SHOWN = {ord(mark): "\n" if sign == "n" else sign for sign, mark in _HIDDEN.items()}


def hidden(text: str) -> str:
    """The text with every escaped sign replaced by a mark that cuts nothing."""
    return re.sub(r"\\([\\:#={}~n])", lambda found: _HIDDEN[found[1]], text)


def shown(text: str) -> str:
    """The text with escaped signs as they are meant."""
    return text.translate(_SHOWN)


def escaped(text: str) -> str:
    """The text as GIFT writes it, so that none of its signs cuts anything."""
    return re.sub(r"[\\:#={}~]", lambda found: "\\" + found[0], text).replace("\n", "\\n")
