"""Reads questions from Excel workbooks, one sheet after the other."""

from __future__ import annotations

from core import workbook
from core.i18n import _l
from question_bank.formats.base import Reading
from question_bank.formats.tables import Grid, read_grids

ZIP = b"PK\x03\x04"
MOST_ROWS = 20_000


class Excel:
    """A workbook in .xlsx form, also when it is named .xls."""

    name = "excel"
    label = _l("Excel 表格")
    extensions: tuple[str, ...] = (".xlsx", ".xlsm", ".xls")

    def claims(self, name: str, raw: bytes) -> bool:
        """Whatever is a zip file, and what is named like a workbook."""
        return raw.startswith(ZIP) or name.lower().endswith(self.extensions)

    def read(self, name: str, raw: bytes) -> Reading:
        """Read all sheets; raises Invalid with a sentence when the workbook is damaged or too large."""
        found, warnings = read_grids(
            Grid(page.title, page.rows, page.merged, page.hidden_rows, page.hidden)
            for page in workbook.pages(raw, most_rows=MOST_ROWS)
        )
        return Reading(self.name, "", tuple(found), tuple(warnings))
