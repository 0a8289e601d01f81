"""Questions of the bank in the terms of question files, ready to be written."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from core.db import db
from documents.models import Picture
from question_bank.formats.base import ReadPicture, ReadQuestion
from question_bank.formats.terms import in_terms
from question_bank.models import Question, QuestionRevision
from question_bank.queries.bank import AT_ONCE, revisions
from question_bank.queries.listing import Filters, ids_of, matching_count

_SHOWN = re.compile(r"picture:([0-9a-f]{64})|\"digest\": \"([0-9a-f]{64})\"")


def export_count(filters: Filters) -> int:
    """How many questions the filters choose."""
    return matching_count(filters)


def exported(filters: Filters, most: int | None = None) -> list[ReadQuestion]:
    """The chosen questions as they stand, by topic and age, numbered from 1, with their pictures."""
    query = select(Question).where(Question.id.in_(ids_of(filters)))
    query = query.options(joinedload(Question.latest), joinedload(Question.topic))
    rows = list(db.session.scalars(query.order_by(Question.topic_id, Question.id).limit(most)))
    return _with_pictures([_terms(row.latest, place, row.topic.path) for place, row in enumerate(rows, start=1)])


def exported_revisions(chosen: Sequence[tuple[int, float | None]]) -> list[ReadQuestion]:
    """Revisions of a paper in its order, each with what it is worth."""
    found = revisions(revision_id for revision_id, _points in chosen)
    made = [
        _terms(found[revision_id], place, "", points) for place, (revision_id, points) in enumerate(chosen, start=1)
    ]
    return _with_pictures(made)


def _terms(revision: QuestionRevision, place: int, topic: str, points: float | None = None) -> ReadQuestion:
    return in_terms(
        ReadQuestion(
            place,
            revision.kind,
            revision.stem,
            explanation=revision.explanation,
            points=points,
            topic=topic,
            source=revision.source,
            difficulty=revision.difficulty,
            raw=revision.body_json,
            body=revision.body,
        )
    )


def _with_pictures(questions: Iterable[ReadQuestion]) -> list[ReadQuestion]:
    """The questions with the pictures their texts and bodies show."""
    made = list(questions)
    shown = [_names(question) for question in made]
    held = _pictures({name for names in shown for name in names})
    return [
        replace(question, pictures=tuple(held[name] for name in names if name in held), raw="")
        for question, names in zip(made, shown, strict=True)
    ]


def _names(question: ReadQuestion) -> list[str]:
    text = "\n".join((question.stem, question.explanation, question.raw))
    return list(dict.fromkeys(found[1] or found[2] for found in _SHOWN.finditer(text)))


def _pictures(names: set[str]) -> dict[str, ReadPicture]:
    wanted, found = sorted(names), {}
    for start in range(0, len(wanted), AT_ONCE):
        query = (
            select(Picture).where(Picture.digest.in_(wanted[start : start + AT_ONCE])).options(undefer(Picture.content))
        )
        for each in db.session.scalars(query):
            found[each.digest] = ReadPicture(each.digest, "", base64.b64encode(each.content).decode())
    return found
