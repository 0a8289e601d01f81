"""Whether what was read can be stored and asked as it stands: the question type has the last word."""

from __future__ import annotations

from typing import Any

from question_bank.formats.base import ReadQuestion, Status, error
from question_bank.types import BY_NAME, Body

_MALFORMED = (TypeError, ValueError, KeyError, IndexError, AttributeError)


def checked(question: ReadQuestion) -> ReadQuestion:
    """The question, refused with its type's reason when a body made of it could not be asked."""
    if question.status == Status.REJECTED or question.kind not in BY_NAME or not _has_key(question):
        return question
    body = body_or_none(question)
    faults: list[Any] = ["?"] if body is None else BY_NAME[question.kind].faults(body)
    return question.with_issues(error("not_askable", line=question.line, fault=faults[0])) if faults else question


def _has_key(question: ReadQuestion) -> bool:
    return question.key is not None or question.body is not None or bool(question.parts)


def body_or_none(question: ReadQuestion) -> Body | None:
    """The body of a reading; None when its key is missing or not of the shape its kind has."""
    if question.kind not in BY_NAME or not _has_key(question):
        return None
    if question.body is not None:
        return question.body
    try:
        return BY_NAME[question.kind].body_of(question)
    except _MALFORMED:
        return None
