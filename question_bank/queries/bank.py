"""Reads of the question bank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from accounts.permissions import Permission, can
from core import clock
from core.db import db
from core.errors import NotFound
from core.paging import Page, paginate
from question_bank import rules
from question_bank.models import ImportBatch, Question, QuestionRevision, StagedImport, StagedQuestion, State, Topic
from question_bank.queries.listing import in_topic, is_current
from question_bank.queries.stale import stale_ids

AT_ONCE = 400
PAGE = 20


@dataclass(frozen=True)
class RevisionRef:
    """A question that may be drawn, by the revision in force."""

    revision_id: int
    question_id: int
    kind: str
    difficulty: int


def ready_revisions(
    topic_id: int | None, kind: str | None, include_subtopics: bool = True, at: datetime | None = None
) -> list[RevisionRef]:
    """All ready questions of a topic (None: of all) and kind (None: of all), in the order of their ids.

    Questions past their last day stay out, and those whose paragraphs changed until somebody looked at them again;
    `at` asks for a later moment, when further changes will be in force.
    """
    query = _ready(topic_id, kind, include_subtopics).with_only_columns(
        QuestionRevision.id, Question.id, Question.kind, QuestionRevision.difficulty
    )
    query = query.where(Question.id.not_in(stale_ids(at or clock.now())))
    return [RevisionRef(*row) for row in db.session.execute(query)]


def waiting_in(topic_id: int, kind: str | None, at: datetime) -> dict[int, str]:
    """The stems, by question, that would be drawn from a topic if nobody had to look at them again at that moment."""
    query = _ready(topic_id, kind, True).with_only_columns(Question.id, QuestionRevision.stem)
    rows = db.session.execute(query.where(Question.id.in_(stale_ids(at))))
    return {row.id: row.stem for row in rows}


def _ready(topic_id: int | None, kind: str | None, include_subtopics: bool) -> Select[Question, QuestionRevision]:
    query = (
        select(Question, QuestionRevision)
        .join(QuestionRevision, Question.latest_id == QuestionRevision.id)
        .where(Question.state == State.READY, is_current())
        .order_by(Question.id)
    )
    query = query.where(Question.kind == kind) if kind else query
    return query.where(in_topic(topic_id, include_subtopics)) if topic_id is not None else query


def revisions(ids: Iterable[int]) -> dict[int, QuestionRevision]:
    """Revisions by id, in as few statements as their number needs."""
    wanted = sorted(set(ids))
    found: dict[int, QuestionRevision] = {}
    for start in range(0, len(wanted), AT_ONCE):
        rows = db.session.scalars(
            select(QuestionRevision).where(QuestionRevision.id.in_(wanted[start : start + AT_ONCE]))
        )
        found |= {revision.id: revision for revision in rows}
    return found


def topic_by_path(path: str) -> Topic:
    """The topic at a path such as 课程名/课名; raises NotFound."""
    topic: Topic | None = db.session.scalar(select(Topic).where(Topic.path == "/".join(rules.topic_names(path))))
    if topic is None:
        raise NotFound
    return topic


def topics() -> Sequence[Topic]:
    """All topics in the order of the tree."""
    every = db.session.scalars(select(Topic)).all()
    return sorted(every, key=lambda topic: topic.path.split("/"))


def topic_for(member: Member, topic_id: int) -> Topic:
    """A topic of the shared tree; raises NotFound."""
    topic = db.session.get(Topic, topic_id)
    if topic is None or not can(member, Permission.QUESTION_READ):
        raise NotFound
    return topic


def topic_counts() -> dict[int, int]:
    """How many ready questions stand directly under each topic."""
    rows = db.session.execute(
        select(Question.topic_id, func.count()).where(Question.state == State.READY).group_by(Question.topic_id)
    )
    return {topic_id: count for topic_id, count in rows}  # noqa: C416 - a row is not a pair


def question_for(member: Member, question_id: int) -> Question:
    """A question with its latest revision; raises NotFound."""
    if not can(member, Permission.QUESTION_READ):
        raise NotFound
    found: Question | None = db.session.scalar(
        select(Question)
        .where(Question.id == question_id)
        .options(joinedload(Question.latest), joinedload(Question.topic))
    )
    if found is None:
        raise NotFound
    return found


def history(question: Question) -> Sequence[QuestionRevision]:
    """All revisions of a question, the newest first, with their authors."""
    query = select(QuestionRevision).where(QuestionRevision.question_id == question.id)
    return db.session.scalars(
        query.options(joinedload(QuestionRevision.created_by)).order_by(QuestionRevision.number.desc())
    ).all()


def held_keys(digests: Sequence[str]) -> dict[str, list[tuple[int, Any]]]:
    """For digests the bank holds in questions in use: the questions and their keys in terms of texts."""
    held: dict[str, list[tuple[int, Any]]] = {}
    wanted = sorted(set(digests))
    for start in range(0, len(wanted), AT_ONCE):
        query = select(Question.id, QuestionRevision).join(QuestionRevision, Question.latest_id == QuestionRevision.id)
        query = query.where(
            QuestionRevision.digest.in_(wanted[start : start + AT_ONCE]), Question.state != State.RETIRED
        )
        for question_id, revision in db.session.execute(query.order_by(Question.id)):
            held.setdefault(revision.digest, []).append((question_id, rules.key_meaning(revision.kind, revision.body)))
    return held


def staged_for(member: Member, staged_id: int) -> StagedImport:
    """A file that waits, for its owner only; raises NotFound."""
    staged = db.session.get(StagedImport, staged_id)
    if staged is None or staged.owner_id != member.id:
        raise NotFound
    return staged


def staged_question_for(member: Member, staged_id: int, item_id: int) -> StagedQuestion:
    """One question of a file that waits, for its owner only; raises NotFound."""
    staged = staged_for(member, staged_id)
    item = db.session.get(StagedQuestion, item_id)
    if item is None or item.staged_id != staged.id:
        raise NotFound
    return item


def staged_page(staged: StagedImport, status: str, number: int) -> Page[StagedQuestion]:
    """One page of the questions of a file that waits, in the order of the file."""
    query = select(StagedQuestion).where(StagedQuestion.staged_id == staged.id)
    query = query.where(StagedQuestion.status == status) if status else query
    return paginate(query.order_by(StagedQuestion.ordinal), number, PAGE)


def staged_counts(staged: StagedImport) -> dict[str, int]:
    """How many questions of a file are ready, doubtful and rejected."""
    query = (
        select(StagedQuestion.status, func.count())
        .where(StagedQuestion.staged_id == staged.id)
        .group_by(StagedQuestion.status)
    )
    found = {status: count for status, count in db.session.execute(query)}  # noqa: C416 - a row is not a pair
    return {status: found.get(status, 0) for status in ("ready", "doubtful", "rejected")}


def waiting_imports(member: Member) -> Sequence[StagedImport]:
    """The newest files of a person that wait for a decision."""
    query = select(StagedImport).where(StagedImport.owner_id == member.id, StagedImport.batch_id.is_(None))
    return db.session.scalars(query.order_by(StagedImport.id.desc()).limit(10)).all()


def batches(number: int) -> Page[ImportBatch]:
    """Import batches, the newest first, with who imported them."""
    return paginate(
        select(ImportBatch).options(joinedload(ImportBatch.imported_by)).order_by(ImportBatch.id.desc()), number, 10
    )


def batch_for(member: Member, batch_id: int) -> ImportBatch:
    """A batch; raises NotFound."""
    batch = db.session.get(ImportBatch, batch_id)
    if batch is None or not can(member, Permission.QUESTION_EDIT):
        raise NotFound
    return batch
