"""Reads questions from CSV files and from tables pasted out of a spreadsheet."""

from __future__ import annotations

import csv
import io

from core.errors import Invalid
from core.i18n import _, _l
from question_bank.formats import decoding
from question_bank.formats.base import Reading
from question_bank.formats.columns import SEARCHED_ROWS, header
from question_bank.formats.tables import read_tables

_SEPARATORS = (",", "\t", ";", "，", "|")
MOST_ROWS = 20_000


class Delimited:
    """A table in text form."""

    name = "csv"
    label = _l("CSV 表格")
    extensions: tuple[str, ...] = (".csv", ".tsv")

    def claims(self, name: str, raw: bytes) -> bool:
        """CSV files, and text that starts with a row of headings between tabs."""
        if name.lower().endswith(self.extensions):
            return True
        return b"\t" in raw[:4000] and self._is_pasted_table(raw)

    @staticmethod
    def _is_pasted_table(raw: bytes) -> bool:
        try:
            text, _encoding = decoding.decoded(raw)
        except decoding.NotText:
            return False
        head = [line.split("\t") for line in text.splitlines()[:5]]
        return header(head) is not None

    def read(self, name: str, raw: bytes) -> Reading:
        """Read the rows; raises Invalid when they cannot be told apart, NotText when they are no text."""
        text, encoding = decoding.decoded(raw)
        rows = _rows(text)
        if len(rows) > MOST_ROWS:
            raise Invalid(_("文件超过 %(most)d 行，请拆分后再导入。", most=MOST_ROWS), field="file")
        found, warnings = read_tables([(name or _("粘贴的表格"), [list(row) for row in rows])])
        return Reading(self.name, encoding, tuple(found), tuple(warnings))


def _rows(text: str) -> list[list[str]]:
    """The rows under the separator that makes the best header."""
    tried = [
        (separator, _parsed("\n".join(text.splitlines()[: SEARCHED_ROWS * 3]), separator)) for separator in _SEPARATORS
    ]
    best = max(tried, key=lambda pair: found.known if (found := header(pair[1])) else 0)
    return _parsed(text, best[0])


def _parsed(text: str, separator: str) -> list[list[str]]:
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise Invalid(_("这个表格文件的格式有误，请用 Excel 打开后另存为 .xlsx 再导入。"), field="file") from error
