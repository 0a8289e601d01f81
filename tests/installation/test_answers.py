"""The people of the demonstration answer every kind that is shipped, rightly or wrongly as they are told."""

from __future__ import annotations

import json

import pytest

from installation.demonstration.answers import answer_to
from question_bank import types
from question_bank.models import QuestionRevision

ANSWERED = [kind for kind in types.ALL if kind.name not in ("hotspot", "essay")]


@pytest.mark.parametrize("kind", ANSWERED, ids=lambda kind: kind.name)
def test_right_and_wrong_answers_are_what_they_are_called(kind: types.QuestionType) -> None:
    body = kind.example
    revision = QuestionRevision(kind=kind.name, body_json=json.dumps(body, ensure_ascii=False))

    right, wrong = answer_to(revision, right=True), answer_to(revision, right=False)

    assert kind.answer_faults(body, right) == kind.answer_faults(body, wrong) == []
    assert kind.mark(body, wrong).share < 1
    assert kind.mark(body, right).share == 1
