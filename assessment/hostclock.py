"""Watching the host's clock: a jump must not end a whole contest, because closing cannot be taken back by itself."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from assessment.deadlines import ClockReading, clock_drift, is_clock_suspect
from assessment.models import Attempt, ClockWatch
from assessment.states import State
from core.db import atomic, db

HOST = "host"
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


def read_clock() -> ClockReading:
    """The host's wall clock beside its steady clock, at this moment."""
    has_boottime = hasattr(time, "CLOCK_BOOTTIME")
    steady = time.clock_gettime_ns(time.CLOCK_BOOTTIME) if has_boottime else time.monotonic_ns()
    boot_id = _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else "unknown"
    return ClockReading(boot_id, time.time_ns() // 1_000_000, steady // 1_000_000)


def is_suspect(now: datetime) -> bool:
    """Whether the host's clock jumped or drifted while attempts were running; noted, so that it stays so.

    The note it is compared with is as old as the running attempts, so that slow drift shows as well. On a database
    server that server's clock counts, and this answers no.
    """
    if db.session.connection().dialect.name == "postgresql":
        return False
    reading = read_clock()
    watch = db.session.get(ClockWatch, HOST)
    if watch is None:
        _note(reading, None, 0)
        return False
    if watch.suspect_since is not None:
        return True
    last = ClockReading(watch.boot_id, watch.utc, watch.boottime)
    suspect = is_clock_suspect(last, reading)
    if suspect and _attempts_run():
        _note(reading, now, clock_drift(last, reading))
        return True
    if suspect or last.boot_id != reading.boot_id:
        _note(reading, None, 0)
    return False


def suspicion() -> ClockWatch | None:
    """The note on a clock that is not believed, or None."""
    return db.session.scalar(select(ClockWatch).where(ClockWatch.name == HOST, ClockWatch.suspect_since.is_not(None)))


def accept(now: datetime) -> int:
    """Take the present reading as right; the drift, in milliseconds, that had been noted."""
    watch = db.session.get(ClockWatch, HOST)
    drift = watch.drift_ms if watch else 0
    _note(read_clock(), None, 0)
    return drift


def _attempts_run() -> bool:
    running = select(Attempt.id).where(Attempt.state == State.IN_PROGRESS).limit(1)
    return db.session.scalar(running) is not None


@atomic
def _note(reading: ClockReading, suspect_since: datetime | None, drift: int) -> None:
    watch = db.session.get(ClockWatch, HOST)
    if watch is None:
        watch = ClockWatch(name=HOST)
        db.session.add(watch)
    watch.boot_id, watch.utc, watch.boottime = reading.boot_id, reading.utc, reading.boottime
    watch.suspect_since, watch.drift_ms = suspect_since, drift
