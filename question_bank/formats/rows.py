"""Rows of a table before they are understood: merged cells, headings in two rows, options on rows of their own."""

from __future__ import annotations

from collections.abc import Iterable

from question_bank.formats.columns import SEARCHED_ROWS, Columns, is_heading

Merged = tuple[int, int, int, int]
_TALLEST_HEADING = 3


def with_headings_filled(rows: list[list[str]], merged: Iterable[Merged]) -> list[list[str]]:
    """Rows in which a heading merged over two rows stands in both, so that the lower one names every column."""
    for top, left, bottom, _right in merged:
        text = _at(rows, top, left)
        if top < SEARCHED_ROWS and 0 < bottom - top < _TALLEST_HEADING and text and is_heading(text):
            for place in range(top + 1, min(bottom + 1, len(rows))):
                _set(rows[place], left, text)
    return rows


def joined(rows: list[list[str]], merged: Iterable[Merged], columns: Columns) -> list[list[str]]:
    """Rows that make one question, put together in the first of them; the others are left empty.

    They are one where the stem is merged over them, or where only the options go on below a stem.
    """
    for top, left, bottom, right in merged:
        if top <= columns.row or bottom <= top:
            continue
        if left <= columns.single["stem"] <= right:
            _join(rows, top, min(bottom, len(rows) - 1))
        elif left in columns.repeating:
            for place in range(top + 1, min(bottom + 1, len(rows))):
                if any(rows[place]):
                    _set(rows[place], left, _at(rows, top, left))
    _join_listed_options(rows, columns)
    return rows


def _join_listed_options(rows: list[list[str]], columns: Columns) -> None:
    """Options one a row in their column, with a stem on the first row alone or repeated on each."""
    column = columns.single.get("options")
    if column is None:
        return
    stem = columns.single["stem"]
    first = -1
    for place in range(columns.row + 1, len(rows)):
        row = rows[place]
        goes_on = first >= 0 and bool(_cell(row, column)) and _is_rest(rows[first], row, column, stem)
        if goes_on:
            _join(rows, first, place)
        elif any(row):
            first = place if _cell(row, stem) and _cell(row, column) else -1


def _is_rest(first: list[str], row: list[str], column: int, stem: int) -> bool:
    """Whether a row says nothing but one more option of the question above it."""
    said = {place: cell for place, cell in enumerate(row) if cell and place != column}
    if not said:
        return True
    return _cell(first, stem) == said.get(stem) and all(_cell(first, place) == cell for place, cell in said.items())


def _join(rows: list[list[str]], top: int, bottom: int) -> None:
    for place in range(top + 1, bottom + 1):
        for column, text in enumerate(rows[place]):
            before = _cell(rows[top], column)
            if text and text != before:
                _set(rows[top], column, f"{before}\n{text}" if before else text)
        rows[place] = []


def _cell(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _at(rows: list[list[str]], place: int, column: int) -> str:
    return _cell(rows[place], column) if place < len(rows) else ""


def _set(row: list[str], column: int, text: str) -> None:
    row.extend("" for _missing in range(column + 1 - len(row)))
    row[column] = text
