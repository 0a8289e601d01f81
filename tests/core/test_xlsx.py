"""Workbooks: text stays text, broken and hostile files are explained."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest

from core.errors import Invalid
from core.xlsx import Column, Sheet, read_sheets, write_workbook
from core.zips import ensure_sound_zip

COLUMNS = (Column("姓名"), Column("学时", "decimal"), Column("日期", "date"), Column("时间", "instant"))


def sheet(*rows: tuple[object, ...]) -> Sheet:
    return Sheet("名册", COLUMNS, rows)


def cells(content: bytes) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


def test_values_keep_their_types() -> None:
    moment = datetime(2026, 6, 1, 0, 30, tzinfo=UTC)

    content = write_workbook([sheet(("安立", 1.5, date(2026, 6, 1), moment))])

    assert cells(content)[1] == ("安立", 1.5, datetime(2026, 6, 1), datetime(2026, 6, 1, 8, 30))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "http://example.test", "0012"])
def test_text_never_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    content = write_workbook([sheet((text, None, None, None))])

    cell = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert cell.value == text
    assert cell.data_type == "s"
    assert cell.hyperlink is None


def test_what_is_written_can_be_read_back() -> None:
    content = write_workbook([sheet(("安立", 2, None, None))])

    ((name, rows),) = list(read_sheets(content))

    assert name == "名册"
    assert rows[1][:2] == ("安立", 2)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0 an old xls", b"hello"])
def test_what_is_no_workbook_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Invalid, match="xlsx"):
        list(read_sheets(content))


def test_a_zip_without_a_workbook_is_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("hello.txt", "hello")

    with pytest.raises(Invalid, match="损坏"):
        list(read_sheets(buffer.getvalue()))


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (30 * 2**20))

    with pytest.raises(Invalid, match="压缩比"):
        ensure_sound_zip(buffer.getvalue())


def test_too_many_rows_are_refused_by_name() -> None:
    content = write_workbook([sheet(*[("安", 1, None, None)] * 12)])

    with pytest.raises(Invalid, match="超过 10 行"):
        list(read_sheets(content, max_rows=10))
