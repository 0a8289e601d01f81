"""Self-checks at the end of a lesson: a whole attempt in one transaction, in the same tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from accounts.models import Member
from assessment import drawing, queries, states
from assessment.actions.closing import close
from assessment.actions.grading import grade_attempt
from assessment.actions.sitting import OvertakenByTwin, attempts_used
from assessment.incoming import Faulty, Incoming, read_event
from assessment.models import AnswerEvent, Attempt, Exam, PaperItem, Purpose
from assessment.op_ids import new_op_id
from assessment.papers import PaperLine
from assessment.queries import ReviewItem
from assessment.states import Event, State
from core import clock
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _

HERE = "0" * 32
"""The client that self-checks are written by: this server."""


@dataclass(frozen=True)
class SelfCheckOutcome:
    """The result of a self-check, with every question explained."""

    attempt: Attempt
    passed: bool
    milli_points: int
    milli_total: int
    review: list[ReviewItem]


@atomic
def take_self_check(member: Member, exam: Exam, answers: Mapping[int, Any], *, now: datetime) -> SelfCheckOutcome:
    """Start, answer, hand in and mark a self-check at once.

    `answers` holds an answer (or None) for each revision_id of queries.self_check_paper. Raises Refusal when the
    questions have changed since they were shown, Invalid when an answer has the wrong shape.
    """
    if exam.purpose != Purpose.SELF_CHECK:
        raise Refusal(_("这份试卷不是课后自测。"))
    number = attempts_used(member.id, exam.id) + 1
    seed = queries.self_check_seed(exam.id, member.id, number)
    lines = drawing.draw_paper(exam, seed)
    if {line["revision_id"] for line in lines} != set(answers):
        raise Refusal(_("自测题目已有更新，请重新作答。"))
    attempt = _sit(member, exam, number, seed, now)
    db.session.execute(insert(PaperItem), [{"attempt_id": attempt.id, **line} for line in lines])
    _answer(attempt, answers, now)
    close(attempt, Event.SUBMIT, closed_at=now, kind="submitted")
    graded = grade_attempt(attempt, now=now)
    if graded is None:
        raise LookupError(f"self-check {attempt.id} has no grade")
    review = queries.attempt_review(attempt)
    return SelfCheckOutcome(attempt, graded.passed, graded.milli_points, graded.milli_total, review)


def _sit(member: Member, exam: Exam, number: int, seed: int, now: datetime) -> Attempt:
    attempt = Attempt(
        exam=exam,
        member=member,
        attempt_no=number,
        state=states.next_state(State.ABSENT, Event.START),
        running_key=1,
        paper_seed=seed,
        started_at=now,
        deadline_at=now,
        entitlement="[]",
        grace_s=0,
        device_policy=exam.device_policy,
        lease_client=HERE,
    )
    with refusing(OvertakenByTwin(_("这次自测刚刚已经提交。"))):
        db.session.add(attempt)
    return attempt


def _answer(attempt: Attempt, answers: Mapping[int, Any], now: datetime) -> None:
    lines = queries.paper_lines(attempt.id)
    events = [_event(seq, line, answers[line.question.revision_id], now) for seq, line in enumerate(lines, start=1)]
    db.session.execute(insert(AnswerEvent), [_row(attempt, event, now) for event in events])


def _event(seq: int, line: PaperLine, answer: Any, now: datetime) -> Incoming:
    raw = {
        "op_id": new_op_id(clock.to_ms(now)),
        "item_no": line.item_no,
        "epoch": 1,
        "client_seq": seq,
        "payload": answer,
    }
    event = read_event(raw, HERE, {line.item_no: line.question})
    if isinstance(event, Faulty):
        raise Invalid(event.sentence, field=str(line.question.revision_id))
    return event


def _row(attempt: Attempt, event: Incoming, now: datetime) -> dict[str, Any]:
    return {
        "op_id": event.op_id,
        "attempt_id": attempt.id,
        "item_no": event.item_no,
        "epoch": event.epoch,
        "client_id": event.client_id,
        "client_seq": event.client_seq,
        "payload": event.payload,
        "sha256": event.sha256,
        "client_wall": None,
        "client_mono": None,
        "arrived_at": now,
        "deadline_at": attempt.deadline_at,
        "verdict": "applied",
        "reason": None,
    }
