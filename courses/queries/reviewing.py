"""What the list of things to be looked at again shows: each with its owner and the words that changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from core.db import db
from core.paging import Page
from courses.queries import stale
from documents.comparing import Compared
from documents.models import ParagraphChange, Supersession
from documents.queries import touches, what_became_of
from question_bank import queries as questions

MOST_SHOWN = 6


@dataclass(frozen=True)
class Waiting:
    """A lesson or a question to be looked at again; `more` changed paragraphs are not shown."""

    thing: Any
    owner: str
    differences: tuple[Compared, ...]
    more: int


@dataclass(frozen=True)
class Choice:
    """What the list is narrowed to; None does not narrow."""

    owner_id: int | None = None
    document_id: int | None = None


def waiting_questions(choice: Choice, now: datetime, number: int) -> Page[Waiting]:
    """One page of questions to be looked at again."""
    page = questions.stale_questions(now, owner_id=choice.owner_id, document_id=choice.document_id, number=number)
    changes = questions.open_changes([question.id for question in page.items], now)
    owners = {question.id: question.owner.name if question.owner else "" for question in page.items}
    return _page(page, changes, owners, now)


def waiting_lessons(choice: Choice, now: datetime, number: int) -> Page[Waiting]:
    """One page of lessons to be looked at again."""
    page = stale.stale_lessons(now, owner_id=choice.owner_id, document_id=choice.document_id, number=number)
    changes = stale.open_lesson_changes([lesson.id for lesson in page.items], now)
    names = stale.member_names([lesson.version.published_by_id for lesson in page.items])
    owners = {lesson.id: names.get(lesson.version.published_by_id or 0, "") for lesson in page.items}
    return _page(page, changes, owners, now)


def _page(
    page: Page[Any], changes: Mapping[int, Sequence[ParagraphChange]], owners: Mapping[int, str], now: datetime
) -> Page[Waiting]:
    spots = {
        thing.id: list(dict.fromkeys((change.article_id, change.anchor) for change in changes.get(thing.id, ())))
        for thing in page.items
    }
    became = what_became_of([spot for held in spots.values() for spot in held[:MOST_SHOWN]], now)
    items = [
        Waiting(
            thing,
            owners[thing.id],
            tuple(became[spot] for spot in spots[thing.id][:MOST_SHOWN] if spot in became),
            max(0, len(spots[thing.id]) - MOST_SHOWN),
        )
        for thing in page.items
    ]
    return Page(items, page.total, page.number, page.size)


def owners_waited_for(now: datetime) -> list[tuple[int, str]]:
    """Everybody for whom something waits, as (id, name)."""
    return sorted(set(questions.stale_owners(now)) | set(stale.stale_publishers(now)))


def superseded_documents(now: datetime) -> list[int]:
    """The documents that a newer edition in force changed."""
    query = select(Supersession.older_id).join(ParagraphChange, ParagraphChange.supersession_id == Supersession.id)
    return list(db.session.scalars(query.where(touches(now)).distinct().order_by(Supersession.older_id)))


def waiting_of_document(document_id: int, now: datetime) -> int:
    """How many lessons and questions wait because this document was superseded."""
    return (
        questions.stale_questions(now, owner_id=None, document_id=document_id, number=1).total
        + stale.stale_lessons(now, owner_id=None, document_id=document_id, number=1).total
    )


def waiting_count(now: datetime) -> int:
    """How many lessons and questions are to be looked at again."""
    return questions.stale_count(now) + stale.stale_lesson_count(now)
