"""Reads of what people say about questions: comments, reported faults, kept filters, words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from accounts.permissions import Permission, can
from core.db import db, rows
from core.errors import NotFound
from core.paging import Page, paginate
from question_bank.models import FaultReport, KeptFilter, QuestionComment, QuestionWord

FAULTS_ON_PAGE = 20
MOST_OFFERED = 200


def comments_on(question_id: int) -> Sequence[QuestionComment]:
    """What the staff said about a question, the first first."""
    query = select(QuestionComment).where(QuestionComment.question_id == question_id)
    return db.session.scalars(query.options(joinedload(QuestionComment.author)).order_by(QuestionComment.id)).all()


def faults_page(*, is_open: bool, owner_id: int | None, number: int) -> Page[FaultReport]:
    """One page of reported faults, the oldest open or the latest answered first, of one owner's questions or all."""
    query = select(FaultReport).options(
        joinedload(FaultReport.question), joinedload(FaultReport.revision), joinedload(FaultReport.member),
        joinedload(FaultReport.answered_by),
    )  # fmt: skip
    if owner_id is not None:
        query = query.where(FaultReport.question.has(owner_id=owner_id))
    if is_open:
        query = query.where(FaultReport.open_key == 1).order_by(FaultReport.id)
    else:
        query = query.where(FaultReport.open_key.is_(None)).order_by(FaultReport.id.desc())
    return paginate(query, number, FAULTS_ON_PAGE)


def faults_of(question_id: int) -> Sequence[FaultReport]:
    """The latest faults reported of a question, with who reported and answered them."""
    query = select(FaultReport).where(FaultReport.question_id == question_id)
    query = query.options(joinedload(FaultReport.member), joinedload(FaultReport.answered_by))
    return db.session.scalars(query.order_by(FaultReport.id.desc()).limit(FAULTS_ON_PAGE)).all()


def fault_for(member: Member, fault_id: int) -> FaultReport:
    """A reported fault, for those who edit questions; raises NotFound."""
    fault = db.session.get(FaultReport, fault_id, options=[joinedload(FaultReport.question)])
    if fault is None or not can(member, Permission.QUESTION_EDIT):
        raise NotFound
    return fault


def own_faults(member_id: int, revision_ids: Collection[int]) -> dict[int, FaultReport]:
    """A person's latest report of each of these revisions."""
    if not revision_ids:
        return {}
    query = select(FaultReport).where(FaultReport.member_id == member_id, FaultReport.revision_id.in_(revision_ids))
    return {fault.revision_id: fault for fault in db.session.scalars(query.order_by(FaultReport.id))}


def own_faults_page(member_id: int, number: int) -> Page[FaultReport]:
    """One page of what a person reported, the newest first."""
    query = select(FaultReport).where(FaultReport.member_id == member_id)
    query = query.options(joinedload(FaultReport.revision))
    return paginate(query.order_by(FaultReport.id.desc()), number, FAULTS_ON_PAGE)


def words_of(question_ids: Collection[int]) -> dict[int, dict[str, list[str]]]:
    """Tags and posts of questions, by question and kind, in the order of the alphabet."""
    query = select(QuestionWord).where(QuestionWord.question_id.in_(question_ids)).order_by(QuestionWord.word)
    found: dict[int, dict[str, list[str]]] = {}
    for word in db.session.scalars(query):
        found.setdefault(word.question_id, {}).setdefault(word.kind, []).append(word.word)
    return found


def words_in_use(kind: str) -> list[str]:
    """The tags or posts that questions bear."""
    query = select(QuestionWord.word).where(QuestionWord.kind == kind).distinct().order_by(QuestionWord.word)
    return list(db.session.scalars(query.limit(MOST_OFFERED)))


@dataclass(frozen=True)
class Kept:
    """A kept way of narrowing the bank, as the list shows it."""

    id: int
    name: str
    query: str


_KEPT = (
    select(KeptFilter.id, KeptFilter.name, KeptFilter.query)
    .where(KeptFilter.member_id == bindparam("member_id"))
    .order_by(KeptFilter.name)
)


def kept_filters(member_id: int) -> list[Kept]:
    """The ways of narrowing the bank that a person kept."""
    return [Kept(*row) for row in rows(_KEPT, {"member_id": member_id})]


def kept_filter_for(member: Member, filter_id: int) -> KeptFilter:
    """A person's own kept filter; raises NotFound."""
    kept = db.session.get(KeptFilter, filter_id)
    if kept is None or kept.member_id != member.id:
        raise NotFound
    return kept
