"""Right responses and scoring of a QTI 2 or 3 item: declarations, mappings, response processing."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from question_bank.formats.base import Issue, doubt
from question_bank.formats.finishing import number
from question_bank.formats.markup import Node
from question_bank.formats.qti_nodes import child, children, identifier, words

# Common Cartridge has templates of its own, named cc2_match and cc2_map_response.
_TEMPLATES = ("match_correct", "match", "map_response", "map_response_point", "match_none")
_KNOWN = {
    "responseProcessing", "responseCondition", "responseIf", "responseElse", "responseElseIf", "match", "variable", "correct",
    "setOutcomeValue", "baseValue", "mapResponse", "mapResponsePoint", "isNull", "not", "sum", "equal", "and", "stringMatch",
    "or", "multiple", "responseProcessingFragment",
}  # fmt: skip


@dataclass(frozen=True)
class Response:
    """What is declared of one response."""

    identifier: str
    cardinality: str = "single"
    base: str = "identifier"
    correct: tuple[str, ...] = ()
    mapped: dict[str, Decimal] = field(default_factory=dict)
    areas: tuple[tuple[str, str, Decimal], ...] = ()
    is_case_sensitive: bool = False


@dataclass(frozen=True)
class Scoring:
    """How responses are turned into points: by whole, by map, or in ways of the item's own."""

    maps: bool = False
    tolerances: dict[str, str] = field(default_factory=dict)
    texts: dict[str, list[str]] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()

    def issues(self) -> list[Issue]:
        """What our marking cannot say of it."""
        return [doubt("scoring_foreign", text="、".join(self.foreign[:4]))] if self.foreign else []


def responses(item: Node) -> dict[str, Response]:
    """The declared responses of an item by their identifiers."""
    return {identifier(each): _response(each) for each in children(item, "responseDeclaration")}


def _response(node: Node) -> Response:
    correct, mapping, areas = child(node, "correctResponse"), child(node, "mapping"), child(node, "areaMapping")
    entries = children(mapping, "mapEntry") if mapping else []
    mapped = {each.attributes.get("mapKey", ""): _value(each) for each in entries}
    return Response(
        identifier(node), node.attributes.get("cardinality", "single"), node.attributes.get("baseType", "identifier"),
        tuple(words(value) for value in children(correct, "value")) if correct else (), mapped,
        tuple((each.attributes.get("shape", ""), each.attributes.get("coords", ""), _value(each)) for each in children(areas, "areaMapEntry")) if areas else (),
        any(each.attributes.get("caseSensitive") == "true" for each in entries),
    )  # fmt: skip


def _value(entry: Node) -> Decimal:
    return number(entry.attributes.get("mappedValue", "0")) or Decimal(0)


def scoring(item: Node) -> Scoring:
    """The scoring of an item; an item without any is marked by its right responses."""
    node = child(item, "responseProcessing")
    if node is None:
        return Scoring()
    template = node.attributes.get("template", "")
    if template:
        name = re.sub(r"\.xml$|^cc2_", "", template.rstrip("/").rpartition("/")[2].casefold())
        return Scoring(maps=name.startswith("map_")) if name in _TEMPLATES else Scoring(foreign=(name[:60],))
    rules = list(_scoring_rules(node))
    tags = {rule.tag for rule in rules}
    foreign = sorted(tags - _KNOWN)
    tolerances: dict[str, str] = {}
    texts: dict[str, list[str]] = {}
    for rule in rules:
        _literal(rule, tolerances, texts)
    return Scoring("mapResponse" in tags or "mapResponsePoint" in tags, tolerances, texts, tuple(foreign))


def _scoring_rules(node: Node) -> Iterable[Node]:
    """The rules of scoring; those that only set feedback are no matter of points."""
    for each in node.children:
        if not isinstance(each, Node):
            continue
        outcomes = [rule for rule in [each, *each.every("setOutcomeValue")] if rule.tag == "setOutcomeValue"]
        if outcomes and all("SCORE" not in identifier(rule).upper() for rule in outcomes):
            continue
        yield each
        yield from _scoring_rules(each)


def _literal(rule: Node, tolerances: dict[str, str], texts: dict[str, list[str]]) -> None:
    """What a comparison of a response with a value written in the rules says."""
    if rule.tag not in ("equal", "stringMatch", "match"):
        return
    variable, literal = child(rule, "variable"), child(rule, "baseValue")
    if variable is None:
        return
    if rule.tag == "equal" and rule.attributes.get("toleranceMode", "exact") != "exact":
        tolerances[identifier(variable)] = f"{rule.attributes['toleranceMode']} {rule.attributes.get('tolerance', '0')}"
    if literal is not None and literal.attributes.get("baseType") != "boolean":
        texts.setdefault(identifier(variable), []).append(words(literal))


def body_node(item: Node) -> Node:
    """The body of an item, empty when there is none."""
    return child(item, "itemBody") or Node("itemBody")


def as_plain(value: Any) -> str:
    """A Decimal as people write it."""
    return f"{value.normalize():f}"
