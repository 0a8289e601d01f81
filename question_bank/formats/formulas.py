"""Formulas in MathML as one line of text: raised and lowered figures and plain fractions exactly, the rest as near as may be."""

from __future__ import annotations

import re

from question_bank.formats.markup import Node

_DROPPED = ("annotation", "annotation-xml", "mspace", "maligngroup", "malignmark", "mphantom")
_ROWS = ("math", "mrow", "mstyle", "semantics", "mpadded", "mi", "mn", "mo", "mtext", "ms")
_SIMPLE = re.compile(r"-?\w+")
_SPACED = "=＝≤≥<>≠≈→"
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064"))


def flat(node: Node) -> tuple[str, bool]:
    """The formula in one line, and whether the line says exactly the same."""
    name = node.tag.rpartition(":")[2]
    children = [child for child in node.children if isinstance(child, Node)]
    if name in _DROPPED:
        return "", True
    if name in ("msup", "msub") and len(children) == 2:
        return _raised(children, "sup" if name == "msup" else "sub")
    if name == "msubsup" and len(children) == 3:
        below, first = _raised(children[:2], "sub")
        above, second = flat(children[2])
        return f"{below}<sup>{above}</sup>", first and second
    if name == "mfrac" and len(children) == 2:
        (above, first), (below, second) = map(flat, children)
        return f"{_bracketed(above)}/{_bracketed(below)}", first and second
    if name == "mfenced":
        inner, exact = _row(children)
        return f"({inner})", exact and len(children) == 1
    if children:
        text, exact = _row(children)
        return text, exact and name in _ROWS
    text = "".join(child for child in node.children if isinstance(child, str)).translate(_UNSEEN)
    text = " ".join(text.split())
    return (f" {text} " if name == "mo" and text and text in _SPACED else text), name in _ROWS


def _row(children: list[Node]) -> tuple[str, bool]:
    found = [(text, exact) for text, exact in map(flat, children) if text]
    pieces, sure = [""], all(exact for _text, exact in found)
    for text, _exact in found:
        touching = pieces[-1][-1:].isdigit() and text[:1].isdigit()
        sure = sure and not touching
        pieces += [" ", text] if touching else [text]
    return "".join(pieces).strip(), sure


def _raised(children: list[Node], tag: str) -> tuple[str, bool]:
    (base, first), (index, second) = map(flat, children)
    plain = "<" not in index
    return f"{_bracketed(base)}<{tag}>{index}</{tag}>", first and second and plain


def _bracketed(text: str) -> str:
    return text if _SIMPLE.fullmatch(text) else f"({text})"
