"""Writes our own JSON: everything a question holds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from core.i18n import _l
from question_bank.formats.base import ReadQuestion
from question_bank.formats.kinds import KINDS
from question_bank.formats.own_json import FORMAT, VERSION
from question_bank.writing.base import Loss


class JsonWriter:
    """Questions as JSON with their bodies and pictures."""

    name = "json"
    label = _l("本系统 JSON")
    ending = "json"
    media_type = "application/json"
    kinds = frozenset(KINDS)

    def losses(self, question: ReadQuestion) -> list[Loss]:
        """Nothing is lost."""
        return []

    def write(self, questions: Sequence[ReadQuestion], title: str) -> bytes:
        """All questions, and their pictures once each."""
        pictures = {
            each.name: {"alt": each.alt, "content": each.content}
            for question in questions
            for each in _pictures(question)
        }
        content = {
            "format": FORMAT,
            "version": VERSION,
            "title": title,
            "pictures": pictures,
            "questions": [_fields(each) for each in questions],
        }
        return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _pictures(question: ReadQuestion) -> list[Any]:
    return [*question.pictures, *(picture for part in question.parts for picture in part.pictures)]


def _fields(question: ReadQuestion) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "kind": question.kind, "stem": question.stem, "options": list(question.options), "key": question.key, "body": question.body,
        "explanation": question.explanation, "points": question.points, "topic": question.topic, "source": question.source,
        "difficulty": question.difficulty, "parts": [_fields(part) for part in question.parts],
    }  # fmt: skip
    return {name: value for name, value in fields.items() if value not in (None, "", [])}
