"""When an attempt ends and which answers are in time: pure arithmetic on UTC milliseconds.

D is an attempt's deadline, g the network grace
and q the settle margin. A candidate's screen counts down to D; nobody but the server knows about g and q.
"""

from dataclasses import dataclass
from enum import StrEnum

SECOND_MS = 1000
MINUTE_MS = 60 * SECOND_MS
GRACE_MS = 15 * SECOND_MS
LONGEST_GRACE_MS = 180 * SECOND_MS
SETTLE_MARGIN_MS = 30 * SECOND_MS
LATE_WINDOW_MS = 10 * MINUTE_MS
OLDEST_STAMP_MS = 30 * SECOND_MS
CLOCK_TOLERANCE_MS = 2 * SECOND_MS


class Admission(StrEnum):
    """What the moment of arrival alone decides about an answer."""

    APPLIED = "applied"
    LATE_PENDING = "late_pending"
    TOO_LATE = "too_late"


class Phase(StrEnum):
    """Where an attempt that is not yet closed stands in its time."""

    RUNNING = "running"
    SETTLING = "settling"
    OVER = "over"


@dataclass(frozen=True)
class Share:
    """One part of what a member is entitled to: where it comes from and how many seconds it gives."""

    source: str
    seconds: int


@dataclass(frozen=True)
class Entitlement:
    """A deadline (UTC milliseconds) with the parts that explain it."""

    deadline_at: int
    shares: tuple[Share, ...]


def entitlement(started_at: int, duration_ms: int | None, hard_end_at: int | None) -> Entitlement:
    """The deadline of an attempt that starts now: its own length, cut short by the end of the exam.

    Raises ValueError when neither a length nor an end is given, because such an attempt would never end.
    """
    if duration_ms is None:
        if hard_end_at is None:
            raise ValueError("an attempt needs a duration or a hard end")
        return Entitlement(hard_end_at, (Share("until_end", (hard_end_at - started_at) // SECOND_MS),))
    own_end = started_at + duration_ms
    duration = Share("duration", duration_ms // SECOND_MS)
    if hard_end_at is None or own_end <= hard_end_at:
        return Entitlement(own_end, (duration,))
    return Entitlement(hard_end_at, (duration, Share("cut_by_end", (hard_end_at - own_end) // SECOND_MS)))


def admission(arrived_at: int, deadline_at: int, grace_ms: int = GRACE_MS) -> Admission:
    """Whether an answer that arrived at this moment counts, waits for a ruling, or is too late for either."""
    if arrived_at <= deadline_at + grace_ms:
        return Admission.APPLIED
    if arrived_at <= deadline_at + LATE_WINDOW_MS:
        return Admission.LATE_PENDING
    return Admission.TOO_LATE


def closes_after(deadline_at: int, grace_ms: int = GRACE_MS) -> int:
    """The last millisecond at which an attempt may not yet be closed: D + g + q."""
    return deadline_at + grace_ms + SETTLE_MARGIN_MS


def may_close(now: int, deadline_at: int, grace_ms: int = GRACE_MS) -> bool:
    """Whether time alone permits closing: no request that arrived in time can still be in the queue."""
    return now > closes_after(deadline_at, grace_ms)


def phase(now: int, deadline_at: int, grace_ms: int = GRACE_MS) -> Phase:
    """Running until D; then papers are being collected until nothing in time can still arrive."""
    if now <= deadline_at:
        return Phase.RUNNING
    return Phase.OVER if may_close(now, deadline_at, grace_ms) else Phase.SETTLING


def arrival(now: int, stamp_ms: int | None) -> int:
    """The moment a request arrived: the trusted proxy's stamp when it is believable, else now.

    Pass None when no proxy is trusted; a stamp from the future or older than 30 s is not believed.
    """
    if stamp_ms is not None and now - OLDEST_STAMP_MS <= stamp_ms <= now:
        return stamp_ms
    return now


def stamp_of(header: str | None) -> int | None:
    """The milliseconds in an X-Request-Start header ("t=1767225600.123", seconds, milli- or microseconds)."""
    digits = (header or "").removeprefix("t=").strip()
    whole, _, fraction = digits.partition(".")
    if not whole.isascii() or not whole.isdigit() or len(whole) > 17:
        return None
    if len(whole) <= 11:
        return int(whole) * SECOND_MS + int((fraction + "000")[:3]) if (fraction or "0").isdecimal() else None
    return int(whole) if len(whole) <= 14 else int(whole) // 1000


@dataclass(frozen=True)
class ClockReading:
    """The host's wall clock beside a clock that nobody can set, both in milliseconds, and the boot they belong to."""

    boot_id: str
    utc: int
    boottime: int


def clock_drift(last: ClockReading, current: ClockReading) -> int:
    """How far, in milliseconds, the wall clock moved against the steady clock; 0 across a restart of the host."""
    if last.boot_id != current.boot_id:
        return 0
    return (current.utc - last.utc) - (current.boottime - last.boottime)


def is_clock_suspect(last: ClockReading, current: ClockReading) -> bool:
    """Whether the wall clock jumped so far that nothing may be closed by it until a person has looked."""
    return abs(clock_drift(last, current)) > CLOCK_TOLERANCE_MS or (
        last.boot_id != current.boot_id and current.utc < last.utc
    )


def never_backwards(now: int, last_utc: int) -> int:
    """The present moment, never earlier than one already acted upon."""
    return max(now, last_utc)
