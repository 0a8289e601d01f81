"""What a person of the demonstration answers: right, or plausibly wrong."""

from __future__ import annotations

import json
from typing import Any

from question_bank.models import QuestionRevision


def answer_to(revision: QuestionRevision, *, right: bool) -> dict[str, Any]:
    """Return an answer of the shape the question type asks for."""
    body = json.loads(revision.body_json)
    key = body["key"]
    if isinstance(key, bool):
        return {"value": key is right}
    if right:
        return {"chosen": key}
    wrong = [option["id"] for option in body["options"] if option["id"] not in key]
    return {"chosen": sorted([*key[1:], wrong[0]])} if wrong else {"chosen": key[:1]}
