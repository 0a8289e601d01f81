"""One text for each blank of a fill-in question, out of an answer that holds them all."""

from __future__ import annotations

import re

from question_bank.formats.normalise import shadow

_NUMBERED = re.compile(r"\s*(?:\(\d+\)|\d+\s*[.、)](?!\d)|[①-⑩])\s*")
_BRACKETED = re.compile(r"[(]([^()]+)[)]")
_PARTED = (r"[;；|\n]+", r"[;；|、\n]+", r"[;；|、,，\n]+", r"[;；|、,，\s]+")


def blank_parts(text: str, blanks: int) -> list[str]:
    """One text a blank: ；| between blanks first, then 、, and spaces only while they make the count right."""
    inside = [text[found.start(1) : found.end(1)].strip() for found in _BRACKETED.finditer(shadow(text))]
    if len(inside) == blanks and not _BRACKETED.sub("", shadow(text)).strip(" 、,;，；。"):
        return inside
    numbered = _NUMBERED.split(shadow(text))
    if numbered and not numbered[0].strip() and len(numbered) - 1 == blanks:
        return [part.strip(" ;；,，") for part in numbered[1:]]
    if blanks == 1 and not re.search(r"[^;；|\s][;；|][^;；|\s]", text):
        return [text.strip().rstrip("。;；,，").rstrip()]
    parts = [text]
    for pattern in _PARTED:
        parts = [part.strip() for part in re.split(pattern, text.strip().rstrip("。;；")) if part.strip()]
        if len(parts) == blanks:
            return parts
    return parts
