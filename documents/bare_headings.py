"""Headings without a number: short lines between paragraphs, and words set bold at the head of one."""

import re
from collections.abc import Sequence

from documents.labels import Role
from documents.lines import Line, ends_sentence, has_han, width
from documents.titles import could_be_title

_LONGEST = 48  # columns
_FEWEST = 2


def mark_bare_headings(lines: Sequence[Line], roles: list[Role], full: Sequence[bool]) -> None:
    """Headings without a number, believed when an article shows at least two of them."""
    found = [
        place
        for place in range(1, len(lines) - 1)
        if roles[place] is Role.TEXT and _is_bare_heading(lines, roles, full, place)
    ]
    if len(found) >= _FEWEST:
        for place in found:
            roles[place] = Role.HEADING


def _is_bare_heading(lines: Sequence[Line], roles: Sequence[Role], full: Sequence[bool], place: int) -> bool:
    line, above, below = lines[place], lines[place - 1], lines[place + 1]
    if full[place] or width(line.text) > _LONGEST or not could_be_title(line.text) or not has_han(line.text):
        return False
    if roles[place - 1] in (Role.HEADING, Role.TITLE, Role.AUTHOR):
        opened = line.gap and roles[place - 1] is not Role.HEADING
    else:
        opened = ends_sentence(above.text)
    prose_below = roles[place + 1] is Role.TEXT and (
        full[place + 1] or width(below.text) > _LONGEST or ends_sentence(below.text)
    )
    apart = line.gap or above.text.endswith("。")
    return opened and prose_below and apart and not re.search(r"[，,：:]", line.text)


def mark_leads(lines: Sequence[Line], roles: list[Role]) -> None:
    """Paragraphs that open with words set bold, where a file has several of them."""
    found = [place for place, line in enumerate(lines) if line.lead and roles[place] is Role.TEXT]
    if len(found) >= _FEWEST:
        for place in found:
            roles[place] = Role.HEADING
