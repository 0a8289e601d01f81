"""Handing a paper in, with all its answers, so that a save still on its way cannot change anything."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any

from sqlalchemy import insert, text

from accounts.models import Member
from assessment import deadlines, fold, idempotency, queries, saving, states
from assessment.actions.closing import close, close_if_over
from assessment.deadlines import Admission
from assessment.incoming import Incoming
from assessment.models import Attempt, AttemptVector
from assessment.saving import Outcome, Writer
from assessment.states import Event, State
from core import clock
from core.db import atomic, db
from core.errors import Invalid, Late, Refusal
from core.i18n import _


@dataclass(frozen=True)
class Submission:
    """What the browser hands in: the last event of every answered item, and how far its clients counted."""

    client_id: str
    epoch: int
    answers: tuple[Incoming, ...]
    vector: Mapping[str, int]
    force: bool = False


class MissingEvents(Refusal):
    """The submission claims answers that neither it nor the server has."""

    def __init__(self, missing: dict[str, list[int]]) -> None:
        super().__init__(_("还有作答记录没有上传，请稍候自动重传后再交卷。"))
        self.missing = missing


class StaleDevice(Refusal):
    """Another device has taken the attempt over."""

    status = HTTPStatus.CONFLICT


@atomic
def submit_attempt(
    member: Member, attempt: Attempt, submission: Submission, *, arrived_at: datetime, now: datetime
) -> Attempt:
    """Hand the paper in: store what it carries, check nothing is missing, close, call for marking.

    Raises IllegalStep on a closed attempt, Late after deadline and grace, StaleDevice for an older device, and
    MissingEvents unless `force`; in each case nothing of the submission is kept.
    """
    db.session.refresh(attempt, with_for_update=True)
    close_if_over(attempt, now=now)
    states.next_state(State(attempt.state), Event.SUBMIT)
    _ensure_in_time(attempt, arrived_at)
    if submission.epoch != attempt.epoch or submission.client_id != attempt.lease_client:
        raise StaleDevice(_("本次作答已在另一台设备上继续，请在那台设备上交卷，或在此设备继续。"))
    _store(member, attempt, submission.answers, arrived_at)
    known = queries.known_vector(attempt.id)
    missing = fold.missing(submission.vector, known)
    if missing and not submission.force:
        raise MissingEvents(missing)
    _close(attempt, known | {submission.client_id: _last_seq(submission, known)}, now)
    return attempt


def _ensure_in_time(attempt: Attempt, arrived_at: datetime) -> None:
    arrival, deadline = clock.to_ms(arrived_at), clock.to_ms(attempt.deadline_at)
    if deadlines.admission(arrival, deadline, attempt.grace_s * 1000) is not Admission.APPLIED:
        raise Late(_("已到交卷时间，系统将按已保存的答案自动收卷。"))


def _store(member: Member, attempt: Attempt, answers: Sequence[Incoming], arrived_at: datetime) -> None:
    writer = Writer(member.id, member.session_epoch)
    arrival = clock.to_ms(arrived_at)
    for start in range(0, len(answers), saving.LARGEST_STATEMENT):
        part = answers[start : start + saving.LARGEST_STATEMENT]
        outcomes = saving.store_events(writer, attempt.id, attempt.paper_seed, part, arrival, _execute)
        _ensure_none_reused(list(outcomes.values()))


def _execute(sql: str, values: dict[str, Any]) -> Sequence[Any]:
    return db.session.execute(text(sql), values).all()


def _ensure_none_reused(outcomes: Sequence[Outcome]) -> None:
    for outcome in outcomes:
        if outcome.status == HTTPStatus.UNPROCESSABLE_ENTITY:
            raise Invalid(outcome.sentence, field="answers")


def _last_seq(submission: Submission, known: Mapping[str, int]) -> int:
    return max(submission.vector.get(submission.client_id, 0), known.get(submission.client_id, 0))


def _close(attempt: Attempt, last_seqs: Mapping[str, int], now: datetime) -> None:
    rows = [{"attempt_id": attempt.id, "client_id": client, "last_seq": seq} for client, seq in last_seqs.items()]
    db.session.execute(insert(AttemptVector), rows)
    answers = queries.answers_of(attempt.id)
    digest = hashlib.sha256()
    for item_no in sorted(answers):
        digest.update(f"{item_no}|{answers[item_no].op_id}|{answers[item_no].payload}\n".encode())
    attempt.final_digest = digest.hexdigest()
    close(attempt, Event.SUBMIT, closed_at=min(now, attempt.deadline_at), kind="submitted")


@dataclass(frozen=True)
class Answered:
    """What a keyed request is answered with, byte for byte the same each time."""

    status: int
    text: str


@atomic
def submit_once(
    member: Member,
    attempt: Attempt,
    submission: Submission,
    *,
    key: str | None,
    body: str,
    arrived_at: datetime,
    now: datetime,
) -> Answered:
    """Hand in under an Idempotency-Key: the same key and body get the stored answer, another body is refused."""
    route = f"submit:{attempt.id}"
    kept = idempotency.recall(member, route, key, body)
    if kept is not None:
        return Answered(kept.status, kept.response)
    submit_attempt(member, attempt, submission, arrived_at=arrived_at, now=now)
    closed_at = clock.to_ms(attempt.closed_at) if attempt.closed_at else None
    response = json.dumps({"state": attempt.state, "closed_at": closed_at, "final_digest": attempt.final_digest})
    idempotency.remember(member, route, key, body, 200, response, now)
    return Answered(HTTPStatus.OK, response)
