"""The matrix every statistic starts from: who answered what to which item, and how right it was."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import Invalid
from core.i18n import _

MOST_PERSONS = 200_000
MOST_ITEMS = 1_000
EMPTY = frozenset({"", ".", "-", "—", "NA", "N/A", "na", "null", "缺", "未答"})
_LETTERS = re.compile(r"[A-Za-z](?:[\s,、;；]*[A-Za-z])*")
_NUMBER = re.compile(r"[01](?:\.0+)?|0?\.\d+")


@dataclass(frozen=True)
class Responses:
    """Persons in rows, items in columns.

    `shares` says how right each answer is, 0 to 1; NaN where the item was not put to the person.
    `chosen` holds what was chosen (letters), None for an omission; empty where only the shares are known.
    """

    items: tuple[str, ...]
    shares: NDArray[np.float64]
    chosen: tuple[tuple[str | None, ...], ...] = ()
    keys: tuple[str, ...] = ()
    seconds: NDArray[np.float64] | None = None

    @property
    def persons(self) -> int:
        """Return the number of persons."""
        return int(self.shares.shape[0])

    @property
    def is_dichotomous(self) -> bool:
        """Tell whether every answer is wholly right or wholly wrong."""
        known = self.shares[~np.isnan(self.shares)]
        return bool(np.all((known == 0) | (known == 1)))


def read_responses(text: str, key_text: str = "") -> Responses:
    """Read a response matrix from CSV: rows are persons, columns items, cells 0/1 or option letters.

    A first row of names and a first column of person numbers are recognised. With letters a key is needed:
    the second CSV, either one row of letters under the same names or rows `item,key`. An empty cell is an
    omission and counts as wrong. Raises Invalid with row and column where a cell cannot be understood.
    """
    rows = _rows(text)
    names, body, first_row = _header(rows, _named(key_text))
    names, body = _without_person_column(names, body)
    if not names or not body:
        raise Invalid(_("作答数据是空的：每行一人，每列一题。"))
    _ensure_even(names, body, first_row)
    keys = _keys(key_text, names) if key_text.strip() else ()
    if keys:
        return _from_letters(names, body, keys, first_row)
    return Responses(tuple(names), _from_marks(names, body, first_row))


def _rows(text: str) -> list[list[str]]:
    sample = text[:4000]
    delimiter = max(",\t;", key=sample.count)
    rows = [
        [cell.strip() for cell in row] for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter)
    ]
    rows = [row for row in rows if any(row)]
    if len(rows) > MOST_PERSONS + 1:
        raise Invalid(_("作答数据超过 %(limit)s 行，请分批分析。", limit=MOST_PERSONS))
    if rows and max(map(len, rows)) > MOST_ITEMS + 1:
        raise Invalid(_("作答数据超过 %(limit)s 列，请分批分析。", limit=MOST_ITEMS))
    return rows


def _is_answer(cell: str) -> bool:
    return cell in EMPTY or bool(_NUMBER.fullmatch(cell)) or bool(_LETTERS.fullmatch(cell) and len(cell) <= 8)


def _named(key_text: str) -> frozenset[str]:
    """The names a key file may give to items: its first column and its first row."""
    rows = _rows(key_text)
    return frozenset([row[0] for row in rows if len(row) == 2] + (rows[0] if len(rows) > 1 else []))


def _header(rows: list[list[str]], named: frozenset[str]) -> tuple[list[str], list[list[str]], int]:
    """Names, the rows below, and the number of the first of them in the file."""
    if not rows:
        return [], [], 1
    first = rows[0]
    if len(rows) > 1 and set(first[1:] or first) <= named:
        return first, rows[1:], 2
    if len(rows) > 1 and not all(_is_answer(cell) for cell in first[1:] or first):
        return first, rows[1:], 2
    if len(rows) > 1 and _is_letter_header(first, rows[1:]):
        return first, rows[1:], 2
    return [str(place) for place in range(1, len(first) + 1)], rows, 1


def _is_letter_header(first: list[str], below: list[list[str]]) -> bool:
    """Whether the first row holds no mark while most of what stands below does."""
    cells = [cell for row in below[:50] for cell in row]
    marks = sum(cell in EMPTY or bool(_NUMBER.fullmatch(cell)) for cell in cells)
    return 2 * marks >= len(cells) > 0 and not any(_NUMBER.fullmatch(cell) for cell in first[1:])


def _without_person_column(names: list[str], body: list[list[str]]) -> tuple[list[str], list[list[str]]]:
    """Drop a first column that tells people apart instead of answers."""
    firsts = [row[0] for row in body if row]
    looks_named = re.fullmatch(
        r"(?i)id|person|no\.?|name|student|考号|工号|姓名|编号|学号|序号|人员", names[0] if names else ""
    )
    are_answers = all(_is_answer(cell) for cell in firsts)
    if looks_named or not are_answers:
        return names[1:], [row[1:] for row in body]
    return names, body


def _ensure_even(names: list[str], body: list[list[str]], first_row: int) -> None:
    for place, row in enumerate(body):
        if len(row) != len(names):
            raise Invalid(
                _(
                    "第 %(row)s 行有 %(found)s 列，应为 %(wanted)s 列；请检查是否缺列或多出分隔符。",
                    row=place + first_row,
                    found=len(row),
                    wanted=len(names),
                )
            )


def _from_marks(names: list[str], body: list[list[str]], first_row: int) -> NDArray[np.float64]:
    shares = np.zeros((len(body), len(names)))
    for place, row in enumerate(body):
        for column, cell in enumerate(row):
            if cell in EMPTY:
                continue
            if not _NUMBER.fullmatch(cell):
                raise Invalid(
                    _(
                        "第 %(row)s 行“%(item)s”列的“%(cell)s”不是 0/1；若是选项字母，请同时给出答案文件。",
                        row=place + first_row,
                        item=names[column],
                        cell=cell[:20],
                    )
                )
            shares[place, column] = float(cell)
    return shares


def _keys(text: str, names: list[str]) -> tuple[str, ...]:
    rows = _rows(text)
    pairs = {row[0]: row[1] for row in rows if len(row) == 2}
    if set(names) <= set(pairs):
        found = [pairs[name] for name in names]
    else:
        lines = [row for row in rows if all(_LETTERS.fullmatch(cell) for cell in row[-len(names) :]) and row != names]
        found = lines[-1][-len(names) :] if lines else []
    if len(found) != len(names):
        raise Invalid(
            _(
                "答案文件与作答数据对不上：需要 %(wanted)s 题的答案，找到 %(found)s 题。",
                wanted=len(names),
                found=len(found),
            )
        )
    return tuple(_letters(each) for each in found)


def _letters(cell: str) -> str:
    return "".join(sorted(set(re.sub(r"[^A-Za-z]", "", cell).upper())))


def _from_letters(names: list[str], body: list[list[str]], keys: tuple[str, ...], first_row: int) -> Responses:
    chosen: list[tuple[str | None, ...]] = []
    for place, row in enumerate(body):
        for column, cell in enumerate(row):
            if cell not in EMPTY and not _LETTERS.fullmatch(cell):
                raise Invalid(
                    _(
                        "第 %(row)s 行“%(item)s”列的“%(cell)s”不是选项字母，请检查。",
                        row=place + first_row,
                        item=names[column],
                        cell=cell[:20],
                    )
                )
        chosen.append(tuple(None if cell in EMPTY else _letters(cell) for cell in row))
    shares = np.array([[float(cell == key) for cell, key in zip(row, keys, strict=True)] for row in chosen])
    return Responses(tuple(names), shares, tuple(chosen), keys)
