"""Starting an attempt, and moving it to another device."""

from __future__ import annotations

import json
import secrets
from datetime import datetime

from sqlalchemy import func, insert, select

from accounts.models import Member
from assessment import deadlines, drawing, idempotency, rules, states
from assessment.actions.closing import close_if_over
from assessment.models import Attempt, Exam, ExamState, PaperItem
from assessment.rules import MOST_TAKEOVERS, Window
from assessment.states import Event, State
from core import clock
from core.db import atomic, db, refusing
from core.errors import Refusal
from core.i18n import _


class HeldElsewhere(Refusal):
    """Another device holds this attempt; the candidate may take it over."""


class OvertakenByTwin(Refusal):
    """A second request of the same member started the attempt a moment earlier."""


@atomic
def start_attempt(member: Member, exam: Exam, *, now: datetime, key: str | None = None) -> Attempt:
    """Start an attempt with a paper of its own; a second start gives the attempt in progress.

    `key` is the Idempotency-Key of the request: the same key gives the same attempt, also after it was handed in.
    """
    replayed = idempotency.recall(member, f"start:{exam.id}", key, "")
    if replayed is not None:
        return db.session.get_one(Attempt, int(replayed.response))
    attempt = _running(member, exam)
    if attempt is None or close_if_over(attempt, now=now):
        attempt = _begin(member, exam, now)
    idempotency.remember(member, f"start:{exam.id}", key, "", 303, str(attempt.id), now)
    return attempt


def _running(member: Member, exam: Exam) -> Attempt | None:
    return db.session.scalar(
        select(Attempt).where(Attempt.exam_id == exam.id, Attempt.member_id == member.id, Attempt.running_key == 1)
    )


def _begin(member: Member, exam: Exam, now: datetime) -> Attempt:
    used = attempts_used(member.id, exam.id)
    window = Window(exam.state == ExamState.OPEN, exam.opens_at, exam.last_start_at, exam.hard_end_at)
    rules.ensure_may_start(window, now, used=used, allowed=exam.attempts_allowed)
    duration_ms = None if exam.duration_s is None else exam.duration_s * deadlines.SECOND_MS
    hard_end = None if exam.hard_end_at is None else clock.to_ms(exam.hard_end_at)
    given = deadlines.entitlement(clock.to_ms(now), duration_ms, hard_end)
    attempt = Attempt(
        exam=exam,
        member=member,
        attempt_no=used + 1,
        state=states.next_state(State.ABSENT, Event.START),
        running_key=1,
        paper_seed=secrets.randbits(53),
        started_at=now,
        deadline_at=clock.from_ms(given.deadline_at),
        entitlement=json.dumps([[share.source, share.seconds] for share in given.shares]),
        grace_s=exam.grace_s,
        device_policy=exam.device_policy,
    )
    lines = drawing.draw_paper(exam, attempt.paper_seed)
    try:
        with refusing(OvertakenByTwin(_("已有一次作答正在开始，请稍候刷新。"))):
            db.session.add(attempt)
    except OvertakenByTwin:
        twin = _running(member, exam)
        if twin is None:
            raise
        return twin
    db.session.execute(insert(PaperItem), [{"attempt_id": attempt.id, **line} for line in lines])
    return attempt


def attempts_used(member_id: int, exam_id: int) -> int:
    """How many attempts a member has made at an exam."""
    return (
        db.session.scalar(select(func.count()).where(Attempt.exam_id == exam_id, Attempt.member_id == member_id)) or 0
    )


@atomic
def lease_attempt(member: Member, attempt: Attempt, client_id: str, *, take_over: bool, now: datetime) -> Attempt:
    """Let one device write: the first to ask, or another that takes over and raises the epoch.

    Raises HeldElsewhere when another device holds the attempt and taking over was not asked for.
    """
    db.session.refresh(attempt, with_for_update=True)
    close_if_over(attempt, now=now)
    states.next_state(State(attempt.state), Event.LEASE)
    if attempt.lease_client is None:
        attempt.lease_client = client_id
    elif attempt.lease_client != client_id:
        if not take_over:
            raise HeldElsewhere(_("本次作答正在另一台设备或浏览器上进行。"))
        if attempt.epoch > MOST_TAKEOVERS:
            raise Refusal(_("更换设备已达 %(most)d 次，不能再更换，请回到原设备继续。", most=MOST_TAKEOVERS))
        attempt.epoch += 1
        attempt.lease_client = client_id
    return attempt
