"""The lines of a document as they were found: number, text, indent, and whether a gap stood before."""

import re
from enum import StrEnum
from functools import lru_cache
from itertools import chain, compress, count, repeat
from operator import not_
from typing import NamedTuple

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇"
SENTENCE_ENDS = "。！？!?…"
CLOSING_MARKS = "”’」』》〉）)】〕］]"

_BREAKS = re.compile("\r\n|[\r\n\v\x1c\x1d\x1e\x85\u2028\u2029]")
_INDENT = re.compile(r"[ \t\u00a0\u3000]*")
_UNSEEN = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\\xad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f]"
)
"""Control and format characters."""
_HAN_CHARACTER = re.compile(f"[{HAN}]")


class Look(StrEnum):
    """What the type of a line says of it: larger than the text, centred, bold."""

    PLAIN = "plain"
    TITLE = "title"
    HEADING = "heading"


class Line(NamedTuple):
    """One line that holds text; `number` counts from 1 in the file, `indent` is in columns."""

    number: int
    text: str
    indent: int = 0
    gap: bool = False  # a blank line stands before it
    page: bool = False  # a page of the printed original begins with it
    depth: int = 0  # depth of a heading that the file itself marks as one, 0 for any other line
    firm: bool = False  # the file itself says that a paragraph begins here
    look: Look = Look.PLAIN
    full: bool | None = None  # it reaches the edge of its column, where the file says where that is
    centred: bool = False
    lead: int = 0  # characters at its head that are set bold, where the rest is not
    table: bool = False  # a whole table, its text being Markdown
    found: str = ""  # the line with its tabs, where it has any


_REST = tuple(Line(0, ""))[4:]


def split_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank, in order."""
    if "\f" in text or "\t" in text:
        return _lines_with_pages(text)
    whole = text.splitlines()
    bare = list(map(str.strip, whole))
    if not "".join(bare).isprintable():
        bare = [printable(line).strip() for line in bare]
    blanks = [
        0 if line is found else _BLANKS[line[: len(line) - len(line.lstrip())]]
        for line, found in zip(whole, bare, strict=True)
    ]
    # Built by the interpreter's own loops: a long text has a hundred thousand lines.
    fields = zip(count(1), bare, blanks, chain((True,), map(not_, bare)), *map(repeat, _REST), strict=False)
    return list(map(tuple.__new__, repeat(Line), compress(fields, bare)))


def _lines_with_pages(text: str) -> list[Line]:
    """The lines of a text in which form feeds begin pages."""
    found: list[Line] = []
    gap, page = True, False
    for number, whole in enumerate(_BREAKS.split(text), start=1):
        if not whole or (whole.isspace() and "\f" not in whole):
            gap = True
            continue
        for part_no, part in enumerate(whole.split("\f")):
            page = page or part_no > 0
            line = _tabbed(number, part, gap and not page, page)
            if line.text:
                found.append(line)
                page = False
            gap = not line.text
    return found


def _tabbed(number: int, part: str, gap: bool, page: bool) -> Line:
    found = part.strip() if "\t" in part else ""
    return Line(number, printable(part).strip(), _indent(part), gap, page, found=found)


def printable(text: str) -> str:
    """The text without control and format characters; tabs become spaces."""
    if text.isprintable():
        return text
    return _UNSEEN.sub("", text.replace("\t", " "))


def visible(text: str) -> str:
    """What remains of a text when white space and invisible characters are taken out."""
    return "".join(printable(text).split())


def width(text: str) -> int:
    """Columns a text takes on a page: one for an ASCII character, two for any other."""
    return len(text) if text.isascii() else 2 * len(text) - len(text.encode("ascii", "ignore"))


def ends_sentence(text: str) -> bool:
    """Whether a text ends as a sentence does, looking through closing quotes and brackets."""
    bare = text.rstrip(CLOSING_MARKS + "\"'")
    return bool(bare) and (bare[-1] in SENTENCE_ENDS or (bare[-1] == "." and not has_han(bare)))


def has_han(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return bool(_HAN_CHARACTER.search(text))


def _indent(part: str) -> int:
    found = _INDENT.match(part)
    return _columns(found.group()) if found else 0


@lru_cache(maxsize=256)
def _columns(blanks: str) -> int:
    return width(blanks.replace("\t", "    ").replace("\u00a0", " "))


class _Columns(dict[str, int]):
    """How many columns the blanks before a line take, worked out once for each kind of indent."""

    def __missing__(self, blanks: str) -> int:
        found = _indent(blanks)
        if len(self) < _MOST_INDENTS:
            self[blanks] = found
        return found


_MOST_INDENTS = 256
_BLANKS = _Columns()
