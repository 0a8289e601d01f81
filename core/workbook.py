"""Workbooks as people fill them in: the cells of every sheet, with merged cells and hidden rows told."""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from lxml import etree

from core import xml_tree, zips
from core.errors import Invalid
from core.i18n import _

Cell = str | int | float | bool | datetime | None
MOST_COLUMNS = 100
EMPTY_RUN = 1_000
"""Empty rows after which a sheet is taken to have ended."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/spreadsheetml/main}"
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
_DATE_CODE = re.compile(r"[ymdhs年月日时]", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_DAMAGED = (etree.XMLSyntaxError, KeyError, ValueError, TypeError, IndexError, OverflowError)


@dataclass
class Page:
    """One sheet: `rows` from the top, each as long as its last filled cell; rows counted from 0."""

    title: str
    hidden: bool
    rows: list[list[Cell]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """First row, first column, last row and last column of merged cells; only the first holds a value."""
    hidden_rows: set[int] = field(default_factory=set)


def pages(content: bytes, *, most_rows: int = 20_000) -> Iterator[Page]:
    """Yield the sheets of an .xlsx file in their order.

    Raises Invalid with a sentence for a damaged file, or one that holds more than `most_rows` rows.
    """
    package = zips.open_package(content)
    try:
        book = _Book(package)
        for title, path, hidden in book.sheets():
            yield _page(package.read(path), title, hidden, book, most_rows)
    except _DAMAGED as error:
        raise Invalid(
            _("这个 Excel 文件已损坏或不是 .xlsx 格式，请用 Excel 或 WPS 打开后另存为 .xlsx 再试。")
        ) from error


class _Book:
    """What the sheets share: texts and which styles are dates."""

    def __init__(self, package: zips.Package) -> None:
        self._package = package
        self._root = xml_tree.parse(package.read(self._path_of_book()), name="workbook.xml")
        self.texts = self._shared_texts()
        self.dates = self._date_styles()
        self.epoch = datetime(1904, 1, 1) if self._counts_from_1904() else datetime(1899, 12, 30)  # noqa: DTZ001 - a cell has no zone

    def _path_of_book(self) -> str:
        return next((name for name in self._package.names if name.lower() == "xl/workbook.xml"), "xl/workbook.xml")

    def _counts_from_1904(self) -> bool:
        return any(each.get("date1904") in ("1", "true") for each in self._root.iter("{*}workbookPr"))

    def sheets(self) -> Iterator[tuple[str, str, bool]]:
        """Name, path and whether hidden of every sheet with cells."""
        targets = self._targets()
        for sheet in self._root.iter("{*}sheet"):
            key = next((value for name, value in sheet.attrib.items() if name.endswith("}id")), "")
            path = targets.get(key, "")
            if path in self._package and "chartsheets" not in path:
                yield sheet.get("name", ""), path, sheet.get("state", "visible") != "visible"

    def _targets(self) -> dict[str, str]:
        if "xl/_rels/workbook.xml.rels" not in self._package:
            return {}
        root = xml_tree.parse(self._package.read("xl/_rels/workbook.xml.rels"), name="workbook.xml.rels")
        return {each.get("Id", ""): _resolved(each.get("Target", "")) for each in root.iter("{*}Relationship")}

    def _shared_texts(self) -> list[str]:
        path = next((name for name in self._package.names if name.lower() == "xl/sharedstrings.xml"), None)
        if path is None:
            return []
        found = []
        for _event, item in _walk(self._package.read(path), ("si",)):
            found.append(_text_of(item))
            item.clear()
        return found

    def _date_styles(self) -> frozenset[str]:
        if "xl/styles.xml" not in self._package:
            return frozenset()
        root = xml_tree.parse(self._package.read("xl/styles.xml"), name="styles.xml")
        codes = {each.get("numFmtId", ""): each.get("formatCode", "") for each in root.iter("{*}numFmt")}
        styles = next((each for each in root.iter("{*}cellXfs")), ())
        return frozenset(str(place) for place, style in enumerate(styles) if _is_date(style.get("numFmtId", ""), codes))


def _resolved(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))


def _is_date(number: str, codes: dict[str, str]) -> bool:
    if number in codes:
        return bool(_DATE_CODE.search(_QUOTED.sub("", codes[number]).replace("General", "")))
    return number.isdecimal() and int(number) in _DATES


def _walk(content: bytes, names: tuple[str, ...]) -> Any:
    """Elements of these names as they end; entities and document types of strangers are not followed."""
    if b"<!DOCTYPE" in content[:2000] or len(content) > xml_tree.MOST_BYTES:
        raise ValueError
    tags = [space + name for name in names for space in (_MAIN, _STRICT, "")]
    return etree.iterparse(
        io.BytesIO(content), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False,
        huge_tree=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip


def _text_of(item: Any) -> str:
    """A text without the readings that may stand above its characters."""
    parts = [child for child in item if not child.tag.endswith("}rPh")]
    return "".join(
        each.text or "" for part in parts for each in part.iter() if each.tag.endswith("}t") or each.tag == "t"
    )


def _page(content: bytes, title: str, hidden: bool, book: _Book, most_rows: int) -> Page:
    page = Page(title, hidden)
    last_filled = -1
    for _event, element in _walk(content, ("row", "mergeCell")):
        if element.tag.endswith("mergeCell"):
            page.merged.extend(_merged(element.get("ref", "")))
            continue
        place = int(element.get("r") or len(page.rows) + 1) - 1
        cells = _cells(element, book)
        if element.get("hidden") in ("1", "true"):
            page.hidden_rows.add(place)
        element.clear()
        if place < len(page.rows) or (not cells and place - last_filled > EMPTY_RUN):
            continue
        if cells:
            _put(page, place, cells, last_filled, most_rows)
            last_filled = place
    return page


def _put(page: Page, place: int, cells: list[Cell], last_filled: int, most_rows: int) -> None:
    if place - last_filled > EMPTY_RUN and last_filled >= 0:
        return
    if len(page.rows) >= most_rows or place > most_rows + EMPTY_RUN:
        raise Invalid(_("工作表“%(sheet)s”超过 %(limit)s 行，请拆成几个文件。", sheet=page.title, limit=most_rows))
    page.rows.extend([] for _missing in range(place - len(page.rows)))
    page.rows.append(cells)


def _cells(row: Any, book: _Book) -> list[Cell]:
    found: list[Cell] = []
    for cell in row:
        reference = cell.get("r")
        column = _column(reference) if reference else len(found)
        if column >= MOST_COLUMNS:
            break
        value = _value(cell, book)
        if value is not None and column >= len(found):
            found.extend([None] * (column - len(found)))
            found.append(value)
        elif not reference:
            found.append(None)
    while found and found[-1] is None:
        found.pop()
    return found


def _column(reference: str) -> int:
    number = 0
    for character in reference:
        if not character.isalpha():
            break
        number = number * 26 + ord(character.upper()) - 64
    return number - 1


def _value(cell: Any, book: _Book) -> Cell:
    kind, written = cell.get("t", "n"), None
    for child in cell:
        if child.tag.endswith("}v") or child.tag == "v":
            written = child.text
        elif child.tag.endswith("}is"):
            return _text_of(child)
    if written is None:
        return None
    if kind == "s":
        return book.texts[int(written)] or None
    if kind == "n":
        return _number(written, cell.get("s") in book.dates, book.epoch)
    return written == "1" if kind == "b" else str(written)


def _number(written: str, is_date: bool, epoch: datetime) -> Cell:
    if is_date:
        days = float(written)
        return epoch + timedelta(days=round(days * 86_400) / 86_400) if 0 <= days < 2_958_466 else days
    return int(written) if written.isdecimal() else float(written)


def _merged(reference: str) -> Iterator[tuple[int, int, int, int]]:
    found = _REFERENCE.findall(reference)
    if len(found) == 2:
        (left, top), (right, bottom) = found
        yield int(top) - 1, _column(left), int(bottom) - 1, _column(right)
