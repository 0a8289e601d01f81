"""Changes of single questions: writing, revising, and the steps of their life."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid
from core.i18n import _
from question_bank import rules, searching
from question_bank.actions.stale import retie
from question_bank.models import Question, QuestionRevision, State, Topic
from question_bank.types import Body


@dataclass(frozen=True)
class QuestionDraft:
    """What an author writes."""

    kind: str
    stem: str
    body: Body
    topic_id: int
    explanation: str = ""
    source: str = ""
    difficulty: int = 2


@atomic
def create_question(
    actor: Member | None, draft: QuestionDraft, *, now: datetime, batch_id: int | None = None, state: str = State.DRAFT
) -> Question:
    """Write a new question with its first revision; a draft unless an import was confirmed."""
    question = add_question(actor, draft, now=now, batch_id=batch_id, state=state)
    searching.feed(Question.id == question.id)
    audit.record(actor, "question.create", question, after={"stem": draft.stem[:80], "state": str(state)})
    return question


def add_question(
    actor: Member | None, draft: QuestionDraft, *, now: datetime, batch_id: int | None, state: str
) -> Question:
    """Add a question inside a running action without an audit entry of its own."""
    rules.ensure_sound(draft.kind, draft.stem, draft.body, draft.difficulty)
    if db.session.get(Topic, draft.topic_id) is None:
        raise Invalid(_("请选择知识点。"), field="topic_id")
    question = Question(
        kind=draft.kind,
        topic_id=draft.topic_id,
        state=state,
        owner_id=actor.id if actor else None,
        batch_id=batch_id,
        created_at=now,
    )
    db.session.add(question)
    db.session.flush()
    question.latest_id = _add_revision(actor, question, draft, 1, now).id
    db.session.flush()
    return question


def _add_revision(
    actor: Member | None, question: Question, draft: QuestionDraft, number: int, now: datetime
) -> QuestionRevision:
    revision = QuestionRevision(
        question_id=question.id,
        number=number,
        kind=draft.kind,
        stem=draft.stem,
        body_json=rules.as_text(draft.body),
        explanation=draft.explanation,
        source=draft.source,
        difficulty=draft.difficulty,
        digest=rules.digest_of(draft.stem, rules.wording_of(draft.kind, draft.body)),
        created_by_id=actor.id if actor else None,
        created_at=now,
    )
    db.session.add(revision)
    db.session.flush()
    return revision


@atomic
def revise_question(actor: Member, question: Question, draft: QuestionDraft, *, now: datetime) -> Question:
    """Write a new revision; a question that was ready or under review is a draft again. No change, no revision."""
    question = db.session.get_one(Question, question.id, with_for_update=True)
    rules.ensure_sound(draft.kind, draft.stem, draft.body, draft.difficulty)
    if db.session.get(Topic, draft.topic_id) is None:
        raise Invalid(_("请选择知识点。"), field="topic_id")
    latest = db.session.get_one(QuestionRevision, question.latest_id)
    before = {"revision": latest.number, "topic_id": question.topic_id, "state": question.state}
    question.topic_id = draft.topic_id
    if not _says_the_same(latest, draft):
        question.kind = draft.kind
        revision = _add_revision(actor, question, draft, latest.number + 1, now)
        question.latest_id = revision.id
        retie(actor, question, latest, revision)
        db.session.flush()
        searching.feed(Question.id == question.id)
        question.state = State.RETIRED if question.state == State.RETIRED else State.DRAFT
    after = {
        "revision": db.session.get_one(QuestionRevision, question.latest_id).number,
        "topic_id": question.topic_id,
        "state": str(question.state),
    }
    if after != before:
        audit.record(actor, "question.revise", question, before, after)
    return question


def renew_question(question: Question, draft: QuestionDraft, *, now: datetime) -> bool:
    """Write a new revision inside a running action without a person's review; tell whether there was a change."""
    rules.ensure_sound(draft.kind, draft.stem, draft.body, draft.difficulty)
    latest = db.session.get_one(QuestionRevision, question.latest_id)
    if _says_the_same(latest, draft):
        return False
    question.kind = draft.kind
    revision = _add_revision(None, question, draft, latest.number + 1, now)
    question.latest_id = revision.id
    retie(None, question, latest, revision)
    return True


def _says_the_same(latest: QuestionRevision, draft: QuestionDraft) -> bool:
    written = (latest.kind, latest.stem, latest.body_json, latest.explanation, latest.source, latest.difficulty)
    return written == (
        draft.kind,
        draft.stem,
        rules.as_text(draft.body),
        draft.explanation,
        draft.source,
        draft.difficulty,
    )


@atomic
def move_question(actor: Member, question: Question, target: str, *, reason: str = "", now: datetime) -> Question:
    """Take a step in a question's life: hand in, approve, send back, retire, take up again.

    Approving needs a reviewer who wrote none of its revisions; sending back needs a reason.
    """
    question = db.session.get_one(Question, question.id, with_for_update=True)
    before = question.state
    rules.ensure_may_move(before, target)
    if target == State.READY:
        authors = select(QuestionRevision.created_by_id).where(QuestionRevision.question_id == question.id)
        rules.ensure_may_review(actor.id, set(db.session.scalars(authors)))
    if (before, target) == (State.IN_REVIEW, State.DRAFT) and not reason.strip():
        raise Invalid(_("退回时请写明要改什么。"), field="reason")
    question.state = target
    audit.record(actor, f"question.{target}", question, {"state": before}, {"state": target}, reason.strip())
    return question
