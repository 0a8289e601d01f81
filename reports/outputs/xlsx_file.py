"""A report as an Excel workbook with real types, the filters in its head and a totals row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from core.i18n import _
from core.xlsx import Column, Sheet, write_workbook
from reports.catalogue.base import Content

KINDS = {"share": "percent", "word": "text"}


class XlsxFile:
    """Excel, written row by row so that memory stays bounded."""

    ending = "xlsx"
    mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def write(self, content: Content, heading: str, choices: str, target: BinaryIO) -> None:
        """Write the report to a file that is open for writing bytes."""
        columns = [
            Column(column.heading, KINDS.get(column.kind, column.kind), column.width) for column in content.columns
        ]
        notes = [choices, *content.notes]
        sheet = Sheet(_("报表"), columns, _values(content), notes, content.totals, heading)
        write_workbook([sheet], target)


def _values(content: Content) -> Iterator[tuple[Any, ...]]:
    for row in content.rows:
        yield row.values
