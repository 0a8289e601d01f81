"""What a person of the demonstration answers: right, or plausibly wrong."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from question_bank.models import QuestionRevision

Body = dict[str, Any]
UNKNOWN = "不清楚"


def answer_to(revision: QuestionRevision, *, right: bool) -> dict[str, Any]:
    """Return an answer of the shape the question type asks for."""
    return _answer(revision.kind, json.loads(revision.body_json), right)


def _answer(kind: str, body: Body, right: bool) -> dict[str, Any]:
    return _KINDS.get(kind, _choice)(body, right)


def _choice(body: Body, right: bool) -> dict[str, Any]:
    key = body["key"]
    if right:
        return {"chosen": key}
    offered = body["steps"] if "steps" in body else body["options"]
    wrong = [each["id"] for each in offered if each["id"] not in key]
    return {"chosen": sorted([*key[1:], wrong[0]])} if wrong else {"chosen": key[:1]}


def _truth(body: Body, right: bool) -> dict[str, Any]:
    return {"value": body["key"] is right}


def _fill(body: Body, right: bool) -> dict[str, Any]:
    return {"blanks": [blank["accepted"][0] if right else UNKNOWN for blank in body["blanks"]]}


def _numeric(body: Body, right: bool) -> dict[str, Any]:
    return {"value": body["value"] if right else f"{body['value']}1", "unit": body.get("unit", "")}


def _text(body: Body, right: bool) -> dict[str, Any]:
    return {"text": body["reference"] if right else UNKNOWN}


def _pairs(body: Body, right: bool) -> dict[str, Any]:
    lefts, rights = list(body["key"]), list(body["key"].values())
    return {"pairs": dict(zip(lefts, rights if right else [*rights[1:], rights[0]], strict=True))}


def _order(body: Body, right: bool) -> dict[str, Any]:
    return {"order": body["key"] if right else body["key"][::-1]}


def _groups(body: Body, right: bool) -> dict[str, Any]:
    return {"groups": body["key"] if right else dict.fromkeys(body["key"], body["groups"][0]["id"])}


def _parts(body: Body, right: bool) -> dict[str, Any]:
    return {"parts": {part["id"]: _answer(part["kind"], part["body"], right) for part in body["parts"]}}


_KINDS: dict[str, Callable[[Body, bool], dict[str, Any]]] = {
    "true_false": _truth, "fill": _fill, "numeric": _numeric, "short_answer": _text, "essay": _text, "matching": _pairs,
    "ordering": _order, "classification": _groups, "material": _parts,
}  # fmt: skip
