"""What a report can become: a page (the templates) or a file."""

from __future__ import annotations

from reports.outputs.csv_file import CsvFile
from reports.outputs.xlsx_file import XlsxFile

ALL = (XlsxFile(), CsvFile())
BY_ENDING = {output.ending: output for output in ALL}
