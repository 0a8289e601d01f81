"""What search finds of the bank: stems, options and explanations, for those who may read questions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for
from sqlalchemy import select

from accounts.permissions import Permission
from core.db import atomic, db
from core.i18n import _l
from core.models import SearchEntry
from core.search import STAFF, Entry, SearchKind, put
from question_bank import rules
from question_bank.models import Question, QuestionRevision, Topic

AT_ONCE = 1000


def feed(condition: Any) -> int:
    """Let the questions that meet a condition be found as they read now; call it inside the @atomic action."""
    return put(QUESTIONS, _entries(condition))


@atomic
def feed_if_new() -> int:
    """Let all questions be found in an installation that held them before search did; afterwards does nothing."""
    indexed = select(SearchEntry.id).where(SearchEntry.kind == QUESTIONS.name).limit(1)
    return 0 if db.session.scalar(indexed) else feed(Question.id > 0)


def _entries(condition: Any) -> Iterator[Entry]:
    found = db.session.execute(
        select(Question.id, QuestionRevision, Topic.path)
        .join(QuestionRevision, Question.latest_id == QuestionRevision.id)
        .join(Topic, Topic.id == Question.topic_id)
        .where(condition)
        .order_by(Question.id)
        .execution_options(yield_per=AT_ONCE)
    )
    for question_id, revision, topic in found:
        wording = rules.wording_of(revision.kind, revision.body)
        body = "\n".join([revision.stem, *wording, revision.explanation])
        yield Entry(str(question_id), revision.stem, topic, body, revision.created_at)


def _address(ref: str, is_staff: bool) -> str:
    return url_for("questions.show", question_id=int(ref))


QUESTIONS = SearchKind(
    "question", _l("题目"), STAFF, _address, lambda: _entries(Question.id > 0), Permission.QUESTION_READ
)
SEARCHED = (QUESTIONS,)
