"""A report as comma-separated values that Excel opens in Chinese without questions."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Any, BinaryIO

from reports.catalogue.base import Content

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class CsvFile:
    """UTF-8 with a byte-order mark; text that a spreadsheet would run is quoted with an apostrophe."""

    ending = "csv"
    mime = "text/csv; charset=utf-8"

    def write(self, content: Content, heading: str, choices: str, target: BinaryIO) -> None:
        """Write the report to a file that is open for writing bytes."""
        target.write(codecs.BOM_UTF8)
        text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
        writer = csv.writer(text)
        writer.writerow([_harmless(heading)])
        writer.writerow([_harmless(choices)])
        writer.writerow([_harmless(column.heading) for column in content.columns])
        for row in content.rows:
            writer.writerow([_harmless(value) for value in row.values])
        if content.totals is not None:
            writer.writerow([_harmless(value) for value in content.totals])
        text.detach()


def _harmless(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(DANGEROUS):
        return "'" + value
    return "" if value is None else value
