"""What stands inside one paragraph of a Word file: runs, breaks, fields, pictures, anchors of text boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from documents.word.blocks import Run
from documents.word.package import R, W
from documents.word.styles import PLAIN, Look, Styles, look_of
from documents.word.symbols import ringed, symbol

_GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "rt", "sdtPr"))
_CHARACTERS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_DRAWN = frozenset(f"{W}{name}" for name in ("drawing", "pict", "object"))
_MOST_FIELDS = 40
"""Fields inside each other; more come from files made to harm."""
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_BOX = f"{W}txbxContent"


@dataclass
class Inline:
    """The content of one paragraph."""

    runs: list[Run] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """Relation and alternative text of each."""
    boxes_before: list[Any] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    hidden: str = ""
    contents: bool = False
    page: bool = False
    page_after: bool = False


def read_inline(node: Any, styles: Styles, fields: list[str]) -> Inline:
    """Read the content of a paragraph; `fields` holds the instructions of the fields that are open."""
    said = node.find(f"{W}pPr/{W}pStyle")
    base = styles.paragraph(said.get(f"{W}val", "") if said is not None else "").look
    reader = _Reader(styles, base, fields)
    reader.walk(node)
    return reader.found


class _Reader:
    def __init__(self, styles: Styles, base: Look, fields: list[str]) -> None:
        self._styles, self._base, self._fields = styles, base, fields
        self._plain = _run_of(base)
        self.found = Inline(contents=_in_contents(fields))

    def walk(self, node: Any) -> None:
        for child in node:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif tag in _GONE:
                continue
            elif tag == _MATH_TEXT:
                self._add(child.text or "", self._base)
            elif tag.endswith("}AlternateContent"):
                self.walk(child[:1])
            else:
                if tag == f"{W}fldSimple":
                    self.found.contents |= _is_contents(child.get(f"{W}instr", ""))
                self.walk(child)

    def _run(self, node: Any) -> None:
        look = self._look(node)
        for child in node:
            self._piece(child, look)

    def _look(self, node: Any) -> Look:
        said = node.find(f"{W}rPr")
        if said is None:
            return self._base
        style = said.find(f"{W}rStyle")
        below = self._styles.character(style.get(f"{W}val", "")).over(self._base) if style is not None else self._base
        direct = look_of(said)
        return below if direct is PLAIN else direct.over(below)

    def _piece(self, child: Any, look: Look) -> None:
        tag = child.tag
        if tag == f"{W}t":
            self._add(child.text or "", look)
        elif tag in _CHARACTERS:
            self._add(_CHARACTERS[tag], look)
        elif tag in _DRAWN:
            self._drawing(child)
        elif tag.endswith("}AlternateContent"):
            for inner in child[:1]:
                for piece in inner:
                    self._piece(piece, look)
        elif tag in _PIECES:
            _PIECES[tag](self, child, look)

    def _symbol(self, child: Any, look: Look) -> None:
        self._add(symbol(child.get(f"{W}font", ""), child.get(f"{W}char", "")), look)

    def _instruction(self, child: Any, _look: Look) -> None:
        if self._fields:
            self._fields[-1] += child.text or ""

    def _note(self, child: Any, _look: Look) -> None:
        kind = "footnotes" if child.tag.endswith("footnoteReference") else "endnotes"
        self.found.notes.append((kind, child.get(f"{W}id", "")))

    def _ruby(self, child: Any, _look: Look) -> None:
        for base in child.iterchildren(f"{W}rubyBase"):
            self.walk(base)

    def _line_break(self, node: Any, look: Look) -> None:
        if node.get(f"{W}type") == "page":
            if any(run.text.strip() for run in self.found.runs):
                self.found.page_after = True
            else:
                self.found.page = True
        self._add("\n", look)

    def _field(self, node: Any, look: Look) -> None:
        kind = node.get(f"{W}fldCharType")
        if kind == "begin" and len(self._fields) < _MOST_FIELDS:
            self._fields.append("")
        elif kind == "separate":
            self.found.contents |= _in_contents(self._fields)
        elif kind == "end" and self._fields:
            self._add(ringed(self._fields.pop()), look)

    def _drawing(self, node: Any) -> None:
        """Take pictures and text boxes out of a drawing, without entering the boxes."""
        alt = ""
        waiting = [node]
        while waiting:
            current = waiting.pop()
            name = current.tag.rpartition("}")[2]
            if current.tag == _BOX:
                shown = any(run.text.strip() for run in self.found.runs)
                (self.found.boxes if shown else self.found.boxes_before).append(current)
                continue
            if name in ("docPr", "shape"):
                alt = current.get("descr") or current.get("alt") or current.get("title") or alt
            elif current.tag == _BLIP or name == "imagedata":
                relation = current.get(f"{R}embed") or current.get(f"{R}id")
                if relation:
                    self.found.pictures.append((relation, alt))
            waiting.extend(reversed(current[:1] if name == "AlternateContent" else current))

    def _add(self, text: str, look: Look) -> None:
        if not text:
            return
        if look.hidden:
            self.found.hidden += text
            return
        run = self._plain if look is self._base else _run_of(look)
        runs = self.found.runs
        if runs and _alike(runs[-1], run):
            text = runs.pop().text + text
        runs.append(Run(text, run.bold, run.italic, run.underline, run.color, run.highlight, run.size, run.raised))


_PIECES: dict[str, Callable[[_Reader, Any, Look], None]] = {
    f"{W}br": _Reader._line_break,
    f"{W}sym": _Reader._symbol,
    f"{W}fldChar": _Reader._field,
    f"{W}instrText": _Reader._instruction,
    f"{W}footnoteReference": _Reader._note,
    f"{W}endnoteReference": _Reader._note,
    f"{W}ruby": _Reader._ruby,
}


def _run_of(look: Look) -> Run:
    return Run(
        "", bool(look.bold), bool(look.italic), bool(look.underline), look.color or "", look.highlight or "",
        look.size or 0.0, look.raised or "",
    )  # fmt: skip


def _alike(one: Run, other: Run) -> bool:
    return (one.bold, one.italic, one.underline, one.color, one.highlight, one.size, one.raised) == (
        other.bold, other.italic, other.underline, other.color, other.highlight, other.size, other.raised,
    )  # fmt: skip


def _in_contents(fields: list[str]) -> bool:
    return any(_is_contents(instruction) for instruction in fields)


def _is_contents(instruction: str) -> bool:
    return instruction.lstrip()[:4].upper().rstrip() == "TOC"
