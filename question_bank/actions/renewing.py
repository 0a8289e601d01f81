"""Letting questions follow a newer edition of the file that brought them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from accounts import audit
from core.db import atomic, db
from question_bank import searching
from question_bank.actions.imports import draft_of
from question_bank.actions.questions import renew_question
from question_bank.actions.uploads import digest
from question_bank.formats import Reading
from question_bank.models import ImportBatch, Question, State
from question_bank.renewal import Mark, pairs


@atomic
def renew_questions(reading: Reading, *, file_name: str, now: datetime) -> Reading:
    """Bring what an earlier edition of a shipped file brought to this edition; return what is left to import.

    An edited question gets a new revision and stays ready; what the edition no longer holds is retired. Questions that
    people changed or took out of use stay as they are, and do not come a second time.
    """
    held = _brought_by(file_name)
    found = pairs(
        [Mark(each.latest.digest, each.topic.path, each.kind) for each in held],
        [Mark(digest(each), each.topic, each.kind) for each in reading.questions],
    )
    renewed = [
        held[at].id
        for place, at in found.items()
        if _is_untouched(held[at])
        and renew_question(held[at], draft_of(reading.questions[place], held[at].topic_id), now=now)
    ]
    kept = set(found.values())
    retired = _retire(question for at, question in enumerate(held) if at not in kept)
    if renewed or retired:
        db.session.flush()
        searching.feed(Question.id.in_(renewed))
        after = {"file": file_name, "renewed": len(renewed), "retired": retired}
        audit.record(None, "question.renew", "question", after=after)
    return replace(reading, questions=tuple(each for at, each in enumerate(reading.questions) if at not in found))


def _brought_by(file_name: str) -> list[Question]:
    """The questions that the product itself took in from a file of this name, in their order."""
    query = select(Question).join(ImportBatch, Question.batch_id == ImportBatch.id)
    query = query.where(ImportBatch.file_name == file_name, ImportBatch.imported_by_id.is_(None))
    query = query.options(joinedload(Question.latest), joinedload(Question.topic))
    return list(db.session.scalars(query.order_by(Question.id)))


def _is_untouched(question: Question) -> bool:
    return question.state == State.READY and question.latest.created_by_id is None


def _retire(questions: Iterable[Question]) -> int:
    gone = [question for question in questions if _is_untouched(question)]
    for question in gone:
        question.state = State.RETIRED
    return len(gone)
