"""What people say about questions: comments, reported faults and their answers, kept filters."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _
from question_bank import rules
from question_bank.actions.questions import move_question
from question_bank.models import (
    FaultOutcome,
    FaultReport,
    KeptFilter,
    Question,
    QuestionComment,
    QuestionRevision,
    State,
)

LONGEST = 1000
MOST_KEPT = 30


@atomic
def comment(actor: Member, question: Question, body: str, *, now: datetime) -> QuestionComment:
    """Say something about a question as it stands."""
    body = _sentence(body, _("请填写评论。"))
    number = db.session.get_one(QuestionRevision, question.latest_id).number
    said = QuestionComment(
        question_id=question.id, revision_number=number, author_id=actor.id, body=body, said_at=now
    )  # fmt: skip
    db.session.add(said)
    audit.record(actor, "question.comment", question, after={"comment": body[:200]})
    return said


def _sentence(body: str, missing: str) -> str:
    body = body.strip()
    if not body:
        raise Invalid(missing, field="body")
    if len(body) > LONGEST:
        raise Invalid(_("请不要超过 %(most)d 字。", most=LONGEST), field="body")
    return body


@atomic
def report_fault(member: Member, revision: QuestionRevision, body: str, *, now: datetime) -> FaultReport:
    """Report that something is wrong with a question; one open report a person and question."""
    body = _sentence(body, _("请写明哪里有错。"))
    fault = FaultReport(
        question_id=revision.question_id, revision_id=revision.id, member_id=member.id, body=body, reported_at=now,
        open_key=1,
    )  # fmt: skip
    with refusing(Refusal(_("您已经报告过这道题，请等待答复。"))):
        db.session.add(fault)
    audit.record(member, "question.report_fault", fault, after={"question": revision.question_id, "body": body[:200]})
    return fault


@atomic
def answer_fault(actor: Member, fault: FaultReport, outcome: str, answer: str, *, now: datetime) -> FaultReport:
    """Answer a reported fault once: the question was corrected, is retired herewith, or is right as it stands."""
    fault = db.session.get_one(FaultReport, fault.id, with_for_update=True)
    if fault.open_key is None:
        raise Refusal(_("这条纠错已经答复过了。"))
    if outcome not in set(FaultOutcome):
        raise Invalid(_("请选择处理结果。"), field="outcome")
    answer = _sentence(answer, _("请写明处理结果或理由，报告人会看到。"))
    _ensure_done(fault, outcome)
    question = db.session.get_one(Question, fault.question_id)
    if outcome == FaultOutcome.RETIRED and question.state != State.RETIRED:
        move_question(actor, question, State.RETIRED, reason=answer, now=now)
    answered_by_id = actor.id
    fault.open_key, fault.outcome, fault.answer = None, outcome, answer
    fault.answered_by_id, fault.answered_at = answered_by_id, now
    audit.record(actor, "question.answer_fault", fault, after={"outcome": outcome, "answer": answer[:200]})
    return fault


def _ensure_done(fault: FaultReport, outcome: str) -> None:
    """Refuse to say that a question was corrected while it reads as it did when the fault was reported."""
    newest = select(func.max(QuestionRevision.id)).where(QuestionRevision.question_id == fault.question_id)
    if outcome == FaultOutcome.CORRECTED and db.session.scalar(newest) == fault.revision_id:
        raise Refusal(_("题目还没有改动，请先修改题目，再答复“已改正”。"))


@atomic
def keep_filter(member: Member, name: str, query: str) -> KeptFilter:
    """Keep a way of narrowing the bank under a name of one's own; an old one of that name is replaced."""
    name = name.strip()
    if not name or len(name) > rules.LONGEST_FILTER_NAME:
        raise Invalid(_("请给筛选起个名字，不超过 %(most)d 字。", most=rules.LONGEST_FILTER_NAME), field="name")
    own = select(KeptFilter).where(KeptFilter.member_id == member.id)
    kept: KeptFilter | None = db.session.scalar(own.where(KeptFilter.name == name))
    if kept is None:
        if (db.session.scalar(select(func.count()).select_from(own.subquery())) or 0) >= MOST_KEPT:
            raise Refusal(_("最多保存 %(most)d 个筛选，请先删除不用的。", most=MOST_KEPT))
        kept = KeptFilter(member_id=member.id, name=name, query="")
        with refusing(Refusal(_("已有同名的筛选。"))):
            db.session.add(kept)
    kept.query = query[:500]
    return kept


@atomic
def drop_filter(member: Member, kept: KeptFilter) -> None:
    """Forget a kept filter."""
    db.session.delete(db.session.get_one(KeptFilter, kept.id))
