"""Reads of files that wait for a decision: rows a chunk at a time, what a row is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from core.db import db
from question_bank.models import ImportUpload, Question, QuestionRevision, StagedImport, StagedQuestion

AT_A_TIME = 200


def staged_texts(staged: StagedImport, *statuses: str) -> Iterator[str]:
    """The stored texts of the questions in these states in the order of the file, a few in memory at a time."""
    last = 0
    while True:
        query = select(StagedQuestion.ordinal, StagedQuestion.question_json).where(
            StagedQuestion.staged_id == staged.id,
            StagedQuestion.status.in_([str(status) for status in statuses]),
            StagedQuestion.ordinal > last,
        )
        rows = db.session.execute(query.order_by(StagedQuestion.ordinal).limit(AT_A_TIME)).all()
        if not rows:
            return
        last = rows[-1][0]
        yield from (text for _ordinal, text in rows)


def upload_of(staged: StagedImport) -> ImportUpload | None:
    """The file while it is being read, or after it was refused; None once it has been read."""
    return db.session.get(ImportUpload, staged.id)


def staged_by_ordinal(staged: StagedImport, ordinals: Iterable[int]) -> dict[int, StagedQuestion]:
    """Questions of a file by their place in it."""
    wanted = sorted(set(ordinals))
    if not wanted:
        return {}
    query = select(StagedQuestion).where(StagedQuestion.staged_id == staged.id, StagedQuestion.ordinal.in_(wanted))
    return {item.ordinal: item for item in db.session.scalars(query)}


def revisions_of(question_ids: Iterable[int]) -> dict[int, QuestionRevision]:
    """The newest revisions of questions of the bank."""
    wanted = sorted(set(question_ids))
    if not wanted:
        return {}
    query = select(Question.id, QuestionRevision).join(QuestionRevision, Question.latest_id == QuestionRevision.id)
    return {key: value for key, value in db.session.execute(query.where(Question.id.in_(wanted)))}  # noqa: C416 - a row is not a pair
