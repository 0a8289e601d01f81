"""QTI 2 and 3 in one vocabulary: qti-choice-interaction and choiceInteraction are the same element."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from question_bank.formats.markup import DEEPEST, Node

LINE = "-line"
_KEBAB = re.compile(r"-([a-z])")


def normalised(element: Any, depth: int = 0) -> Node:
    """The tree of an XML element (lxml) in the names of QTI 2, each element with its line."""
    attributes = {_camel(_bare(name)): value for name, value in element.attrib.items()}
    node = Node(name_of(element), {**attributes, LINE: str(element.sourceline or 0)})
    if element.text:
        node.children.append(element.text)
    for child in element:
        if depth < DEEPEST:
            node.children.append(normalised(child, depth + 1))
        else:
            node.children.append("".join(child.itertext()))
        if child.tail:
            node.children.append(child.tail)
    return node


def name_of(element: Any) -> str:
    """The name of an element in the words of QTI 2, without its namespace."""
    bare = _bare(element.tag) if isinstance(element.tag, str) else ""
    return _camel(bare.removeprefix("qti-")) if bare.startswith("qti-") else bare


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _camel(name: str) -> str:
    return name if name.startswith(("data-", "aria-")) else _KEBAB.sub(lambda found: found[1].upper(), name)


def children(node: Node, *tags: str) -> list[Node]:
    """The elements of these tags directly below."""
    return [child for child in node.children if isinstance(child, Node) and child.tag in tags]


def child(node: Node, tag: str) -> Node | None:
    """The first element of a tag directly below."""
    return next(iter(children(node, tag)), None)


def words(node: Node | None) -> str:
    """All text below an element, without the spaces around it."""
    return "".join(_words(node)).strip() if node is not None else ""


def _words(node: Node) -> Iterable[str]:
    for each in node.children:
        if isinstance(each, str):
            yield each
        else:
            yield from _words(each)


def classes(node: Node) -> set[str]:
    """The words of an element's class."""
    return set(node.attributes.get("class", "").split())


def line(node: Node) -> int:
    """The line an element starts on."""
    return int(node.attributes.get(LINE, "0"))


def identifier(node: Node) -> str:
    """An element's own identifier."""
    return node.attributes.get("identifier", "")
