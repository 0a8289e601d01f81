"""What became of the questions of an exam when their sources changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select

from assessment.models import Attempt, PaperItem
from core.db import db
from question_bank.models import Question, QuestionRevision
from question_bank.queries import stale_ids, waiting_in


def left_out(rows: Sequence[Any], at: datetime) -> dict[int, str]:
    """The stems, by question, that a blueprint could draw if nobody had to look at them again at that moment."""
    found: dict[int, str] = {}
    for row in rows:
        found |= waiting_in(row.topic_id, row.kind, at)
    return dict(sorted(found.items()))


def waiting_on_papers(exam_id: int, now: datetime) -> dict[int, str]:
    """The stems, by question, that stand on papers of an exam already and are to be looked at again."""
    wordings = select(QuestionRevision.id).where(QuestionRevision.question_id == Question.id).correlate(Question)
    on_paper = (
        exists()
        .where(PaperItem.revision_id.in_(wordings), PaperItem.attempt_id == Attempt.id, Attempt.exam_id == exam_id)
        .correlate(Question)
    )
    rows = db.session.execute(
        select(Question.id, QuestionRevision.stem)
        .join(QuestionRevision, QuestionRevision.id == Question.latest_id)
        .where(Question.id.in_(stale_ids(now)), on_paper)
        .order_by(Question.id)
    )
    return {row.id: row.stem for row in rows}
