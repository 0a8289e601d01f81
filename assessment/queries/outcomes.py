"""How items were answered in marked attempts, as the observations that statistics are made of.

Each person counts once in an exam, with their first marked attempt: later ones know the questions.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from sqlalchemy import Select, bindparam, func, select

from assessment.models import AnswerEvent, Attempt, AttemptGrade, Grade, GradeRun, PaperItem
from assessment.statistics import Responses
from assessment.statistics.observations import Observation
from core.db import rows
from question_bank.models import Question, QuestionRevision
from question_bank.queries import revisions
from question_bank.types import choices

SLOWEST_S = 1_800
"""Longer pauses between two answers are not taken for time spent on one."""


@dataclass(frozen=True)
class AskedItem:
    """One revision as it was put to people: its wording, its key in letters, and what was observed."""

    revision: QuestionRevision
    keys: str
    observations: list[Observation] = field(default_factory=list)


def _first_attempts() -> Any:
    """Build the statement of each person's first marked attempt at exam `exam_id`."""
    return (
        select(func.min(Attempt.id))
        .join(AttemptGrade, AttemptGrade.attempt_id == Attempt.id)
        .join(GradeRun, GradeRun.id == AttemptGrade.run_id)
        .where(GradeRun.current_key == 1)
        .group_by(Attempt.exam_id, Attempt.member_id)
    )


def _observed() -> Any:
    return (
        select(
            PaperItem.revision_id, Grade.attempt_id, Grade.milli_points, PaperItem.milli_points,
            AttemptGrade.milli_points, AttemptGrade.milli_total, Grade.detail, PaperItem.item_no,
        )
        .select_from(Grade)
        .join(GradeRun, GradeRun.id == Grade.run_id)
        .join(AttemptGrade, (AttemptGrade.run_id == Grade.run_id) & (AttemptGrade.attempt_id == Grade.attempt_id))
        .join(PaperItem, (PaperItem.attempt_id == Grade.attempt_id) & (PaperItem.item_no == Grade.item_no))
        .where(GradeRun.current_key == 1, Grade.attempt_id.in_(_first_attempts()))
        .order_by(Grade.attempt_id, PaperItem.item_no)
    )  # fmt: skip


_IN_EXAM = _observed().where(GradeRun.exam_id == bindparam("exam_id"))
_OF_REVISIONS = _observed().where(PaperItem.revision_id.in_(bindparam("revision_ids", expanding=True)))
_ANSWERS = select(AnswerEvent.op_id, AnswerEvent.attempt_id, AnswerEvent.payload, AnswerEvent.arrived_at)


def asked_in_exam(exam_id: int) -> list[AskedItem]:
    """Return every revision put to people in an exam with what was observed, most asked first."""
    found = rows(_IN_EXAM, {"exam_id": exam_id}).all()
    answers = _payloads(select(Attempt.id).where(Attempt.exam_id == exam_id))
    return sorted(_asked(found, answers), key=lambda item: (-len(item.observations), item.revision.id))


def asked_of_question(question: Question) -> list[AskedItem]:
    """Return each revision of a question that was ever put to people, the newest first, over all exams."""
    ids = list(rows(select(QuestionRevision.id).where(QuestionRevision.question_id == question.id)).scalars())
    found = rows(_OF_REVISIONS, {"revision_ids": ids}).all()
    attempts = select(PaperItem.attempt_id).where(PaperItem.revision_id.in_(ids))
    return sorted(_asked(found, _payloads(attempts)), key=lambda item: -item.revision.number)


@dataclass(frozen=True)
class _Answer:
    payload: str
    seconds: float | None


def _payloads(attempts: Select[Any]) -> dict[str, _Answer]:
    """The answers of attempts by operation, with the time since the answer before as the server saw it."""
    answers: dict[str, _Answer] = {}
    last: dict[int, Any] = {}
    query = _ANSWERS.where(AnswerEvent.attempt_id.in_(attempts)).order_by(AnswerEvent.arrived_at, AnswerEvent.op_id)
    for op_id, attempt_id, payload, arrived_at in rows(query):
        before = last.get(attempt_id)
        pause = (arrived_at - before).total_seconds() if before else None
        answers[op_id] = _Answer(payload, pause if pause and pause <= SLOWEST_S else None)
        last[attempt_id] = arrived_at
    return answers


def _asked(found: Iterable[Any], answers: dict[str, _Answer]) -> list[AskedItem]:
    listed = list(found)
    wordings = revisions(row[0] for row in listed)
    items = {number: AskedItem(wording, _keys(wording.body)) for number, wording in wordings.items()}
    for revision_id, attempt_id, points, full, total, total_full, detail, _item_no in listed:
        op_id = json.loads(detail).get("op_id")
        answer = answers.get(op_id) if op_id else None
        rest_full = total_full - full
        items[revision_id].observations.append(
            Observation(
                person=attempt_id,
                share=min(1.0, max(0.0, points / full)) if full else 0.0,
                rest=(total - points) / rest_full if rest_full else 0.0,
                chosen=_letters(wordings[revision_id].body, answer.payload) if answer else None,
                seconds=answer.seconds if answer else None,
            )
        )
    return list(items.values())


def _keys(body: dict[str, Any]) -> str:
    return "".join(choices.key_letters(body)) if "options" in body else ""


def _letters(body: dict[str, Any], payload: str) -> str | None:
    """What was chosen, in the author's letters; None for an empty answer, empty for a question without options."""
    answer = json.loads(payload)
    if answer is None:
        return None
    if "options" not in body or not isinstance(answer.get("chosen"), list):
        return ""
    places = {option: choices.letter(place) for place, option in enumerate(choices.option_ids(body))}
    return "".join(sorted(places[each] for each in answer["chosen"] if each in places))


def matrix_of(items: list[AskedItem]) -> Responses:
    """Return the items of an exam as one matrix of persons and items; items not put to a person are NaN."""
    people = sorted({seen.person for item in items for seen in item.observations})
    place = {person: number for number, person in enumerate(people)}
    shares = np.full((len(people), len(items)), np.nan)
    for column, item in enumerate(items):
        for seen in item.observations:
            shares[place[seen.person], column] = seen.share
    return Responses(tuple(str(item.revision.question_id) for item in items), shares)
