"""The questions that stand on every paper of an exam, and what becomes of those whose sources changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from assessment.models import BlueprintRow, Exam, ExamItem
from core.db import db
from question_bank.models import Question, QuestionRevision, State, Topic
from question_bank.queries import stale_ids


@dataclass(frozen=True)
class Replacement:
    """A row for one question, drawn in the place of a fixed one."""

    topic_id: int
    kind: str
    milli_points: int
    count: int = 1


@dataclass(frozen=True)
class FixedItems:
    """The fixed questions of an exam: those that stay, those that are drawn anew, those nothing may replace."""

    kept: tuple[ExamItem, ...]
    replaced: tuple[Replacement, ...]
    stuck: tuple[ExamItem, ...]
    """To be looked at again, but outside every row of the blueprint; they are among those kept."""


def fixed_items(exam: Exam, at: datetime) -> FixedItems:
    """Part the fixed questions of an exam by what their sources have become at a moment.

    One to be looked at again leaves new papers where a row of the blueprint could have drawn it; a question of its
    kind from that row stands in its place, worth the same. Where no row covers it, it stays.
    """
    waiting = _waiting(exam.items, at)
    paths = _paths({row.topic_id for row in exam.blueprint}) if waiting else {}
    kept, replaced, stuck = [], [], []
    for item in exam.items:
        question = waiting.get(item.revision_id)
        row = question and _row_for(question, exam.blueprint, paths)
        if question and row:
            replaced.append(Replacement(row.topic_id, question.kind, item.milli_points))
            continue
        kept.append(item)
        if question:
            stuck.append(item)
    return FixedItems(tuple(kept), tuple(replaced), tuple(stuck))


def _waiting(items: Collection[ExamItem], at: datetime) -> dict[int, Question]:
    """By revision, the questions that somebody has to look at again."""
    if not items:
        return {}
    rows = db.session.execute(
        select(QuestionRevision.id, Question)
        .join(Question, Question.id == QuestionRevision.question_id)
        .where(QuestionRevision.id.in_([item.revision_id for item in items]), Question.id.in_(stale_ids(at)))
    )
    return dict(rows.all())


def _paths(topic_ids: set[int]) -> dict[int, str]:
    rows = db.session.execute(select(Topic.id, Topic.path).where(Topic.id.in_(topic_ids)))
    return {row.id: row.path for row in rows}


def _row_for(question: Question, rows: Iterable[BlueprintRow], paths: dict[int, str]) -> BlueprintRow | None:
    path = db.session.get_one(Topic, question.topic_id).path
    for row in rows:
        above = paths[row.topic_id]
        if row.kind in (None, question.kind) and (path == above or path.startswith(f"{above}/")):
            return row
    return None


def newer_wordings(exam: Exam) -> dict[ExamItem, int]:
    """For the fixed questions that were reworded and approved since, the wording in force."""
    rows = db.session.execute(
        select(QuestionRevision.id, Question.latest_id)
        .join(Question, Question.id == QuestionRevision.question_id)
        .where(
            QuestionRevision.id.in_([item.revision_id for item in exam.items]),
            Question.state == State.READY,
            Question.latest_id != QuestionRevision.id,
        )
    )
    newer = dict(rows.all())
    return {item: newest for item in exam.items if (newest := newer.get(item.revision_id))}
