"""Reads questions from the rows of a table, wherever the table came from."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, time
from typing import Any

from core import jailed
from core.i18n import _
from question_bank.formats import answers, checks, numbers, questions, rows, sections
from question_bank.formats.base import Issue, ReadQuestion, doubt, error
from question_bank.formats.blocks import TEXT, Block, Piece
from question_bank.formats.cells import VOID, cell_at, options_of, text_of
from question_bank.formats.columns import Columns, columns_of, header, is_heading
from question_bank.formats.kinds import kind_named
from question_bank.formats.lines import Line
from question_bank.formats.normalise import folded, shadow
from question_bank.formats.sections import Heading

Cells = list[Any]
_REPORTED = 200
_ERRORS = re.compile(r"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$")


@dataclass
class Grid:
    """A table to read: rows of cells, merged areas (first row and column, last row and column), hidden rows."""

    name: str
    rows: list[Cells]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden: bool = False


def read_tables(sheets: Iterable[tuple[str, list[Cells]]]) -> tuple[list[ReadQuestion], list[str]]:
    """Questions of all sheets and sentences on what was left out; `line` is the row in its sheet."""
    return read_grids(Grid(name, given) for name, given in sheets)


def read_grids(grids: Iterable[Grid]) -> tuple[list[ReadQuestion], list[str]]:
    """Questions of all tables and sentences on what was left out; `line` is the row in its table."""
    found: list[ReadQuestion] = []
    warnings: list[str] = []
    for grid in grids:
        table = _Table(grid, len(found))
        found.extend(table.read())
        warnings.extend(table.warnings)
    found = checks.without_duplicates_unseen([checks.checked(question) for question in found])
    return found, warnings


class _Table:
    """One sheet: its header, the kind in force, the number to come."""

    def __init__(self, grid: Grid, before: int) -> None:
        self.grid = grid
        self.name = grid.name
        self.rows = rows.with_headings_filled(
            [[text_of(cell) for cell in _ended(row)] for row in grid.rows], grid.merged
        )
        self.given = grid.rows
        self.warnings: list[str] = []
        self.opened = sections.heading(Line.of(0, grid.name))
        self.kind = kind_named(grid.name) or (self.opened.kind if self.opened else None)
        self.last_kind = ""
        self.order = before

    def read(self) -> list[ReadQuestion]:
        if not any(any(row) for row in self.rows):
            return []
        columns = header(self.rows)
        if columns is None and self.grid.hidden:
            return []
        if columns is None:
            self._warn(
                _(
                    "工作表“%(sheet)s”里没有找到表头，请在一行里写明“题干、选项A、选项B……、答案”再导入。",
                    sheet=self.name,
                )
            )
            return []
        self._note_unused(columns)
        rows.joined(self.rows, self.grid.merged, columns)
        found = []
        for place in range(columns.row + 1, len(self.rows)):
            if place % _REPORTED == 0:
                jailed.report(place, len(self.rows))
            if question := self._row(place, columns):
                found.append(self._unless_hidden(question, place))
        return found

    def _unless_hidden(self, question: ReadQuestion, place: int) -> ReadQuestion:
        if not self.grid.hidden and place not in self.grid.hidden_rows:
            return question
        return question.with_issues(doubt("row_hidden", line=place + 1))

    def _warn(self, sentence: str) -> None:
        self.warnings.append(sentence)

    def _note_unused(self, columns: Columns) -> None:
        above = [cell for row in self.rows[: columns.row] for cell in row if cell]
        if above:
            self._warn(
                _("工作表“%(sheet)s”表头之上的内容未读入：%(text)s", sheet=self.name, text="／".join(above)[:120])
            )
        if columns.unused:
            self._warn(
                _("工作表“%(sheet)s”里没有用到的列：%(columns)s。", sheet=self.name, columns="、".join(columns.unused))
            )

    def _row(self, place: int, columns: Columns) -> ReadQuestion | None:
        cells = self.rows[place]
        filled = [cell for cell in cells if cell]
        if not filled:
            return None
        if self._repeats_header(cells, place, columns):
            return None
        words = list(dict.fromkeys(cell for cell in filled if not cell.isdecimal()))
        answered = any(cell_at(cells, column) for column in (*columns.answers, *columns.rivals))
        if len(words) == 1 and not (answered or self._is_stem_only(cells, columns)):
            self._lone(words[0], place)
            return None
        self.order += 1
        return self._question(cells, place, columns)

    @staticmethod
    def _repeats_header(cells: list[str], place: int, columns: Columns) -> bool:
        if not is_heading(cell_at(cells, columns.single["stem"])):
            return False
        again = columns_of(cells, place)
        return bool(again and again.known >= columns.known - 1)

    @staticmethod
    def _is_stem_only(cells: list[str], columns: Columns) -> bool:
        stem = cell_at(cells, columns.single["stem"])
        return (
            bool(stem)
            and sections.heading(Line.of(0, stem)) is None
            and len(stem) >= checks.LEAST_STEM
            and bool(re.search(r"[。?？)）_]\s*$", stem))
        )

    def _lone(self, text: str, place: int) -> None:
        """A row with one cell is a heading such as 一、单选题, or a remark."""
        opened = sections.heading(Line.of(place + 1, text))
        kind = opened.kind if opened else kind_named(text)
        if kind:
            self.kind, self.opened = kind, opened
            self.last_kind = ""
        else:
            self._warn(
                _(
                    "工作表“%(sheet)s”第 %(row)d 行“%(text)s”不是题目，未读入。",
                    sheet=self.name,
                    row=place + 1,
                    text=text[:60],
                )
            )

    def _question(self, cells: list[str], place: int, columns: Columns) -> ReadQuestion:
        row = place + 1
        issues = list(self._cell_issues(place, columns))
        kind = self._kind_of_row(cells, columns, issues)
        block = Block(self._number(cells, columns), row, heading=self._heading(row, kind), last_line=row)
        stem = _unnumbered(cell_at(cells, columns.single["stem"]), self.order)
        part = cell_at(cells, columns.single.get("sub_stem"))
        self._fill(block, cells, columns, part or stem)
        texts, odd = options_of(cells, columns)
        issues += odd
        if part:
            issues.append(error("material_part"))
        question = questions.understood_row(block, texts, self.order, self._raw(cells))
        placed = replace(question, sheet=self.name)
        return placed.with_issues(*(replace(issue, line=row) for issue in issues))

    def _heading(self, row: int, kind: str | None) -> Heading:
        """What a heading row or the sheet's name says for the questions below, where they are of its kind."""
        opened = self.opened
        return replace(opened, kind=kind) if opened and opened.kind in (kind, None) else Heading(row, self.name, kind)

    def _number(self, cells: list[str], columns: Columns) -> int:
        written = cell_at(cells, columns.single.get("number"))
        return int(written) if re.fullmatch(r"[0-9]{1,6}", written) and int(written) else self.order

    def _fill(self, block: Block, cells: list[str], columns: Columns, stem: str) -> None:
        values = {
            name: cell_at(cells, columns.single.get(name)) for name in ("explanation", "difficulty", "points", "source")
        }
        values = {name: "" if text in VOID else text for name, text in values.items()}
        values["answer"] = "、".join(_said(cells, columns.answers)) or "".join(_said(cells, columns.rivals)[:1])
        values["topic"] = self._topic(cells, columns)
        for name, text in ((TEXT, stem), *values.items()):
            if text:
                block.pieces.append(Piece(name, block.line, text, shadow(text)))

    def _topic(self, cells: list[str], columns: Columns) -> str:
        parts = [text.strip("/ ") for column in columns.topics if (text := cell_at(cells, column)) and text not in VOID]
        return "/".join(dict.fromkeys(part for part in parts if part))

    def _kind_of_row(self, cells: list[str], columns: Columns, issues: list[Issue]) -> str | None:
        """The row's own word, else what a merged cell above says, else the heading row or the sheet's name."""
        written = cell_at(cells, columns.single.get("kind"))
        if not written or written in VOID:
            return kind_named(self.last_kind) if self.last_kind else self.kind
        kind = kind_named(re.sub(r"[(（].*?[)）]", "", written)) or kind_named(written)
        if kind is None:
            issues.append(error("kind_unknown", text=written, mark=written))
            return self.kind
        self.last_kind = written
        return kind

    def _cell_issues(self, place: int, columns: Columns) -> Iterable[Issue]:
        yield from _rival_issues(self.rows[place], columns)
        used = [*columns.options.values(), *columns.answers, *columns.single.values()]
        for column in used:
            cell = self.given[place][column] if column < len(self.given[place]) else None
            if isinstance(cell, date | time) and column != columns.single.get("number"):
                yield doubt("cell_date", text=text_of(cell), mark=text_of(cell))
            elif isinstance(cell, str) and _ERRORS.match(cell.strip()):
                yield error("cell_error", text=cell.strip(), mark=cell.strip())

    @staticmethod
    def _raw(cells: list[str]) -> str:
        return " | ".join(cells).rstrip(" |")


def _ended(row: Cells) -> Cells:
    """A row without the empty cells at its end."""
    end = len(row)
    while end and row[end - 1] is None:
        end -= 1
    return row[:end]


def _said(cells: list[str], columns: list[int]) -> list[str]:
    return [text for column in columns if (text := cell_at(cells, column)) and text not in VOID]


def _rival_issues(cells: list[str], columns: Columns) -> list[Issue]:
    """Two columns of answers that do not agree: neither is chosen."""
    first, others = "、".join(_said(cells, columns.answers)), _said(cells, columns.rivals)
    different = [text for text in others if first and _meant(text) != _meant(first)]
    return [error("key_conflict", first=first[:30], second=different[0][:30])] if different else []


def _meant(text: str) -> object:
    lettered, truth = answers.letters(text), answers.truth(text)
    if truth:
        return truth.value
    return frozenset(lettered.letters) if lettered and not lettered.glued else folded(text)


def _unnumbered(stem: str, order: int) -> str:
    """A number that is typed before the stem and only counts the rows is dropped."""
    number = numbers.at(shadow(stem))
    if number is None or number.shaky or number.mark or number.value > order:
        return stem
    counts = number.style in ("dot", "titled") and not stem[number.end : number.end + 1].isdecimal()
    return stem[number.end :] if counts or (number.style == "dot" and number.value == order) else stem
