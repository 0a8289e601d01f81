"""The checklists that stand in the text of a handbook (pure)."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_ITEMS = 60
LONGEST_ITEM = 200
TITLE = re.compile(r"##+ +清单[：:]\s*(.+?)\s*")
ITEM = re.compile(r"\s*[-*] +\[[ xX]\] +(.+?)\s*")


@dataclass(frozen=True)
class ChecklistText:
    """A checklist: its title and its items in order."""

    title: str
    items: tuple[str, ...]


def checklists_in(body: str) -> list[ChecklistText]:
    """Return the checklists of a text: each `## 清单：…` with the `- [ ]` lines below it, up to the next heading."""
    found: list[ChecklistText] = []
    title = ""
    items: list[str] = []
    for line in [*body.split("\n"), "## "]:
        if line.startswith("#"):
            if title and items:
                found.append(ChecklistText(title[:120], tuple(items[:MOST_ITEMS])))
            heading = TITLE.fullmatch(line)
            title, items = (heading[1] if heading else ""), []
        elif title and (item := ITEM.fullmatch(line)):
            items.append(item[1][:LONGEST_ITEM])
    return found
