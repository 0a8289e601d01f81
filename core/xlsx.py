"""Excel workbooks: reading strange ones safely, writing our own with real types."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
import xlsxwriter
from openpyxl.utils.exceptions import InvalidFileException

from core.clock import local
from core.errors import Invalid
from core.i18n import _
from core.zips import ensure_sound_zip

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Column:
    """One column of a sheet: heading, what it holds, and its width in characters.

    `kind` is one of text, number, decimal, percent (0..1), date, instant.
    """

    heading: str
    kind: str = "text"
    width: int = 14
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A sheet to write: title, lines above the table, columns, rows and an optional totals row."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[Any]]
    notes: Sequence[str] = ()
    totals: Sequence[Any] | None = None
    heading: str = ""


def read_sheets(content: bytes, *, max_rows: int = 20_000, max_columns: int = 100) -> Iterator[tuple[str, list[Row]]]:
    """Yield (sheet name, rows) of a workbook; cells are str, int, float, bool, datetime or None.

    Raises Invalid with a sentence for a file that is not a sound xlsx workbook, or that holds more
    than `max_rows` rows. Columns past `max_columns` are ignored. Hidden rows are read, too.
    """
    ensure_sound_zip(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            yield sheet.title, _capped_rows(sheet, max_rows, max_columns)
    except (InvalidFileException, KeyError, ValueError, TypeError, ParseError, zipfile.BadZipFile, AttributeError,
            IndexError, OSError, EOFError) as error:  # fmt: skip
        raise Invalid(
            _("这个 Excel 文件已损坏或不是 .xlsx 格式，请用 Excel 或 WPS 打开后另存为 .xlsx 再试。")
        ) from error


def _capped_rows(sheet: Any, max_rows: int, max_columns: int) -> list[Row]:
    rows: list[Row] = []
    empty_run = 0
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True, max_col=max_columns):
        if all(cell is None for cell in row):
            empty_run += 1
            if empty_run > 1_000:
                break
        else:
            empty_run = 0
        rows.append(row)
        if len(rows) > max_rows:
            raise Invalid(_("工作表“%(sheet)s”超过 %(limit)s 行，请拆成几个文件。", sheet=sheet.title, limit=max_rows))
    while rows and all(cell is None for cell in rows[-1]):
        rows.pop()
    return rows


def write_workbook(sheets: Sequence[Sheet], target: BinaryIO | None = None) -> bytes:
    """Write sheets as an xlsx workbook to `target` (or return its bytes); text is never a formula."""
    buffer = target or io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "in_memory": False,
        "remove_timezone": True,
    }
    book = xlsxwriter.Workbook(buffer, options)
    formats = _formats(book)
    for sheet in sheets:
        _write_sheet(book.add_worksheet(sheet.title[:31]), sheet, formats)
    book.close()
    return b"" if target is not None else buffer.getvalue()  # type: ignore[attr-defined]


def _formats(book: xlsxwriter.Workbook) -> dict[str, Any]:
    line = {"bottom": 1, "bottom_color": "#E7E3DE"}
    numbers = {
        "text": {},
        "number": {"num_format": "0"},
        "decimal": {"num_format": "0.00"},
        "percent": {"num_format": "0.0%"},
        "date": {"num_format": "yyyy-mm-dd"},
        "instant": {"num_format": "yyyy-mm-dd hh:mm"},
    }
    made = {name: book.add_format({**line, **number}) for name, number in numbers.items()}
    made |= {f"total {name}": book.add_format({"bold": True, "top": 1, **number}) for name, number in numbers.items()}
    made["heading"] = book.add_format({"bold": True, "bg_color": "#F7F5F2", "bottom": 1, "text_wrap": True})
    made["title"] = book.add_format({"bold": True, "font_size": 16})
    made["note"] = book.add_format({"font_color": "#57534E"})
    return made


def _write_sheet(page: Any, sheet: Sheet, formats: dict[str, Any]) -> None:
    for index, column in enumerate(sheet.columns):
        page.set_column(index, index, column.width)
    line = 0
    if sheet.heading:
        page.write_string(line, 0, sheet.heading, formats["title"])
        line += 1
    for note in sheet.notes:
        page.write_string(line, 0, note, formats["note"])
        line += 1
    top = line
    for index, column in enumerate(sheet.columns):
        page.write_string(line, index, column.heading, formats["heading"])
        if column.choices:
            page.data_validation(line + 1, index, 20_000, index, {"validate": "list", "source": list(column.choices)})
    page.freeze_panes(top + 1, 0)
    for row in sheet.rows:
        line += 1
        _write_row(page, line, sheet.columns, row, formats, "")
    if sheet.totals is not None:
        _write_row(page, line + 1, sheet.columns, sheet.totals, formats, "total ")
    page.repeat_rows(top)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _write_row(
    page: Any, line: int, columns: Sequence[Column], row: Sequence[Any], formats: dict[str, Any], prefix: str
) -> None:
    for index, (column, value) in enumerate(zip(columns, row, strict=True)):
        style = formats[prefix + column.kind]
        if value is None or value == "":
            page.write_blank(line, index, None, style)
        elif isinstance(value, (bool, str)):
            page.write_string(line, index, str(value), style)
        elif isinstance(value, datetime):
            page.write_datetime(line, index, local(value).replace(tzinfo=None), style)
        elif isinstance(value, date):
            page.write_datetime(line, index, datetime(value.year, value.month, value.day), style)  # noqa: DTZ001 - a cell has no zone
        else:
            page.write_number(line, index, value, style)
