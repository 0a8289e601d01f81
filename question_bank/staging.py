"""Read questions between reading and importing: stored as text, corrected by hand, checked again. Pure."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from typing import Any

from core.i18n import _
from question_bank.formats import askable, checks, plain
from question_bank.formats.base import Issue, ReadQuestion, Status, doubt, error, worst
from question_bank.types import BY_NAME, QuestionType

LASTING = ("picture_lost",)


@dataclass(frozen=True)
class Correction:
    """What a person wrote over a reading: options one a line, the key as letters or 正确/错误."""

    kind: str
    stem: str
    options: str
    key: str
    explanation: str = ""
    topic: str = ""


def as_text(question: ReadQuestion) -> str:
    """A reading as one text that keeps everything."""
    return json.dumps(plain.of_question(question), ensure_ascii=False)


def from_text(text: str) -> ReadQuestion:
    """The reading a text keeps."""
    return plain.question(json.loads(text))


def renamed(question: ReadQuestion, names: dict[str, str]) -> ReadQuestion:
    """The question calling its pictures by other names, which are digests and so stand nowhere else."""
    text = as_text(replace(question, pictures=(), parts=tuple(replace(part, pictures=()) for part in question.parts)))
    for before, after in names.items():
        text = text.replace(before, after)
    return from_text(text)


def corrected(question: ReadQuestion, correction: Correction) -> ReadQuestion:
    """The question as corrected by a person, checked anew; doubts a person has seen are settled."""
    options = tuple(_without_letter(line, place) for place, line in enumerate(_lines(correction.options)))
    kind = BY_NAME.get(correction.kind)
    options = () if correction.kind == "true_false" else options
    key, issues = _key_of(correction, kind) if correction.kind != "material" else (None, [])
    kept = [issue for issue in question.issues if issue.code in LASTING and issue.status == Status.REJECTED]
    fresh = replace(
        question,
        kind=correction.kind,
        stem=correction.stem.strip(),
        options=options,
        key=key,
        explanation=correction.explanation.strip(),
        topic=correction.topic.strip(),
        body=question.body if correction.kind == question.kind and _keeps_body(question, key) else None,
        status=Status.READY,
        issues=(),
    )
    checked = checks.checked(fresh.with_issues(*kept, *(replace(issue, line=question.line) for issue in issues)))
    confirmed = [issue for issue in checked.issues if issue.status == Status.REJECTED]
    of_parts = worst(tuple(part.status for part in checked.parts))
    settled = replace(checked, issues=(), status=of_parts).with_issues(*confirmed)
    return askable.checked(checks.limited(settled, frozenset(BY_NAME)))


def _keeps_body(question: ReadQuestion, key: Any) -> bool:
    """Whether a correction leaves alone what the two text fields do not show: spots; points of the same reference."""
    if question.kind == "hotspot":
        return True
    reference = (question.body or {}).get("reference")
    return reference is not None and reference == key


def corrected_part(question: ReadQuestion, place: int, correction: Correction) -> ReadQuestion:
    """The material with one of its questions corrected; its state follows."""
    parts = tuple(corrected(part, correction) if at == place else part for at, part in enumerate(question.parts))
    fresh = replace(question, parts=parts, issues=(), status=worst(tuple(part.status for part in parts)))
    kept = [issue for issue in question.issues if issue.code != "not_askable"]
    return askable.checked(fresh.with_issues(*kept))


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _without_letter(line: str, place: int) -> str:
    letter = chr(ord("A") + place)
    return re.sub(rf"^[(（]?{letter}\s*[.．、)）:：]\s*", "", line)


def _key_of(correction: Correction, kind: QuestionType | None) -> tuple[Any, list[Issue]]:
    key = kind.key_from(correction.key) if kind else None
    if key is not None:
        return key, []
    return None, [error("key_unreadable", text=correction.key) if correction.key.strip() else error("key_missing")]


def against_bank(
    question: ReadQuestion, same: list[tuple[int, Any]], near: tuple[int, float] | None = None
) -> ReadQuestion:
    """A reading held against the bank: `same` lists (question id, key in texts) of questions with its stem and options.

    `near` is the question that says the same in other words, and how much of it is common.
    """
    meaning = meaning_of(question)
    if meaning is None:
        return question
    if not same:
        return question.with_issues(*([_near(question, *near)] if near else ()))
    other = next((each for each in same if each[1] != meaning), None)
    if other:
        return question.with_issues(error("bank_conflict", line=question.line, id=other[0]))
    return question.with_issues(doubt("bank_duplicate", line=question.line, id=same[0][0]))


def _near(question: ReadQuestion, question_id: int, share: float) -> Issue:
    return doubt("bank_near", line=question.line, id=question_id, share=round(share * 100))


def meaning_of(question: ReadQuestion) -> Any:
    """The key of a reading in terms of texts; None when it cannot be stored as it stands."""
    body = askable.body_or_none(question)
    return None if body is None else BY_NAME[question.kind].meaning(body)


def wording_of(question: ReadQuestion) -> list[str]:
    """The texts that make a reading what it is, as rules.wording_of gives them for a stored question."""
    body = askable.body_or_none(question)
    return list(question.options) if body is None else BY_NAME[question.kind].wording(body)


def body_of(question: ReadQuestion) -> dict[str, Any]:
    """The body a sound reading is stored with; docs/howto/add-a-question-type.md lists the shapes of keys."""
    return question.body if question.body is not None else BY_NAME[question.kind].body_of(question)


def summary(counts: dict[str, int]) -> str:
    """识别 120 题：可用 111，待确认 6，有错误 3."""
    total = sum(counts.values())
    return str(_(
        "识别 %(total)d 题：可用 %(ready)d，待确认 %(doubtful)d，有错误 %(rejected)d",
        total=total, ready=counts["ready"], doubtful=counts["doubtful"], rejected=counts["rejected"],
    ))  # fmt: skip
