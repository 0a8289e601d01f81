"""Where questions are used: on which papers they stood, and from which blueprints they may be drawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from assessment.models import Attempt, ExamItem, PaperItem
from core.db import db
from question_bank.models import Question, QuestionRevision, Topic


@dataclass(frozen=True)
class Used:
    """On how many papers of an exam a question stood, and when they were begun."""

    papers: int
    first_at: datetime
    last_at: datetime


def papers_with(question_id: int) -> dict[int, Used]:
    """For each exam on whose papers a question stood in any wording: how often and when."""
    wordings = select(QuestionRevision.id).where(QuestionRevision.question_id == question_id)
    found = db.session.execute(
        select(Attempt.exam_id, func.count(), func.min(Attempt.started_at), func.max(Attempt.started_at))
        .join(PaperItem, PaperItem.attempt_id == Attempt.id)
        .where(PaperItem.revision_id.in_(wordings))
        .group_by(Attempt.exam_id)
    )
    return {exam_id: Used(count, first, last) for exam_id, count, first, last in found}


def exams_with(question_id: int) -> Select[Any]:
    """The ids of exams that put a question on every paper by hand, as a condition for other queries."""
    wordings = select(QuestionRevision.id).where(QuestionRevision.question_id == question_id)
    return select(ExamItem.exam_id).where(ExamItem.revision_id.in_(wordings))


def may_draw(row: Any, question: Question) -> ColumnElement[bool]:
    """The condition that a row of a blueprint (a table with topic_id and kind) asks for a question's topic and kind."""
    path = db.session.get_one(Topic, question.topic_id).path.split("/")
    above = ["/".join(path[:depth]) for depth in range(1, len(path) + 1)]
    topics = select(Topic.id).where(Topic.path.in_(above))
    return and_(row.topic_id.in_(topics), or_(row.kind.is_(None), row.kind == question.kind))
