"""HTML and XHTML of question files to Markdown: pictures, tables and line breaks stay, nothing is carried out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

NO_BREAK = "\u00a0"
DEEPEST = 60
VOID = {"br", "img", "hr", "input", "col", "wbr", "source", "track", "embed", "param", "area", "base", "link", "meta"}
DROPPED = {"rp", "script", "style", "head", "template", "noscript", "title", "meta", "link"}
MEDIA = {"video", "audio", "iframe", "embed", "object", "svg", "canvas"}
PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "blockquote", "pre", "table", "hr", "dl"}
LINES = {"div", "section", "article", "header", "footer", "figure", "figcaption", "center", "dt", "dd", "li", "form"}
MARKS = {"strong": ("**", "**"), "b": ("**", "**"), "em": ("*", "*"), "i": ("*", "*"), "code": ("`", "`"),
         "sub": ("<sub>", "</sub>"), "sup": ("<sup>", "</sup>")}  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")


@dataclass
class Node:
    """An element with what stands in it."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Node | str] = field(default_factory=list)

    def every(self, *tags: str) -> Iterable[Node]:
        """All elements of these tags below, in order."""
        for child in self.children:
            if isinstance(child, Node):
                if child.tag in tags:
                    yield child
                yield from child.every(*tags)


Own = Callable[[Node], str | None]
"""What stands for an element: Markdown, or None when it is to be read as usual."""


class _Tree(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[Node] = [Node("root")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        if tag in ("p", "li", "tr", "td", "th") and self.open[-1].tag == tag:
            self.open.pop()
        self.open[-1].children.append(node)
        if tag not in VOID and len(self.open) < DEEPEST:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        place = next((place for place in range(len(self.open) - 1, 0, -1) if self.open[place].tag == tag), 0)
        if place:
            del self.open[place:]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def from_html(text: str) -> Node:
    """The tree of an HTML fragment, however badly it is nested."""
    tree = _Tree()
    tree.feed(text)
    tree.close()
    return tree.open[0]


def from_xml(element: Any, depth: int = 0) -> Node:
    """The tree of an XML element (lxml) by local names; what lies too deep becomes plain text."""
    node = Node(local(element), {_bare(name): value for name, value in element.attrib.items()})
    if element.text:
        node.children.append(element.text)
    for child in element:
        if depth < DEEPEST:
            node.children.append(from_xml(child, depth + 1))
        else:
            node.children.append("".join(child.itertext()))
        if child.tail:
            node.children.append(child.tail)
    return node


def local(element: Any) -> str:
    """The name of an element without its namespace."""
    return _bare(element.tag) if isinstance(element.tag, str) else ""


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


class _Writer:
    """Text with as many line breaks between its pieces as their elements ask for."""

    def __init__(self, own: Own) -> None:
        self.own = own
        self.pieces: list[str] = []
        self.breaks = 0
        self.marker = ""

    def say(self, text: str, *, exact: bool = False) -> None:
        at_start = self.breaks > 0 or not self.pieces or self.pieces[-1].endswith(("\n", " "))
        text = text.lstrip(" ") if at_start and not exact else text
        if not text:
            return
        if self.breaks and self.pieces:
            self.pieces[-1] = self.pieces[-1].rstrip(" ")
            self.pieces.append("\n" * self.breaks)
        self.breaks = 0
        self.pieces.append(self.marker + text)
        self.marker = ""

    def part(self, lines: int) -> None:
        self.breaks = max(self.breaks, lines)

    def walk(self, node: Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self.say(_SPACE.sub(" ", child))
            else:
                self.element(child)

    def element(self, node: Node) -> None:
        stands = self.own(node)
        if stands is not None:
            self.say(stands, exact=True)
        elif node.tag in DROPPED:
            return
        elif node.tag == "br":
            self.say("\n", exact=True)
        elif node.tag == "table":
            self._block(table(node, self.own), 2)
        elif node.tag == "pre":
            self._block("".join(_texts(node)).strip("\n"), 2)
        elif node.tag in MARKS:
            self._marked(node)
        elif node.tag == "rt":
            self.say(f"（{_text_of(node, self.own).strip()}）")
        else:
            self._walk_block(node)

    def _walk_block(self, node: Node) -> None:
        lines = 2 if node.tag in PARAGRAPHS else 1 if node.tag in LINES else 0
        self.part(lines)
        if node.tag == "li":
            self.marker = node.attributes.get("marker", "- ")
        if node.tag in ("ul", "ol"):
            _number(node)
        self.walk(node)
        self.part(lines)

    def _block(self, text: str, lines: int) -> None:
        self.part(lines)
        self.say(text, exact=True)
        self.part(lines)

    def _marked(self, node: Node) -> None:
        before, after = MARKS[node.tag]
        inner = _text_of(node, self.own)
        bare = inner.strip(" ")
        if not bare or "\n" in bare:
            self.walk(node)
            return
        lead, tail = inner[: len(inner) - len(inner.lstrip(" "))], inner[len(inner.rstrip(" ")) :]
        self.say(f"{lead}{before}{bare}{after}{tail}")


def _number(node: Node) -> None:
    count = 0
    for child in node.children:
        if isinstance(child, Node) and child.tag == "li":
            count += 1
            child.attributes["marker"] = f"{count}. " if node.tag == "ol" else "- "


def _texts(node: Node) -> Iterable[str]:
    for child in node.children:
        if isinstance(child, str):
            yield child
        elif child.tag == "br":
            yield "\n"
        else:
            yield from _texts(child)


def table(node: Node, own: Own) -> str:
    """A table as Markdown; its first row is the heading, cells that span several columns leave the others empty."""
    rows = [_cells(row, own) for row in node.every("tr")]
    width = max((len(row) for row in rows), default=0)
    if not any(cell for row in rows for cell in row):
        return ""
    padded = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = [f"| {' | '.join(row)} |" for row in padded]
    return "\n".join([lines[0], "| " + " | ".join(["---"] * width) + " |", *lines[1:]])


def _cells(row: Node, own: Own) -> list[str]:
    cells: list[str] = []
    for cell in row.children:
        if isinstance(cell, Node) and cell.tag in ("td", "th"):
            text = _text_of(cell, own).strip()
            cells.append(re.sub(r"\n+", "<br>", text.replace("|", "\\|")))
            span = cell.attributes.get("colspan", "1")
            cells += [""] * (min(int(span), 50) - 1 if span.isdecimal() and len(span) < 4 else 0)
    return cells


def _text_of(node: Node, own: Own) -> str:
    writer = _Writer(own)
    writer.walk(node)
    return "".join(writer.pieces)


def nothing_own(_node: Node) -> str | None:
    """Read every element as usual."""
    return None


def markdown(node: Node, own: Own = nothing_own) -> str:
    """What stands in an element as Markdown; non-breaking spaces keep their place as spaces."""
    text = _text_of(node, own).replace(NO_BREAK, " ")
    return text.strip()
