"""Readings as plain data, for the way out of the jail and for the rows that wait."""

from __future__ import annotations

from typing import Any

from question_bank.formats.base import Issue, Reading, ReadPicture, ReadQuestion, Status

_AS_THEY_ARE = (
    "number", "kind", "stem", "key", "explanation", "points", "topic", "source", "difficulty", "line", "last_line",
    "sheet", "raw",
)  # fmt: skip


def of_question(question: ReadQuestion) -> dict[str, Any]:
    """A question as data that JSON can hold; nothing of it is lost."""
    return {
        **{name: getattr(question, name) for name in _AS_THEY_ARE},
        "options": list(question.options),
        "status": str(question.status),
        "issues": [[each.code, str(each.status), each.values, each.line, each.mark] for each in question.issues],
        "parts": [of_question(part) for part in question.parts],
        "pictures": [[each.name, each.alt, each.content] for each in question.pictures],
        "body": question.body,
    }


def question(fields: dict[str, Any]) -> ReadQuestion:
    """The question that data holds; data from before parts and pictures has neither."""
    return ReadQuestion(
        **{name: fields[name] for name in _AS_THEY_ARE},
        options=tuple(fields["options"]),
        status=Status(fields["status"]),
        issues=tuple(
            Issue(code, Status(status), values, line, mark) for code, status, values, line, mark in fields["issues"]
        ),
        parts=tuple(question(part) for part in fields.get("parts", ())),
        pictures=tuple(ReadPicture(*each) for each in fields.get("pictures", ())),
        body=fields.get("body"),
    )


def of_reading(reading: Reading) -> dict[str, Any]:
    """A whole reading as data that JSON can hold."""
    return {
        "format": reading.format,
        "encoding": reading.encoding,
        "questions": [of_question(each) for each in reading.questions],
        "warnings": [str(warning) for warning in reading.warnings],
    }


def reading(fields: dict[str, Any]) -> Reading:
    """The reading that data holds."""
    return Reading(
        fields["format"],
        fields["encoding"],
        tuple(question(each) for each in fields["questions"]),
        tuple(fields["warnings"]),
    )
