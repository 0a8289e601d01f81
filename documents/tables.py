"""Tables as paragraphs of their own, written in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.lines import Line, has_han

_RULE_CELL = "(?::?-{3,}:?|:-+:?|-+:)"
_RULE_ROW = re.compile(rf"\|?\s*{_RULE_CELL}\s*(?:\|\s*{_RULE_CELL}\s*)*\|?")
_BORDER = re.compile(r"[\s┌┬┐├┼┤└┴┘─━═╔╦╗╠╬╣╚╩╝+\-=|]+")
_BORDER_STARTS = frozenset("┌┬┐├┼┤└┴┘─━═╔╦╗╠╬╣╚╩╝|:- +=")
_WIDE_GAP = re.compile(r"\t+| {3,}|\u3000{2,}")
_FEWEST_ROWS = 2
_LONGEST_CELL = 60  # characters, beyond which words set far apart are no row of a table


def table_text(rows: Sequence[Sequence[str]]) -> str:
    """Return rows of cells as a Markdown table; its first row becomes the head."""
    width = max((len(row) for row in rows), default=0)
    filled = [[_cell(text) for text in row] + [""] * (width - len(row)) for row in rows]
    written = [f"| {' | '.join(row)} |" for row in filled]
    return "\n".join([*written[:1], "|" + " --- |" * width, *written[1:]])


def is_table(text: str) -> bool:
    """Tell whether a paragraph is a table."""
    first, _break, rest = text.partition("\n")
    return first.startswith("|") and bool(_RULE_ROW.fullmatch(rest.partition("\n")[0]))


def table_rows(text: str) -> list[list[str]]:
    """Return the cells of a table paragraph, the head first."""
    lines = text.split("\n")
    return [_cells(line) for place, line in enumerate(lines) if place != 1]


def with_tables(lines: Sequence[Line], tabbed: dict[int, list[str]]) -> list[Line]:
    """Join the lines that are rows of one table; `tabbed` holds the cells of a line by its place."""
    found: list[Line] = []
    place = 0
    while place < len(lines):
        stop = place
        while (
            stop < len(lines) and stop in tabbed and (stop == place or not lines[stop].page or _goes_on(tabbed, stop))
        ):
            stop += 1
        rows = [tabbed[spot] for spot in range(place, stop)]
        if _is_grid(rows):
            found.append(lines[place]._replace(text=table_text(rows), table=True, firm=True))
            place = stop
        else:
            found += lines[place : max(stop, place + 1)]
            place = max(stop, place + 1)
    return found


def cells_in(text: str) -> list[str] | None:
    """Return the cells a line of plain text is set in, by tabs, pipes or wide gaps; None when it is one piece."""
    bare = text.strip()
    if bare.startswith(("|", "│", "┃", "║")) and bare[-1:] in "|│┃║":
        return _cells(re.sub("[│┃║]", "|", bare))
    cells = [cell.strip() for cell in _WIDE_GAP.split(bare)]
    if len(cells) < 2 or max(map(len, cells)) > _LONGEST_CELL:
        return None
    return cells if "\t" in bare or len(cells) > 2 else None


def is_border(text: str) -> bool:
    """Tell whether a line draws the edge of a table or parts its head from its rows."""
    if text[:1] not in _BORDER_STARTS:
        return False
    drawn = bool(_BORDER.fullmatch(text)) and any(sign in text for sign in "┌├└┼╔╠╚╬")
    return drawn or ("|" in text and bool(_RULE_ROW.fullmatch(text.strip())))


def _goes_on(tabbed: dict[int, list[str]], place: int) -> bool:
    return len(tabbed[place]) == len(tabbed[place - 1])


def _is_grid(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows make a table: at least two, with about as many cells, not all of them names or single signs."""
    if len(rows) < _FEWEST_ROWS:
        return False
    widths = [len(row) for row in rows]
    usual = max(set(widths), key=widths.count)
    if usual < 2 or widths.count(usual) * 2 < len(widths):
        return False
    texts = [cell for row in rows for cell in row if cell]
    single = sum(len(cell) == 1 and has_han(cell) for cell in texts)
    return single * 2 < len(texts)


def _cell(text: str) -> str:
    return " ".join(text.replace("|", "｜").split())


def _cells(line: str) -> list[str]:
    bare = line.strip()
    bare = bare[1:] if bare.startswith("|") else bare
    bare = bare[:-1] if bare.endswith("|") else bare
    return [cell.strip() for cell in bare.split("|")]
