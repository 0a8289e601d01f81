"""The checklists that stand in the text of a handbook (pure)."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

MOST_ITEMS = 60
LONGEST_ITEM = 200
TITLE = re.compile(r"##+ +清单[：:]\s*(.+?)\s*")
HEADING = re.compile(r"#{1,6} +(.+?)\s*")
ITEM = re.compile(r"\s*[-*] +\[[ xX]\] +(.+?)\s*")


@dataclass(frozen=True)
class ChecklistText:
    """A checklist: its title and its items in order."""

    title: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class TextSection:
    """A heading of a text with what stands below it, in the shape in which versions are compared."""

    slug: str
    title: str
    body: str
    key_points: str = ""
    minutes: int = 0


def sections_in(body: str) -> list[TextSection]:
    """Return the text by its headings; a heading that comes back is told apart by its number."""
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in body.split("\n"):
        if heading := HEADING.fullmatch(line):
            parts.append((heading[1], []))
        else:
            parts[-1][1].append(line)
    seen: Counter[str] = Counter()
    found = []
    for title, lines in parts:
        text = "\n".join(lines).strip()
        if title or text:
            seen[title] += 1
            found.append(TextSection(f"{title}#{seen[title]}", title, text))
    return found


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
