"""Reads questions from the rows of a table, wherever the table came from."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from core.i18n import _
from question_bank.formats import checks, numbers, options, questions, sections
from question_bank.formats.base import Issue, ReadQuestion, doubt, error
from question_bank.formats.blocks import TEXT, Block, Piece
from question_bank.formats.columns import Columns, columns_of, header
from question_bank.formats.kinds import kind_named
from question_bank.formats.lines import Line
from question_bank.formats.normalise import clean, shadow
from question_bank.formats.sections import Heading

Cells = list[Any]
_ERRORS = re.compile(r"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)$")
_VOID = {"", "\\", "/", "-", "--", "—", "——", "N/A", "NULL", "null", "None"}
_SEPARATORS = (
    r"\$;\$",
    r"&&",
    r"@@",
    r"##",
    r"\n+",
    r"[|｜]",
    r"┋",
    r"[;；]+",
    r"\t+",
    r"、\s*(?=[A-H][.、．])",
    r"[,，]",
)
_PREFIX = re.compile(r"^\s*[\[(]?\s*([A-Z])\s*[\])]?\s*(?:[.、:\-—·)]|\s)\s*(?=\S)")
_BRACKETED = re.compile(r"^\s*[\[(]\s*([A-Z])\s*[\])]\s*(?=\S)")


def read_tables(sheets: Iterable[tuple[str, list[Cells]]]) -> tuple[list[ReadQuestion], list[str]]:
    """Questions of all sheets and sentences on what was left out; `line` is the row in its sheet."""
    found: list[ReadQuestion] = []
    warnings: list[str] = []
    for name, rows in sheets:
        table = _Table(name, rows, len(found))
        found.extend(table.read())
        warnings.extend(table.warnings)
    found = checks.without_duplicates_unseen([checks.checked(question) for question in found])
    return found, warnings


class _Table:
    """One sheet: its header, the kind in force, the number to come."""

    def __init__(self, name: str, rows: list[Cells], before: int) -> None:
        self.name = name
        self.rows = [[text_of(cell) for cell in row] for row in rows]
        self.given = rows
        self.warnings: list[str] = []
        self.kind = _kind_of_sheet(name)
        self.last_kind = ""
        self.order = before

    def read(self) -> list[ReadQuestion]:
        if not any(any(row) for row in self.rows):
            return []
        columns = header(self.rows)
        if columns is None:
            self._warn(
                _(
                    "工作表“%(sheet)s”里没有找到表头，请在一行里写明“题干、选项A、选项B……、答案”再导入。",
                    sheet=self.name,
                )
            )
            return []
        self._note_unused(columns)
        return [found for place in range(columns.row + 1, len(self.rows)) if (found := self._row(place, columns))]

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
        again = columns_of(cells, place)
        if again and again.known >= columns.known - 1:
            return None
        words = [cell for cell in filled if not cell.isdecimal()]
        if len(words) == 1 and not self._is_stem_only(cells, columns):
            self._lone(words[0], place)
            return None
        self.order += 1
        return self._question(cells, place, columns)

    @staticmethod
    def _is_stem_only(cells: list[str], columns: Columns) -> bool:
        stem = _cell(cells, columns.single["stem"])
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
            self.kind = kind
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
        block = Block(self._number(cells, columns), row, heading=Heading(row, self.name, kind), last_line=row)
        stem = _unnumbered(_cell(cells, columns.single["stem"]), self.order)
        part = _cell(cells, columns.single.get("sub_stem"))
        self._fill(block, cells, columns, part or stem)
        texts, odd = _options_of(cells, columns)
        issues += odd
        if part:
            issues.append(error("material_part"))
        question = questions.understood_row(block, texts, self.order, self._raw(cells))
        placed = replace(question, sheet=self.name)
        return placed.with_issues(*(replace(issue, line=row) for issue in issues))

    def _number(self, cells: list[str], columns: Columns) -> int:
        written = _cell(cells, columns.single.get("number"))
        return int(written) if re.fullmatch(r"[0-9]{1,6}", written) and int(written) else self.order

    def _fill(self, block: Block, cells: list[str], columns: Columns, stem: str) -> None:
        values = {
            name: _cell(cells, columns.single.get(name)) for name in ("explanation", "difficulty", "points", "source")
        }
        values = {name: "" if text in _VOID else text for name, text in values.items()}
        values["answer"] = "、".join(
            text for column in columns.answers if (text := _cell(cells, column)) and text not in _VOID
        )
        values["topic"] = self._topic(cells, columns)
        for name, text in ((TEXT, stem), *values.items()):
            if text:
                block.pieces.append(Piece(name, block.line, text, shadow(text)))

    def _topic(self, cells: list[str], columns: Columns) -> str:
        parts = [text.strip("/ ") for column in columns.topics if (text := _cell(cells, column)) and text not in _VOID]
        return "/".join(dict.fromkeys(part for part in parts if part))

    def _kind_of_row(self, cells: list[str], columns: Columns, issues: list[Issue]) -> str | None:
        """The row's own word, else what a merged cell above says, else the heading row or the sheet's name."""
        written = _cell(cells, columns.single.get("kind"))
        if not written or written in _VOID:
            return kind_named(self.last_kind) if self.last_kind else self.kind
        kind = kind_named(re.sub(r"[(（].*?[)）]", "", written)) or kind_named(written)
        if kind is None:
            issues.append(error("kind_unknown", text=written, mark=written))
            return self.kind
        self.last_kind = written
        return kind

    def _cell_issues(self, place: int, columns: Columns) -> Iterable[Issue]:
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


def text_of(cell: Any) -> str:
    """A cell as the person who typed it sees it."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell.month}月{cell.day}日" if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return f"{cell.month}月{cell.day}日"
    text = "\n".join(clean(line) for line in re.split(r"\r\n|\r|\n|_x000D_", str(cell)))
    return text.replace("\u00a0", " ").strip(" \t\n\u3000")


def _cell(cells: list[str], column: int | None) -> str:
    return cells[column] if column is not None and column < len(cells) else ""


def _kind_of_sheet(name: str) -> str | None:
    opened = sections.heading(Line.of(0, name))
    return kind_named(name) or (opened.kind if opened else None)


def _unnumbered(stem: str, order: int) -> str:
    """A number that is typed before the stem and only counts the rows is dropped."""
    number = numbers.at(shadow(stem))
    if number and number.style in ("dot", "titled") and number.value == order and not number.shaky:
        return stem[number.end :]
    return stem


# options


def _options_of(cells: list[str], columns: Columns) -> tuple[tuple[str, ...], list[Issue]]:
    if columns.options:
        return _from_columns(cells, columns)
    whole = _cell(cells, columns.single.get("options"))
    return (_from_cell(whole), []) if whole not in _VOID else ((), [])


def _from_columns(cells: list[str], columns: Columns) -> tuple[tuple[str, ...], list[Issue]]:
    texts = [
        "" if (text := _cell(cells, columns.options.get(place))) in _VOID else text
        for place in range(max(columns.options) + 1)
    ]
    while texts and not texts[-1]:
        texts.pop()
    while len(texts) > 2 and texts.count("无") >= 2 and texts[-1] == "无":
        texts.pop()
    stripped, odd = _without_letters(texts)
    if len(texts) == 1 and not columns.single.get("options"):
        several = _from_cell(texts[0])
        return (several, []) if len(several) > 1 else (tuple(stripped), odd)
    return tuple(stripped), odd


def _without_letters(texts: list[str]) -> tuple[list[str], list[Issue]]:
    """Letters typed before the options go when each stands in its own column; one in a wrong place is an error."""
    found = [_PREFIX.match(shadow(text)) or _BRACKETED.match(shadow(text)) for text in texts]
    wanted = [chr(ord("A") + place) for place in range(len(texts))]
    lettered = [(match, letter) for match, letter, text in zip(found, wanted, texts, strict=True) if text]
    if lettered and all(match and match[1] == letter for match, letter in lettered):
        return [text[match.end() :].strip() if match else text for text, match in zip(texts, found, strict=True)], []
    letters = [match[1] for match, _letter in lettered if match]
    if len(letters) >= 2 and len(letters) == len(lettered):
        wrong = next((match[1], letter) for match, letter in lettered if match and match[1] != letter)
        return texts, [error("option_repeated", letter=wrong[0], expected=wrong[1])]
    return texts, []


def _from_cell(whole: str) -> tuple[str, ...]:
    """Options from one cell, whatever stands between them."""
    if listed := _from_json(whole):
        return listed
    splits = [[part.strip() for part in re.split(pattern, whole) if part.strip()] for pattern in _SEPARATORS]
    for parts in splits:
        if len(parts) >= 2 and all(
            match and match[1] == chr(ord("A") + place) for place, match in enumerate(map(_prefix, parts))
        ):
            return options.trimmed([part[match.end() :] for part in parts if (match := _prefix(part))])
    found = options.find(whole, shadow(whole))
    if found and not whole[: found.start].strip() and not found.issues:
        return tuple(text.strip().removesuffix("$;$").rstrip("|｜;；&#") for text in found.texts)
    unlettered = next((parts for parts in splits if len(parts) >= 2), [whole])
    return tuple(unlettered)


def _prefix(text: str) -> re.Match[str] | None:
    return _PREFIX.match(shadow(text)) or _BRACKETED.match(shadow(text))


def _from_json(whole: str) -> tuple[str, ...]:
    if not whole.startswith(("[", "{")):
        return ()
    try:
        listed = json.loads(whole)
    except ValueError:
        return ()
    if isinstance(listed, dict):
        listed = [listed[name] for name in sorted(listed)]
    texts = [each if isinstance(each, str) else "" for each in listed]
    return tuple(texts) if len(texts) >= 2 and all(texts) else ()
