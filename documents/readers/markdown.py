"""Markdown: headings by # or underlined, soft line breaks, tables by pipes; signs of emphasis and links are no text."""

import re
from collections.abc import Iterable, Iterator

from documents.cleaning import Dropped
from documents.lines import Line, split_lines
from documents.readers.base import Progress, Script
from documents.readers.plain_text import MOST_TEXT_BYTES, decoded, lines_with_tables
from documents.reasons import Reason

_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r"(?P<first>=+)|-{2,}")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]{0,200})\]\((?P<target>[^()\s]*+)(?:\s[^()]{0,200})?\)")
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\[\]^][^\[\]]{0,200})\]\((?P<target>[^()\s]*+)(?:\s[^()]{0,200})?\)")
_NOTE = re.compile(r"\[\^[^\]\s]{1,20}\](?P<colon>:)?")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`)(?=\S)(?P<text>[^*_~`]{1,300}?)(?<=\S)\1")
_SLANTED = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])(?P<text>[^*_]{1,300}?)(?<=\S)\1(?![\w*_])")
_ITEM = re.compile(r"^[*+](?=\s)")
_TASK = re.compile(r"^[-*+] \[[ xX]\]\s*")
_FENCE = re.compile(r"(?:```|~~~)\w{0,20}")
_NAMED = re.compile(r"(?P<name>title|标题|题目)\s*:\s*[\"']?(?P<text>[^\"']{2,80})[\"']?$", re.IGNORECASE)
_MOST_FRONT = 40  # lines between the rules of a block at the head that describes the file


class MarkdownText:
    """A .md file; the signs of a heading become its depth, what is no part of the text is listed."""

    name = "markdown"
    extensions = ("md", "markdown")
    is_markup = True
    has_pages = False
    most_bytes = MOST_TEXT_BYTES

    def read(self, raw: bytes, progress: Progress | None = None) -> Script:
        """Return the lines of the text that are not blank, headings with their depth and without their signs."""
        text = decoded(raw)
        dropped: list[Dropped] = []
        said = _underlined(_without_comments(_after_front(split_lines(text), dropped), dropped))
        lines = _without_fences([_bare(_with_depth(line), dropped) for line in said])
        return Script(lines_with_tables(text, lines), text, dropped)


def _after_front(lines: list[Line], dropped: list[Dropped]) -> list[Line]:
    """The lines behind a block that describes the file; its title stands for a heading where the file has none."""
    if not lines or lines[0].number != 1 or lines[0].text != "---":
        return lines
    stop = next((place for place, line in enumerate(lines[1:_MOST_FRONT], 1) if line.text in ("---", "...")), 0)
    front, rest = lines[1:stop], lines[stop + 1 :]
    if not stop or not all(":" in line.text or line.text.startswith("-") for line in front):
        return lines
    named = next((line for line in front if _NAMED.match(line.text)), None)
    has_own = any(line.text.startswith("# ") for line in rest)
    if named and not has_own and (found := _NAMED.match(named.text)):
        rest.insert(0, named._replace(text=f"# {found['text'].strip()}"))
        dropped.append(Dropped(named.number, named.text[: found.start("text")], Reason.HIDDEN))
    dropped += [Dropped(line.number, line.text, Reason.HIDDEN) for line in front if has_own or line is not named]
    return rest


def _without_comments(lines: list[Line], dropped: list[Dropped]) -> Iterator[Line]:
    """The lines without <!-- comments -->, which may go over several of them."""
    inside = False
    for line in lines:
        kept, rest = "", line.text
        while rest:
            sign = "-->" if inside else "<!--"
            piece, found, rest = rest.partition(sign)
            if inside and piece.strip():
                dropped.append(Dropped(line.number, piece.strip(), Reason.HIDDEN))
            kept += "" if inside else piece
            inside = inside != bool(found)
        if kept.strip():
            yield line if kept == line.text else line._replace(text=kept.strip(), found="")


def _underlined(lines: Iterable[Line]) -> Iterator[Line]:
    """A line above a row of = or - is a heading."""
    held: Line | None = None
    for line in lines:
        found = _UNDERLINE.fullmatch(line.text)
        if held and found and not line.gap and held.text[0] not in "#|-*>+":
            yield held._replace(depth=1 if found["first"] else 2)
            held = None
            continue
        if held:
            yield held
        held = line
    if held:
        yield held


def _without_fences(lines: Iterable[Line]) -> list[Line]:
    """The lines that still hold text; what stands below a line without any begins anew."""
    kept: list[Line] = []
    gap = False
    for line in lines:
        if line.text:
            kept.append(line._replace(gap=True) if gap else line)
        gap = not line.text
    return kept


def _with_depth(line: Line) -> Line:
    found = _HEADING.match(line.text)
    if not found or not found[2]:
        return line
    return line._replace(text=found[2], depth=len(found[1]))


def _bare(line: Line, dropped: list[Dropped]) -> Line:
    """The line without signs of emphasis, quotation and code, and without pictures, targets of links and notes."""
    text = "" if _FENCE.fullmatch(line.text) else line.text
    if (note := _NOTE.match(text)) and note["colon"]:
        dropped.append(Dropped(line.number, text, Reason.FOOTNOTE))
        return line._replace(text="")
    gone = [(found.group(), Reason.PICTURE) for found in _PICTURE.finditer(text)]
    text = _PICTURE.sub("", text)
    gone += [(found["target"], Reason.HIDDEN) for found in _LINK.finditer(text) if found["target"]]
    text = _LINK.sub(lambda found: found["text"], text)
    gone += [(found.group(), Reason.CITATION) for found in _NOTE.finditer(text)]
    text = _NOTE.sub("", text)
    dropped += [Dropped(line.number, found, why) for found, why in gone]
    quoted = _QUOTED.match(text)
    text = _EMPHASIS.sub(lambda found: found["text"], text[quoted.end() :] if quoted else text)
    text = _TASK.sub("- ", text)
    text = _ITEM.sub("-", _SLANTED.sub(lambda found: found["text"], text).strip(), count=1)
    return line if text == line.text else line._replace(text=text, found="")
