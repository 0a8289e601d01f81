"""Styles of a Word file: what a paragraph and a run inherit along the chain of styles they are based on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from documents.word.package import W

_HEADING_NAME = re.compile(r"(?:heading|标题)\s*([1-9])(?!\d)")
_OFF = ("0", "false", "off", "none")
_MOST_STEPS = 20  # styles a chain may have; a loop ends here
_NO_OUTLINE = 9


@dataclass(frozen=True)
class Look:
    """Formatting of a run; None means that nothing is said here and the next in line decides."""

    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    color: str | None = None
    highlight: str | None = None
    size: float | None = None
    hidden: bool | None = None
    raised: str | None = None

    def over(self, below: Look) -> Look:
        """Return this look where it says something and the other where it does not."""
        if below is PLAIN:
            return self
        return Look(
            below.bold if self.bold is None else self.bold,
            below.italic if self.italic is None else self.italic,
            below.underline if self.underline is None else self.underline,
            below.color if self.color is None else self.color,
            below.highlight if self.highlight is None else self.highlight,
            below.size if self.size is None else self.size,
            below.hidden if self.hidden is None else self.hidden,
            below.raised if self.raised is None else self.raised,
        )


PLAIN = Look()


@dataclass(frozen=True)
class ParagraphStyle:
    """What paragraphs of one style have in common."""

    name: str = ""
    look: Look = PLAIN
    heading: int = 0
    number: tuple[str, int | None] | None = None
    """The list and, where it is said, the level."""
    number_style: str = ""
    """The style in the chain that names the list."""
    centred: bool = False
    page: bool = False


class Styles:
    """The styles of a file by their ids, resolved when first asked for."""

    def __init__(self, root: Any | None) -> None:
        self._nodes: dict[str, Any] = {}
        self._default = ""
        self._base = PLAIN
        self._paragraph: dict[str, ParagraphStyle] = {}
        self._looks: dict[str, Look] = {}
        for node in root.iterchildren(f"{W}style") if root is not None else ():
            key = node.get(f"{W}styleId", "")
            self._nodes[key] = node
            if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
                self._default = key
        default = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr") if root is not None else None
        self._base = look_of(default)

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """Return what a paragraph style says, with all it is based on."""
        key = style_id if style_id in self._nodes else self._default
        if key not in self._paragraph:
            self._paragraph[key] = self._resolve(key)
        return self._paragraph[key]

    def character(self, style_id: str) -> Look:
        """Return the look of a character style, with all it is based on."""
        if style_id not in self._looks:
            look = PLAIN
            for node in self._chain(style_id):
                look = look.over(look_of(node.find(f"{W}rPr")))
            self._looks[style_id] = look
        return self._looks[style_id]

    def _chain(self, style_id: str) -> list[Any]:
        chain: list[Any] = []
        while style_id in self._nodes and len(chain) < _MOST_STEPS:
            chain.append(self._nodes[style_id])
            based = chain[-1].find(f"{W}basedOn")
            style_id = based.get(f"{W}val", "") if based is not None else ""
        return chain

    def _resolve(self, style_id: str) -> ParagraphStyle:
        chain = self._chain(style_id)
        heading = number = centred = page = None
        number_style = ""
        for node in chain:
            said = node.find(f"{W}pPr")
            heading = heading if heading is not None else heading_of(said, _name(node))
            centred = centred if centred is not None else centred_of(said)
            page = page if page is not None else switch(said, "pageBreakBefore")
            if number is None and (number := number_of(said)):
                number_style = node.get(f"{W}styleId", "")
        name = _name(chain[0]) if chain else ""
        look = self.character(style_id).over(self._base)
        return ParagraphStyle(name, look, heading or 0, number, number_style, bool(centred), bool(page))


def heading_of(properties: Any | None, name: str = "") -> int | None:
    """Return the heading level that paragraph properties or a style's name give, None when they are silent."""
    outline = properties.find(f"{W}outlineLvl") if properties is not None else None
    if outline is not None and outline.get(f"{W}val", "").isdigit():
        level = int(outline.get(f"{W}val"))
        return level + 1 if level < _NO_OUTLINE else 0
    found = _HEADING_NAME.fullmatch(name)
    return int(found[1]) if found else None


def number_of(properties: Any | None) -> tuple[str, int | None] | None:
    """Return the list, and the level where it is said, of a paragraph; None when the properties are silent."""
    node = properties.find(f"{W}numPr") if properties is not None else None
    if node is None:
        return None
    list_id, depth = node.find(f"{W}numId"), node.find(f"{W}ilvl")
    if list_id is None:
        return None
    level = depth.get(f"{W}val", "") if depth is not None else ""
    return list_id.get(f"{W}val", ""), int(level) if level.isdigit() and len(level) < 3 else None


def centred_of(properties: Any | None) -> bool | None:
    """Return whether a paragraph is centred, None when the properties are silent."""
    node = properties.find(f"{W}jc") if properties is not None else None
    return node.get(f"{W}val") == "center" if node is not None else None


def switch(properties: Any | None, name: str) -> bool | None:
    """Return an on/off property, None when it is not there."""
    node = properties.find(f"{W}{name}") if properties is not None else None
    return node.get(f"{W}val", "1") not in _OFF if node is not None else None


def look_of(properties: Any | None) -> Look:
    """Return what run properties say."""
    if properties is None or not len(properties):
        return PLAIN
    said: dict[str, Any] = {}
    for node in properties:
        reader = _PROPERTIES.get(node.tag)
        if reader:
            name, value = reader(node)
            said[name] = value
    if "shade" in said:
        said["highlight"] = said.get("highlight") or said["shade"]
        del said["shade"]
    return Look(**said) if said else PLAIN


def _toggle(name: str) -> Any:
    return lambda node: (name, node.get(f"{W}val", "1") not in _OFF)


def _color(node: Any) -> tuple[str, str]:
    value = node.get(f"{W}val", "")
    return "color", "" if value == "auto" else value.upper()


def _marker(node: Any) -> tuple[str, str]:
    value = node.get(f"{W}val", "")
    return "highlight", "" if value == "none" else value


def _shade(node: Any) -> tuple[str, str]:
    value = node.get(f"{W}fill", "")
    return "shade", "" if value.lower() in ("auto", "ffffff") else value.upper()


def _size(node: Any) -> tuple[str, float | None]:
    value = node.get(f"{W}val", "")
    return "size", int(value) / 2 if value.isdigit() and len(value) < 5 else None


def _raised(node: Any) -> tuple[str, str]:
    return "raised", {"superscript": "sup", "subscript": "sub"}.get(node.get(f"{W}val", ""), "")


_PROPERTIES = {
    f"{W}b": _toggle("bold"),
    f"{W}i": _toggle("italic"),
    f"{W}u": _toggle("underline"),
    f"{W}vanish": _toggle("hidden"),
    f"{W}color": _color,
    f"{W}highlight": _marker,
    f"{W}shd": _shade,
    f"{W}sz": _size,
    f"{W}vertAlign": _raised,
}


def _name(node: Any) -> str:
    found = node.find(f"{W}name")
    return found.get(f"{W}val", "").strip().lower() if found is not None else ""
