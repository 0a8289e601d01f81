"""Bodies as the bank stores them to the terms of question files: options, key, parts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from question_bank.formats.base import Key, ReadQuestion
from question_bank.formats.finishing import letters

Body = dict[str, Any]
Terms = tuple[tuple[str, ...], Key]


def in_terms(question: ReadQuestion) -> ReadQuestion:
    """The question with options, key and parts as its body says them; a body that says no more is dropped."""
    if question.body is None:
        return question
    options, key = _TERMS[question.kind](question.body)
    parts = tuple(_part(fields, place) for place, fields in enumerate(question.body.get("parts", []), start=1))
    kept = question.body if question.kind in _WITH_BODY or question.body.get("correction") else None
    return replace(question, stem=_shared(question), options=options, key=key, parts=parts, body=kept)


def _shared(question: ReadQuestion) -> str:
    """A stem with the shared text of a material, which the body keeps apart."""
    text = str((question.body or {}).get("material", "")).strip()
    if not text or text in question.stem:
        return question.stem
    return text if question.stem in text else f"{question.stem}\n\n{text}"


def _part(fields: Body, place: int) -> ReadQuestion:
    points = fields.get("points")
    return in_terms(
        ReadQuestion(
            place,
            fields["kind"],
            fields["stem"],
            body=fields["body"],
            explanation=fields.get("explanation", ""),
            points=float(points) if points is not None else None,
        )
    )


def _texts(entries: list[Body]) -> dict[str, str]:
    return {entry["id"]: entry["text"] for entry in entries}


def _choice(body: Body) -> tuple[tuple[str, ...], list[str]]:
    places = [place for place, option in enumerate(body["options"]) if option["id"] in body["key"]]
    return tuple(option["text"] for option in body["options"]), letters(places)


def _single(body: Body) -> Terms:
    options, key = _choice(body)
    return options, "".join(key)


def _several(body: Body) -> Terms:
    return _choice(body)


def _truth(body: Body) -> Terms:
    return (), body["key"]


def _fill(body: Body) -> Terms:
    return (), [list(blank["accepted"]) for blank in body["blanks"]]


def _numeric(body: Body) -> Terms:
    return (), {"value": body["value"], "tolerance": body.get("tolerance") or "0", "unit": body.get("unit", "")}


def _reference(body: Body) -> Terms:
    return (), body.get("reference") or None


def _matching(body: Body) -> Terms:
    left, right = _texts(body["left"]), _texts(body["right"])
    pairs = [[text, right[body["key"][name]]] for name, text in left.items()]
    used = list(dict.fromkeys(pair[1] for pair in pairs))
    spare = [text for text in right.values() if text not in used]
    return tuple(spare), pairs


def _ordering(body: Body) -> Terms:
    items = _texts(body["items"])
    return (), [items[name] for name in body["key"]]


def _classification(body: Body) -> Terms:
    groups, items = _texts(body["groups"]), _texts(body["items"])
    pairs = [[text, groups[body["key"][name]]] for name, text in items.items()]
    return tuple(dict.fromkeys([*(group for _item, group in pairs), *groups.values()])), pairs


def _material(body: Body) -> Terms:
    return (), None


def _hotspot(body: Body) -> Terms:
    return (), list(body["key"])


def _find_error(body: Body) -> Terms:
    steps = [step["id"] for step in body["steps"]]
    wrong = [(place, name) for place, name in enumerate(steps, start=1) if name in body["key"]]
    said = body.get("corrections") or {}
    key = [[place, said.get(name, "")] for place, name in wrong] if said else [place for place, _name in wrong]
    return tuple(_texts(body["steps"]).values()), key


_TERMS: dict[str, Callable[[Body], Terms]] = {
    "single": _single, "multiple": _several, "indefinite": _several, "true_false": _truth, "fill": _fill, "numeric": _numeric,
    "short_answer": _reference, "essay": _reference, "matching": _matching, "ordering": _ordering,
    "classification": _classification, "material": _material, "hotspot": _hotspot, "find_error": _find_error,
}  # fmt: skip
_WITH_BODY = ("material", "short_answer", "essay", "hotspot", "find_error")
