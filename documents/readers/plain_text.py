"""Plain text: each line as it stands, tables set with tabs or drawn lines as tables."""

from __future__ import annotations

import re

from core.errors import Invalid
from core.i18n import _
from documents.encodings import decode_text
from documents.lines import Line, split_lines
from documents.memory import collector_at_rest
from documents.readers.base import Progress, Script
from documents.tables import cells_in, is_border, with_tables

_TABLE_SIGNS = re.compile("[\t|│┃║]|(?<=\\S)(?: {3,}|\u3000{2,})(?=\\S)")
_WIDE_GAPS = (re.compile("   (?<=\\S   ) *(?=\\S)"), re.compile("\u3000\u3000(?<=\\S\u3000\u3000)\u3000*(?=\\S)"))
"""The gaps of the signs above, beginning with what stands still, so that they are found fast in a long text."""
MOST_TEXT_BYTES = 5 * 2**20


class PlainText:
    """A .txt file, often copied out of a printed page with its hard line breaks."""

    name = "text"
    extensions = ("txt", "text")
    is_markup = False
    has_pages = False
    most_bytes = MOST_TEXT_BYTES

    def read(self, raw: bytes, progress: Progress | None = None) -> Script:
        """Return the lines of the text that are not blank."""
        with collector_at_rest():
            text = decoded(raw)
            return Script(lines_with_tables(text, split_lines(text)), text)


def decoded(raw: bytes) -> str:
    """Return the text of a file, or raise Invalid when it is none."""
    text = decode_text(raw)
    if text is None:
        raise Invalid(_("这个文件不是可识别的文本，请用 UTF-8 编码另存为 .txt 后重试。"))
    return text


def lines_with_tables(text: str, lines: list[Line]) -> list[Line]:
    """Return the lines with those that are rows of a table joined."""
    if not _has_table_signs(text):
        return lines
    kept = [line for line in lines if not is_border(line.text)]
    tabbed = {
        place: cells
        for place, line in enumerate(kept)
        if (line.found or _TABLE_SIGNS.search(line.text)) and (cells := cells_in(line.found or line.text))
    }
    return with_tables(kept, tabbed) if tabbed else lines


def _has_table_signs(text: str) -> bool:
    return any(sign in text for sign in "\t|│┃║") or any(gap.search(text) for gap in _WIDE_GAPS)
