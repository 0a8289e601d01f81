"""Ending attempts: by time, by hand, and never while the clock is not believed."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text

from accounts import audit
from accounts.models import Member
from assessment import hostclock, idempotency, states
from assessment.actions.grading import grade_pending
from assessment.deadlines import SETTLE_MARGIN_MS, may_close
from assessment.models import Attempt
from assessment.states import Event, State
from core import clock
from core.db import atomic, db
from core.errors import Invalid
from core.i18n import _

CHUNK = 100
BREATH_S = 0.02
MOST_CHUNKS = 200

_EXPIRE = """
UPDATE attempt SET state = 'auto_submitted', close_kind = 'expired', closed_at = deadline_at, running_key = NULL
WHERE state = 'in_progress' AND id IN (
 SELECT id FROM attempt WHERE state = 'in_progress' AND deadline_at + grace_s * 1000 + :margin < :now
 ORDER BY deadline_at LIMIT :chunk {lock}
) RETURNING id
"""


def sweep() -> int:
    """Close and mark what is due now; what the worker calls about every two seconds."""
    return close_expired(clock.now())


def close_expired(now: datetime) -> int:
    """Close every attempt whose time, grace and settle margin have passed, mark what is closed; how many were closed.

    Any number of processes may do this at once. Nothing is closed while the host's clock is suspect.
    """
    if hostclock.is_suspect(now):
        return 0
    closed = 0
    for _chunk in range(MOST_CHUNKS):
        ids = _close_chunk(now)
        closed += len(ids)
        if len(ids) < CHUNK:
            break
        time.sleep(BREATH_S)  # Savers come first.
    grade_pending(now)
    return closed


@atomic
def _close_chunk(now: datetime) -> Sequence[int]:
    lock = "FOR UPDATE SKIP LOCKED" if db.session.connection().dialect.name == "postgresql" else ""
    rows = db.session.execute(
        text(_EXPIRE.format(lock=lock)), {"now": clock.to_ms(now), "margin": SETTLE_MARGIN_MS, "chunk": CHUNK}
    ).all()
    ids = [row.id for row in rows]
    for attempt_id in ids:
        call_for_grading(attempt_id)
    if not ids:
        idempotency.forget_expired(now)
    return ids


def call_for_grading(attempt_id: int) -> None:
    """Enter the marking of a closed attempt as work to do, once however often it is asked for."""
    db.session.execute(
        text(
            "INSERT INTO outbox_job (kind, attempt_id, key_version) VALUES ('grade', :attempt_id, 1)"
            " ON CONFLICT DO NOTHING"
        ),
        {"attempt_id": attempt_id},
    )


@atomic
def close_if_over(attempt: Attempt, *, now: datetime) -> bool:
    """Close one attempt that somebody looks at after its time; whether it is closed now."""
    if states.is_closed(State(attempt.state)):
        return True
    if not may_close(clock.to_ms(now), clock.to_ms(attempt.deadline_at), attempt.grace_s * 1000):
        return False
    db.session.refresh(attempt, with_for_update=True)
    if states.is_closed(State(attempt.state)) or hostclock.is_suspect(now):
        return states.is_closed(State(attempt.state))
    close(attempt, Event.EXPIRE, closed_at=attempt.deadline_at, kind="expired")
    return True


def close(attempt: Attempt, event: Event, *, closed_at: datetime, kind: str) -> None:
    """Move an attempt to its end and enter its marking; inside the caller's transaction."""
    attempt.state = states.next_state(State(attempt.state), event)
    attempt.running_key = None
    attempt.closed_at = closed_at
    attempt.close_kind = kind
    db.session.flush()
    call_for_grading(attempt.id)


@atomic
def force_close(actor: Member, attempt: Attempt, reason: str, *, now: datetime) -> None:
    """Collect one paper by hand, with the reason on record. The caller has checked the actor's right and scope."""
    if not reason.strip():
        raise Invalid(_("请填写收卷原因。"), field="reason")
    db.session.refresh(attempt, with_for_update=True)
    before = attempt.state
    close(attempt, Event.FORCE_CLOSE, closed_at=min(now, attempt.deadline_at), kind="forced")
    attempt.closed_by_id = actor.id
    attempt.close_reason = reason.strip()
    audit.record(
        actor, "attempt.force_close", attempt, before={"state": before}, after={"state": attempt.state}, reason=reason
    )


@atomic
def trust_clock(actor: Member | None, reason: str, *, now: datetime) -> None:
    """Believe the host's clock again after a person has looked at it; closing goes on."""
    watch = hostclock.accept(now)
    audit.record(actor, "clock.trust", "clock", before={"drift_ms": watch}, reason=reason)
