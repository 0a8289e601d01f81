"""Cutting and joining the text of draft lessons along its blocks (pure)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from core.errors import Invalid
from core.i18n import _

_HEADING = re.compile(r"#{2,4}\s+(.+)")
LONGEST_LABEL = 30


def blocks(body: str) -> list[str]:
    """The blocks of a Markdown text: what stands between blank lines; a fenced block stays whole."""
    found: list[str] = []
    fenced = False
    for part in re.split(r"\n\s*\n", body.strip()):
        if fenced:
            found[-1] += "\n\n" + part
        elif part.strip():
            found.append(part)
        if part.count("```") % 2:
            fenced = not fenced
    return found


def labels(body: str) -> list[tuple[int, str]]:
    """Where a text can be cut: the number of each block but the first, with its first words."""
    return [(place, _label(block)) for place, block in enumerate(blocks(body)) if place]


def _label(block: str) -> str:
    words = re.sub(r"[#>*`|_\\]+", "", block).strip().replace("\n", " ")
    return words[:LONGEST_LABEL] + ("…" if len(words) > LONGEST_LABEL else "")


def cut(body: str, at: int) -> tuple[str, str]:
    """The text before the block `at`, and from it on; refuses a place that leaves one side empty."""
    parts = blocks(body)
    if not 0 < at < len(parts):
        raise Invalid(_("请在正文中间选择拆分的位置，前后两课都要有内容。"), field="at")
    return "\n\n".join(parts[:at]), "\n\n".join(parts[at:])


def title_of(body: str, otherwise: str) -> str:
    """The first heading of a text, or another title where it has none."""
    for block in blocks(body)[:1]:
        found = _HEADING.match(block)
        if found:
            return found[1].replace("\\", "").strip()[:120]
    return otherwise[:120]


def taken_out(body: str, paragraph: str) -> tuple[str, str] | None:
    """The text without the block that says a paragraph of the source word for word, and that block; None without one."""
    wanted = _letters(paragraph)
    parts = blocks(body)
    place = next((place for place, block in enumerate(parts) if wanted and _letters(block) == wanted), None)
    if place is None:
        return None
    return "\n\n".join(parts[:place] + parts[place + 1 :]), parts[place]


def belongs_to_second(paragraph: str, first: str, second: str) -> bool:
    """Tell whether a paragraph of the source is found only in the second part."""
    probe = _letters(paragraph)[:24]
    return bool(probe) and probe in _letters(second) and probe not in _letters(first)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)


def merged_lines(parts: Sequence[str], most: int) -> str:
    """Lines of several texts, each once, at most so many."""
    lines = [line.strip() for part in parts for line in part.split("\n") if line.strip()]
    return "\n".join(list(dict.fromkeys(lines))[:most])
