"""Markdown: headings by #, soft line breaks, everything else as text."""

import re
from dataclasses import replace

from documents.lines import Line, split_lines

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")


class MarkdownText:
    """A .md file; the signs # of a heading become its depth."""

    name = "markdown"
    extensions = ("md", "markdown")
    is_markup = True
    example = "# 林区防火值班要点\n\n●周远\n\n## 一、值班前的准备\n\n检查电台和灭火机具。\n"

    def lines(self, text: str) -> list[Line]:
        """The lines of the text that are not blank, headings with their depth and without #."""
        return [_with_depth(line) for line in split_lines(text)]


def _with_depth(line: Line) -> Line:
    found = _HEADING.match(line.text)
    if not found or not found[2]:
        return line
    return replace(line, text=found[2], depth=len(found[1]))
