"""Marking enemies, searching the bank for questions that say the same, and deciding on them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from accounts import audit
from accounts.models import Member
from core import clock
from core.db import atomic, db, refusing
from core.errors import Invalid, NotFound, Refusal
from core.i18n import _
from core.jobs import job
from question_bank import duplicates
from question_bank.duplicates import Pair
from question_bank.models import Enmity, Question, TwinCheck, TwinPair, TwinVerdict
from question_bank.queries.pairs import texts_in_use

CHECK_TWINS = "question_bank.check_twins"
MOST_PAIRS = 20_000
"""Pairs kept of one search, the most alike."""


@atomic
def mark_enemies(actor: Member, question: Question, other_id: int, reason: str, *, now: datetime) -> Enmity:
    """Let two questions never stand on one paper again."""
    if other_id == question.id:
        raise Invalid(_("请填写另一道题的编号。"), field="other")
    if db.session.get(Question, other_id) is None:
        raise Invalid(_("没有编号为 %(id)d 的题目。", id=other_id), field="other")
    low, high = sorted((question.id, other_id))
    enmity = Enmity(low_id=low, high_id=high, reason=reason.strip()[:200], marked_by_id=actor.id, marked_at=now)
    with refusing(Refusal(_("这两道题已经标为不能同卷。"))):
        db.session.add(enmity)
    audit.record(actor, "question.enemies", question, after={"pair": [low, high], "reason": enmity.reason})
    return enmity


@atomic
def reconcile(actor: Member, question: Question, other_id: int) -> None:
    """Let two questions stand on one paper again."""
    low, high = sorted((question.id, other_id))
    enmity = db.session.get(Enmity, (low, high))
    if enmity is None:
        raise NotFound
    audit.record(actor, "question.reconcile", question, before={"pair": [low, high], "reason": enmity.reason})
    db.session.delete(enmity)


@atomic
def ask_twin_check(actor: Member, *, now: datetime) -> TwinCheck:
    """Note that the bank is to be searched for questions that say the same; the worker does it."""
    check = TwinCheck(asked_by_id=actor.id, asked_at=now)
    db.session.add(check)
    db.session.flush()
    return check


@job(CHECK_TWINS)
def check_twins(check_id: int) -> None:
    """Search the whole bank and keep what was found in place of what the search before found."""
    texts = list(texts_in_use())
    db.session.rollback()
    _keep(check_id, len(texts), duplicates.pairs(texts)[:MOST_PAIRS], now=clock.now())


@atomic
def _keep(check_id: int, count: int, found: list[Pair], *, now: datetime) -> None:
    still = set(db.session.scalars(select(Question.id)))
    rows = [
        {"low_id": min(pair.one, pair.other), "high_id": max(pair.one, pair.other), "likeness": pair.likeness,
         "permille": round(pair.share * 1000)}
        for pair in found if {pair.one, pair.other} <= still
    ]  # fmt: skip
    db.session.execute(delete(TwinPair))
    if rows:
        db.session.execute(insert(TwinPair), rows)
    check = db.session.get_one(TwinCheck, check_id)
    check.done_at, check.question_count, check.pair_count = now, count, len(rows)


@atomic
def keep_both(actor: Member, one: Question, other: Question, *, now: datetime) -> TwinVerdict:
    """Record that two questions that say the same are both wanted; the pair comes back when one is revised."""
    low, high = sorted((one, other), key=lambda question: question.id)
    if low.id == high.id:
        raise NotFound
    verdict = db.session.get(TwinVerdict, (low.id, high.id)) or TwinVerdict(low_id=low.id, high_id=high.id)
    verdict.low_revision_id, verdict.high_revision_id = low.latest_id or 0, high.latest_id or 0
    verdict.kept_by_id, verdict.kept_at = actor.id, now
    db.session.add(verdict)
    audit.record(actor, "question.keep_both", low, after={"pair": [low.id, high.id]})
    return verdict
