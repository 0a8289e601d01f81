"""A small delivery engine of QTI, written from the specification alone: what is right by declaration, and how it is scored."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.question_bank.writing.qti_rules import plain

Responses = dict[str, tuple[str, ...]]


def right_responses(item: Any) -> Responses:
    """What an item declares to be right."""
    return {
        each.get("identifier"): tuple(value.text or "" for value in each.iter() if plain(value) == "value")
        for each in _all(item, "responseDeclaration")
    }


def score(item: Any, given: Responses) -> Decimal:
    """The points of responses by the template or the rules of an item."""
    (processing,) = _all(item, "responseProcessing")
    template = (processing.get("template") or "").rpartition("/")[2].removesuffix(".xml")
    if template == "match_correct":
        return Decimal(int(_is_right(item, "RESPONSE", given)))
    if template == "map_response":
        return _mapped(item, "RESPONSE", given)
    outcomes = {"SCORE": Decimal(0)}
    for rule in processing:
        if plain(rule) == "setOutcomeValue":
            _set(item, rule, given, outcomes)
        elif _holds(item, rule[0][0], given):
            for each in rule[0][1:]:
                _set(item, each, given, outcomes)
    return outcomes["SCORE"]


def choice_text(item: Any, name: str) -> str:
    """What a choice says."""
    return next(
        "".join(each.itertext()) for each in item.iter() if each.get("identifier") == name and "hoice" in plain(each)
    )


def _all(item: Any, name: str) -> list[Any]:
    return [each for each in item.iter() if plain(each) == name]


def _declaration(item: Any, name: str) -> Any:
    return next(each for each in _all(item, "responseDeclaration") if each.get("identifier") == name)


def _is_right(item: Any, name: str, given: Responses) -> bool:
    right, mine = right_responses(item)[name], given.get(name, ())
    if _declaration(item, name).get("cardinality") == "ordered":
        return right == mine
    return sorted(right) == sorted(mine)


def _mapped(item: Any, name: str, given: Responses) -> Decimal:
    entries = _all(_declaration(item, name), "mapEntry")
    key, value = ("mapKey", "mappedValue") if entries[0].get("mapKey") is not None else ("map-key", "mapped-value")
    points = {each.get(key).casefold(): Decimal(each.get(value)) for each in entries}
    return sum((points.get(each.casefold(), Decimal(0)) for each in given.get(name, ())), Decimal(0))


def _holds(item: Any, test: Any, given: Responses) -> bool:
    name = test[0].get("identifier")
    if plain(test) == "match":
        return _is_right(item, name, given)
    below, above = map(Decimal, test.get("tolerance").split())
    right, mine = Decimal(right_responses(item)[name][0]), given.get(name, ())
    return bool(mine) and right - below <= Decimal(mine[0]) <= right + above


def _set(item: Any, rule: Any, given: Responses, outcomes: dict[str, Decimal]) -> None:
    total = Decimal(0)
    for term in rule[0]:
        if plain(term) == "variable":
            total += outcomes[term.get("identifier")]
        elif plain(term) == "mapResponse":
            total += _mapped(item, term.get("identifier"), given)
        else:
            total += Decimal(term.text)
    outcomes[rule.get("identifier")] = total
