"""Reading a roster workbook into rows of text, and rows of text into people; knows no database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from accounts.roster.columns import BY_NAME, REQUIRED, fields_by_heading, normal
from core.errors import Invalid
from core.forms import clean_text
from core.i18n import _
from core.xlsx import read_sheets

HEADING_WITHIN = 15
"""Lines at the top of a sheet among which the headings are looked for."""
LONGEST_CELL = 200
MAX_ROWS = 20_000


@dataclass(frozen=True)
class Reading:
    """A roster as it stands in the file: headings, which field each column holds, lines of text cells."""

    sheet: str
    headings: tuple[str, ...]
    columns: tuple[str | None, ...]
    lines: tuple[tuple[int, tuple[str, ...]], ...]

    @property
    def ignored(self) -> list[str]:
        """Return the headings of the columns that nobody asked for."""
        return [heading for heading, name in zip(self.headings, self.columns, strict=True) if heading and name is None]

    def dumped(self) -> str:
        """Return the reading as text to keep between preview and confirmation."""
        return json.dumps([self.sheet, self.headings, self.columns, self.lines], ensure_ascii=False)


def loaded(text: str) -> Reading:
    """Return the reading that `dumped` wrote."""
    sheet, headings, columns, lines = json.loads(text)
    return Reading(sheet, tuple(headings), tuple(columns), tuple((line, tuple(cells)) for line, cells in lines))


@dataclass(frozen=True)
class Fault:
    """What is wrong with one cell: the field's name, and a sentence."""

    column: str
    sentence: str


@dataclass
class RosterRow:
    """One person of the file: the line in the sheet, the values by field, and what is wrong."""

    line: int
    values: dict[str, Any]
    faults: list[Fault] = field(default_factory=list)

    @property
    def staff_no(self) -> str:
        """Return the staff number, or an empty text."""
        return str(self.values.get("staff_no", ""))


def read_roster(content: bytes) -> Reading:
    """Read the first sheet that has the headings of a roster; raise Invalid when none has."""
    for sheet, rows in read_sheets(content, max_rows=MAX_ROWS, max_columns=40):
        place = _heading_line(rows)
        if place is not None:
            return _reading(sheet, rows, place)
    raise Invalid(_("没有找到“工号”和“姓名”两列的表头，请使用下载的模板，或检查表头文字。"), field="file")


def _heading_line(rows: Sequence[tuple[Any, ...]]) -> int | None:
    known = fields_by_heading()
    for place, row in enumerate(rows[:HEADING_WITHIN]):
        names = {known[key].name for cell in row if (key := normal(cell_text(cell))) in known}
        if names.issuperset(REQUIRED):
            return place
    return None


def _reading(sheet: str, rows: Sequence[tuple[Any, ...]], place: int) -> Reading:
    known = fields_by_heading()
    headings = _without_blank_end([cell_text(cell) for cell in rows[place]])
    columns = tuple(known[key].name if (key := normal(heading)) in known else None for heading in headings)
    named = [name for name in columns if name]
    for name in named:
        if named.count(name) > 1:
            raise Invalid(
                _("“%(heading)s”一列出现了两次，请删去一列再上传。", heading=BY_NAME[name].heading), field="file"
            )
    lines = []
    for number, row in enumerate(rows[place + 1 :], start=place + 2):
        cells = tuple(cell_text(cell) for cell in row[: len(headings)])
        if any(cells):
            lines.append((number, cells + ("",) * (len(headings) - len(cells))))
    if not lines:
        raise Invalid(_("表头下面没有任何学员，请填写后再上传。"), field="file")
    return Reading(sheet, headings, columns, tuple(lines))


def _without_blank_end(headings: list[str]) -> tuple[str, ...]:
    while headings and not headings[-1]:
        headings.pop()
    return tuple(headings)


def cell_text(cell: Any) -> str:
    """Return a cell as clean text: whole numbers without .0, dates as 2026-06-01."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (datetime, date)):
        return cell.strftime("%Y-%m-%d")
    return clean_text(str(cell)).replace("\n", " ")[:LONGEST_CELL]


def parse_rows(reading: Reading, now: datetime) -> list[RosterRow]:
    """Return the people of a reading, each with the faults that show without looking anything up."""
    rows = [_parse_row(reading.columns, line, cells, now) for line, cells in reading.lines]
    _mark_duplicates(rows)
    return rows


def _parse_row(columns: Sequence[str | None], line: int, cells: Sequence[str], now: datetime) -> RosterRow:
    row = RosterRow(line, {})
    for name, cell in zip(columns, cells, strict=True):
        if name is not None:
            value, sentence = BY_NAME[name].parse(cell, now)
            row.values[name] = value
            if sentence:
                row.faults.append(Fault(name, sentence))
    return row


def _mark_duplicates(rows: Sequence[RosterRow]) -> None:
    lines: dict[str, list[int]] = {}
    for row in rows:
        if row.staff_no:
            lines.setdefault(row.staff_no, []).append(row.line)
    for row in rows:
        if len(lines.get(row.staff_no, ())) > 1:
            places = "、".join(str(line) for line in lines[row.staff_no])
            sentence = _("工号“%(staff_no)s”在第 %(lines)s 行重复出现。", staff_no=row.staff_no, lines=places)
            row.faults.append(Fault("staff_no", sentence))
