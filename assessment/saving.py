"""The hot path: answer events become durable rows by one statement that checks and inserts.

No object mapping here, and no second statement unless the database left an event out (a replay, a stranger, a session
that has ended). Everything the statement decides is decided in assessment.deadlines and assessment.fold as well; the
tests hold the two against each other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import text

from assessment.deadlines import LATE_WINDOW_MS
from assessment.incoming import Faulty, Incoming
from core.db import db
from core.errors import NotFound
from core.i18n import _

LARGEST_STATEMENT = 50
Execute = Callable[[str, dict[str, Any]], Sequence[Any]]

STATUS = {
    None: 200,
    "older": 200,
    "contained": 200,
    "stale_epoch": 409,
    "after_submit": 409,
    "after_close": 409,
    "late": 410,
    "too_late": 410,
}

# The order of the branches is the order of the rules: closed by its owner, closed by force, too late for anything,
# late, from another device, overtaken by a newer event of the same device or of a newer epoch.
_OUTCOME = f"""
CASE
 WHEN a.state = 'submitted' THEN CASE WHEN EXISTS (
   SELECT 1 FROM attempt_vector v WHERE v.attempt_id = a.id AND v.client_id = :client_id AND e.client_seq <= v.last_seq
  ) THEN 'contained' ELSE 'after_submit' END
 WHEN a.state = 'forced' THEN 'after_close'
 WHEN :arrived_at > a.deadline_at + {LATE_WINDOW_MS} THEN 'too_late'
 WHEN :arrived_at > a.deadline_at + a.grace_s * 1000 OR a.state <> 'in_progress' THEN 'late'
 WHEN e.epoch > a.epoch THEN 'stale_epoch'
 WHEN e.epoch < a.epoch AND a.device_policy = 'strict' THEN 'stale_epoch'
 WHEN e.epoch = a.epoch AND (a.lease_client IS NULL OR a.lease_client <> :client_id) THEN 'stale_epoch'
 WHEN e.epoch < a.epoch AND EXISTS (
   SELECT 1 FROM answer_event o WHERE o.attempt_id = a.id AND o.item_no = e.item_no AND o.epoch > e.epoch
   AND o.verdict = 'applied'
  ) THEN 'older'
 WHEN EXISTS (
   SELECT 1 FROM answer_event o WHERE o.attempt_id = a.id AND o.client_id = :client_id
   AND o.client_seq > e.client_seq AND o.item_no = e.item_no AND o.verdict = 'applied'
  ) THEN 'older'
END
"""  # noqa: S608 - a number of our own, every value is a parameter


@lru_cache(maxsize=256)
def insert_statement(size: int) -> str:
    """The one statement for so many events; parameters as in `parameters`."""
    rows = ", ".join(
        f"(CAST(:op_{n} AS VARCHAR(36)), CAST(:item_{n} AS INTEGER), CAST(:epoch_{n} AS INTEGER),"
        f" CAST(:seq_{n} AS INTEGER), CAST(:payload_{n} AS TEXT), CAST(:sha_{n} AS VARCHAR(64)),"
        f" CAST(:wall_{n} AS BIGINT), CAST(:mono_{n} AS BIGINT))"
        for n in range(size)
    )
    return f"""
WITH e (op_id, item_no, epoch, client_seq, payload, sha256, client_wall, client_mono) AS (VALUES {rows}),
judged AS MATERIALIZED (
 SELECT e.op_id, a.id AS attempt_id, e.item_no, e.epoch, e.client_seq, e.payload, e.sha256, e.client_wall,
  e.client_mono, a.deadline_at, {_OUTCOME} AS reason
 FROM attempt a JOIN member m ON m.id = a.member_id CROSS JOIN e
 WHERE a.id = :attempt_id AND a.member_id = :member_id AND a.paper_seed = :paper_seed
  AND m.session_epoch = :session_epoch AND m.active
)
INSERT INTO answer_event (op_id, attempt_id, item_no, epoch, client_id, client_seq, payload, sha256, client_wall,
 client_mono, arrived_at, deadline_at, verdict, reason)
SELECT op_id, attempt_id, item_no, epoch, :client_id, client_seq, payload, sha256, client_wall, client_mono,
 :arrived_at, deadline_at,
 CASE WHEN reason IS NULL THEN 'applied' WHEN reason = 'late' THEN 'late_pending'
  WHEN reason IN ('older', 'contained', 'stale_epoch') THEN 'stale' ELSE 'rejected' END, reason
FROM judged WHERE 1 = 1
ON CONFLICT DO NOTHING
RETURNING op_id, verdict, reason, arrived_at, deadline_at, epoch
"""  # noqa: S608 - built from numbers of our own, every value is a parameter


@dataclass(frozen=True)
class Writer:
    """On whose behalf events are stored: proven by the signed cookie, compared by the statement."""

    member_id: int
    session_epoch: int


@dataclass(frozen=True)
class Outcome:
    """What became of one event; times in UTC milliseconds. Only stored events have a verdict."""

    op_id: str | None
    status: int
    verdict: str | None = None
    reason: str | None = None
    arrived_at: int = 0
    deadline_at: int = 0
    epoch: int = 0
    sentence: str = ""


class SessionEnded(Exception):
    """The cookie is genuine but its session was ended elsewhere or its account was closed."""


class PaperChanged(Exception):
    """The remembered paper is not the one of this attempt."""


def store_events(
    writer: Writer, attempt_id: int, paper_seed: int, events: Sequence[Incoming], arrived_at: int, execute: Execute
) -> dict[str, Outcome]:
    """Store the events of one client; outcomes by op_id. `execute` returns after a durable commit.

    Raises NotFound for a stranger, SessionEnded for a revoked session, PaperChanged when the paper is another one.
    """
    sent = {event.op_id: event for event in events}
    unique = list(sent.values())
    values = parameters(writer, attempt_id, paper_seed, unique, arrived_at)
    stored = {row[0]: _outcome(row) for row in execute(insert_statement(len(unique)), values)}
    left_out = [event for event in unique if event.op_id not in stored]
    if left_out:
        if not stored:
            _ensure_known(writer, attempt_id, paper_seed)
        stored |= _replayed(attempt_id, left_out)
    return stored


def parameters(
    writer: Writer, attempt_id: int, paper_seed: int, events: Sequence[Incoming], arrived_at: int
) -> dict[str, Any]:
    """The parameters of `insert_statement` for these events, which share one client."""
    values: dict[str, Any] = {
        "attempt_id": attempt_id,
        "member_id": writer.member_id,
        "session_epoch": writer.session_epoch,
        "paper_seed": paper_seed,
        "client_id": events[0].client_id,
        "arrived_at": arrived_at,
    }
    for n, event in enumerate(events):
        values[f"op_{n}"] = event.op_id
        values[f"item_{n}"] = event.item_no
        values[f"epoch_{n}"] = event.epoch
        values[f"seq_{n}"] = event.client_seq
        values[f"payload_{n}"] = event.payload
        values[f"sha_{n}"] = event.sha256
        values[f"wall_{n}"] = event.client_wall
        values[f"mono_{n}"] = event.client_mono
    return values


def _outcome(row: Sequence[Any]) -> Outcome:
    op_id, verdict, reason, arrived_at, deadline_at, epoch = row
    return Outcome(op_id, STATUS[reason], verdict, reason, arrived_at, deadline_at, epoch)


def _ensure_known(writer: Writer, attempt_id: int, paper_seed: int) -> None:
    """Find out why the statement stored nothing: no such attempt, no such session, or only replays."""
    known = db.session.execute(
        text(
            "SELECT a.paper_seed, m.session_epoch, m.active FROM member m"
            " LEFT JOIN attempt a ON a.member_id = m.id AND a.id = :attempt_id WHERE m.id = :member_id"
        ),
        {"attempt_id": attempt_id, "member_id": writer.member_id},
    ).one_or_none()
    if known is None or not known.active or known.session_epoch != writer.session_epoch:
        raise SessionEnded
    if known.paper_seed is None:
        raise NotFound
    if known.paper_seed != paper_seed:
        raise PaperChanged


def _replayed(attempt_id: int, events: Sequence[Incoming]) -> dict[str, Outcome]:
    """The outcomes of events the database left out: as the first time, or refused when the body differs."""
    names = ", ".join(f":op_{n}" for n in range(len(events)))
    rows = db.session.execute(
        text(
            "SELECT op_id, verdict, reason, arrived_at, deadline_at, epoch, attempt_id, sha256"  # noqa: S608
            f" FROM answer_event WHERE op_id IN ({names})"
        ),
        {f"op_{n}": event.op_id for n, event in enumerate(events)},
    ).all()
    kept = {row.op_id: row for row in rows}
    outcomes = {}
    for event in events:
        row = kept.get(event.op_id)
        if row is not None and row.attempt_id == attempt_id and row.sha256 == event.sha256:
            outcomes[event.op_id] = _outcome(row[:6])
        else:
            outcomes[event.op_id] = Outcome(event.op_id, 422, sentence=_("作答记录的编号已被另一条记录使用。"))
    return outcomes


def refused(fault: Faulty) -> Outcome:
    """The outcome of an event that cannot be stored."""
    return Outcome(fault.op_id, 422, sentence=fault.sentence)
