"""Markdown: headings by #, soft line breaks, tables by pipes, everything else as text."""

import re

from documents.lines import Line, split_lines
from documents.readers.base import Progress, Script
from documents.readers.plain_text import MOST_TEXT_BYTES, decoded, lines_with_tables

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")


class MarkdownText:
    """A .md file; the signs # of a heading become its depth."""

    name = "markdown"
    extensions = ("md", "markdown")
    is_markup = True
    has_pages = False
    most_bytes = MOST_TEXT_BYTES

    def read(self, raw: bytes, progress: Progress | None = None) -> Script:
        """Return the lines of the text that are not blank, headings with their depth and without #."""
        text = decoded(raw)
        return Script(lines_with_tables(text, [_with_depth(line) for line in split_lines(text)]), text)


def _with_depth(line: Line) -> Line:
    found = _HEADING.match(line.text)
    if not found or not found[2]:
        return line
    return line._replace(text=found[2], depth=len(found[1]))
