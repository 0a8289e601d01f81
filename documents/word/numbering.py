"""Automatic numbers, which a Word file does not hold as text: counted again from its numbering part."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from documents.word.numerals import numeral
from documents.word.package import W

DEPTHS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Level:
    """How one level of a list counts and writes."""

    style: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    legal: bool = False
    paragraph_style: str = ""
    pad: int = 0


@dataclass
class _List:
    levels: dict[int, Level] = field(default_factory=dict)
    counts: list[int | None] = field(default_factory=lambda: [None] * DEPTHS)
    style_link: str = ""
    style_named: str = ""


@dataclass
class _Instance:
    """A w:num: a list, with what this use of it changes."""

    list_id: str
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Number:
    """The number of one paragraph."""

    label: str
    level: int
    bullet: bool


class Numbering:
    """Counts the lists of a file; asked once for each paragraph, in document order."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._instances: dict[str, _Instance] = {}
        if root is not None:
            for node in root.iterchildren(f"{W}abstractNum"):
                self._lists[node.get(f"{W}abstractNumId", "")] = _read_list(node)
            for node in root.iterchildren(f"{W}num"):
                self._instances[node.get(f"{W}numId", "")] = _read_instance(node)
            self._follow_style_links()

    def level_for_style(self, instance_id: str, style_id: str) -> int:
        """Return the level of a list that belongs to a paragraph style, 0 when none does."""
        instance = self._instances.get(instance_id)
        levels = self._lists[instance.list_id].levels if instance and instance.list_id in self._lists else {}
        return next((depth for depth, level in levels.items() if level.paragraph_style == style_id), 0)

    def next(self, instance_id: str, depth: int) -> Number | None:
        """Count one paragraph of a list and return its number; None when there is no such list."""
        instance = self._instances.get(instance_id)
        known = self._lists.get(instance.list_id) if instance else None
        if instance is None or known is None or not 0 <= depth < DEPTHS:
            return None
        level = _level(known, instance, depth)
        self._count(known, instance, depth, level)
        if level.style == "bullet":
            return Number("", depth, True)
        return Number(_written(known, instance, level), depth, False)

    def _count(self, known: _List, instance: _Instance, depth: int, level: Level) -> None:
        counts = known.counts
        if depth in instance.starts:
            counts[depth] = instance.starts.pop(depth)
        else:
            count = counts[depth]
            counts[depth] = level.start if count is None else count + 1
        for above in range(depth):
            if counts[above] is None:
                counts[above] = _level(known, instance, above).start
        for below in range(depth + 1, DEPTHS):
            restart = _level(known, instance, below).restart
            if restart is None or (restart and depth < restart):
                counts[below] = None

    def _follow_style_links(self) -> None:
        """A list that only names a list style is that style's list."""
        by_style = {known.style_named: known for known in self._lists.values() if known.style_named}
        for key, known in self._lists.items():
            if known.style_link in by_style and not known.levels:
                self._lists[key] = by_style[known.style_link]


def _level(known: _List, instance: _Instance, depth: int) -> Level:
    return instance.levels.get(depth) or known.levels.get(depth) or Level()


def _written(known: _List, instance: _Instance, level: Level) -> str:
    def fill(found: re.Match[str]) -> str:
        depth = int(found[1]) - 1
        of = _level(known, instance, depth)
        count = known.counts[depth]
        value = of.start if count is None else count
        written = numeral(value, "decimal" if level.legal else of.style)
        return written.zfill(of.pad) if of.pad else written

    return _PLACEHOLDER.sub(fill, level.text).strip()


def _read_list(node: Any) -> _List:
    known = _List(style_link=_value(node, "numStyleLink"), style_named=_value(node, "styleLink"))
    for level in node.iterchildren(f"{W}lvl"):
        known.levels[_integer(level.get(f"{W}ilvl"), 0)] = _read_level(level)
    return known


def _read_instance(node: Any) -> _Instance:
    instance = _Instance(_value(node, "abstractNumId"))
    for override in node.iterchildren(f"{W}lvlOverride"):
        depth = _integer(override.get(f"{W}ilvl"), 0)
        level = override.find(f"{W}lvl")
        if level is not None:
            instance.levels[depth] = _read_level(level)
        if override.find(f"{W}startOverride") is not None:
            instance.starts[depth] = _integer(_value(override, "startOverride"), 1)
    return instance


def _read_level(node: Any) -> Level:
    form = next(node.iter(f"{W}numFmt"), None)
    custom = form.get(f"{W}format", "") if form is not None else ""
    pad = len(custom.split(",")[0].strip()) if custom.startswith("0") else 0
    restart = node.find(f"{W}lvlRestart")
    return Level(
        "decimal" if pad else (form.get(f"{W}val", "decimal") if form is not None else "decimal"),
        _value(node, "lvlText"),
        _integer(_value(node, "start"), 1 if node.find(f"{W}start") is not None else 0),
        _integer(restart.get(f"{W}val"), 0) if restart is not None else None,
        node.find(f"{W}isLgl") is not None,
        _value(node, "pStyle"),
        pad,
    )


def _value(node: Any, name: str) -> str:
    found = node.find(f"{W}{name}")
    return found.get(f"{W}val", "") if found is not None else ""


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return max(0, min(int(text or ""), 1_000_000))
    except ValueError:
        return otherwise
