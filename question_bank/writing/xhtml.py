"""Markdown to the plain XHTML that QTI allows, in a form our reader turns back into the same text."""

from __future__ import annotations

import re

from question_bank.formats.markup import NO_BREAK, Node, markdown

FOLDER = "pictures/"
_RICH = re.compile(
    r"!\[(?P<alt>[^\[\]\n]*)\]\(picture:(?P<name>[0-9A-Za-z_.-]+)\)|\*\*(?P<strong>[^*\n]+)\*\*|<(?P<tag>su[bp])>(?P<inner>[^<>\n]+)</su[bp]>"
)
_SHOWN = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\(picture:(?P<name>[0-9A-Za-z_.-]+)\)")
_ROW = re.compile(r"^\|.*\|$")


def blocks(text: str) -> list[Node | str]:
    """A text as paragraphs and tables."""
    pieces = re.split(r"(\n{2,})", text)
    found: list[Node | str] = []
    for place in range(0, len(pieces), 2):
        more = len(pieces[place - 1]) - 2 if place else 0
        found.append(_block("\n" * more + pieces[place]))
    return found


def inline(text: str) -> list[Node | str]:
    """A text of one paragraph without its frame; several paragraphs keep theirs."""
    made = blocks(text)
    first = made[0]
    return first.children if len(made) == 1 and isinstance(first, Node) and first.tag == "p" else made


def unchanged(text: str) -> bool:
    """Whether the reader gets exactly this text back, its pictures as pictures."""
    made = Node("root", {}, blocks(text))
    return _read(made) == text and _pictures_in(made) == len(_SHOWN.findall(text))


def _pictures_in(node: Node) -> int:
    return sum(_pictures_in(child) for child in node.children if isinstance(child, Node)) + (node.tag == "img")


def _read(root: Node) -> str:
    return markdown(root, _own)


def _own(node: Node) -> str | None:
    if node.tag != "img":
        return None
    return f"![{node.attributes['alt']}](picture:{node.attributes['src'].removeprefix(FOLDER)})"


def _block(text: str) -> Node:
    """The richest form of a block that reads back as the same text."""
    table = _table(text)
    if table is not None and _read(Node("root", {}, [table])) == text:
        return table
    for pattern in (_RICH, _SHOWN):
        made = Node("p", {}, _lines(text, pattern))
        if _read(Node("root", {}, ["甲", made])) == f"甲\n\n{text}":
            return made
    return Node("p", {}, _lines(text, None))


def _table(text: str) -> Node | None:
    lines = text.split("\n")
    if len(lines) < 2 or not all(_ROW.match(line) for line in lines) or not re.fullmatch(r"\|(?: --- \|)+", lines[1]):
        return None
    rows = [_cells(line) for line in (lines[0], *lines[2:])]
    return Node(
        "table",
        {},
        [Node("tbody", {}, [Node("tr", {}, [Node("td", {}, _lines(cell, _RICH)) for cell in row]) for row in rows])],
    )


def _cells(line: str) -> list[str]:
    return [cell.strip().replace("\\|", "|").replace("<br>", "\n") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _lines(text: str, pattern: re.Pattern[str] | None) -> list[Node | str]:
    found: list[Node | str] = []
    for place, line in enumerate(text.split("\n")):
        if place:
            found.append(Node("br"))
        found += _pieces(line, pattern) if pattern else [_spaced(line)]
    return found


def _pieces(line: str, pattern: re.Pattern[str]) -> list[Node | str]:
    found: list[Node | str] = []
    end = 0
    for match in pattern.finditer(line):
        found += [_spaced(line[end : match.start()], inside=end > 0), _element(match)]
        end = match.end()
    return [*found, _spaced(line[end:], inside=end > 0)]


def _element(match: re.Match[str]) -> Node:
    groups = match.groupdict()
    if groups.get("name"):
        return Node("img", {"src": FOLDER + groups["name"], "alt": groups["alt"]})
    if groups.get("strong"):
        return Node("strong", {}, [_spaced(groups["strong"])])
    return Node(groups["tag"], {}, [_spaced(groups["inner"])])


def _spaced(text: str, *, inside: bool = False) -> str:
    """Spaces that XHTML would fold are written as non-breaking ones."""
    text = re.sub(r"(?<= ) ", NO_BREAK, text)
    lead = "" if inside else r"^ |"
    return re.sub(rf"{lead} $", NO_BREAK, text)
