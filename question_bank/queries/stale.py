"""Questions that rest on paragraphs which a newer edition edited or removed, and nobody has looked at since."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from core.db import db
from core.paging import Page, paginate
from documents.models import ParagraphChange, Supersession
from documents.queries import Resting
from question_bank.models import Question, QuestionConfirmation, QuestionSource, State

PAGE = 10
QUESTIONS = Resting(QuestionSource, QuestionConfirmation, "question_id")


def stale_ids(now: datetime) -> Select[Any]:
    """The ids of questions to be looked at again, as a condition for other queries; retired ones among them."""
    return QUESTIONS.stale_ids(now)


def open_changes(question_ids: Collection[int], now: datetime) -> dict[int, list[ParagraphChange]]:
    """For questions, the changes that nobody has looked at since, in the order in which they came into force."""
    return QUESTIONS.changes_of(question_ids, now)


def stale_questions(now: datetime, *, owner_id: int | None, document_id: int | None, number: int) -> Page[Question]:
    """One page of the questions in use that are to be looked at again, by owner and by superseded document."""
    changes = stale_ids(now).where(Supersession.older_id == document_id) if document_id else stale_ids(now)
    query = select(Question).where(Question.id.in_(changes), Question.state != State.RETIRED)
    query = query.where(Question.owner_id == owner_id) if owner_id else query
    query = query.options(joinedload(Question.latest), joinedload(Question.topic), joinedload(Question.owner))
    return paginate(query.order_by(Question.id), number, PAGE)


def stale_count(now: datetime) -> int:
    """How many questions in use are to be looked at again."""
    query = select(func.count()).select_from(Question)
    return db.session.scalar(query.where(Question.id.in_(stale_ids(now)), Question.state != State.RETIRED)) or 0


def stale_owners(now: datetime) -> list[tuple[int, str]]:
    """The owners of questions that are to be looked at again, as (id, name)."""
    owners = select(Question.owner_id).where(Question.id.in_(stale_ids(now)), Question.state != State.RETIRED)
    rows = db.session.execute(select(Member.id, Member.name).where(Member.id.in_(owners)).order_by(Member.id))
    return [(row.id, row.name) for row in rows]
