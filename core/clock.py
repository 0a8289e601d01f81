"""The only place that asks what time it is."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

_frozen: list[datetime] = []
_zone: list[ZoneInfo] = [ZoneInfo("Asia/Shanghai")]


def now() -> datetime:
    """Return the present instant in UTC, or the set one inside `frozen`."""
    return _frozen[-1] if _frozen else datetime.now(UTC)


def now_ms() -> int:
    """Return the present instant as whole milliseconds since 1970 in UTC."""
    return to_ms(_frozen[-1]) if _frozen else time.time_ns() // 1_000_000


def to_ms(instant: datetime) -> int:
    """Turn an aware datetime into whole milliseconds since 1970 in UTC."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return round(instant.timestamp() * 1000)


def from_ms(milliseconds: int) -> datetime:
    """Turn whole milliseconds since 1970 into an aware datetime in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC)


def local(instant: datetime) -> datetime:
    """Return the same instant in the time zone of the installation."""
    return instant.astimezone(_zone[-1])


def localize(wall: datetime) -> datetime:
    """Read a naive wall-clock time as one of the installation's time zone; return it in UTC."""
    return wall.replace(tzinfo=_zone[-1]).astimezone(UTC)


def use_zone(name: str) -> None:
    """Set the time zone of the installation."""
    _zone[-1] = ZoneInfo(name)


@contextmanager
def frozen(at: datetime) -> Iterator[None]:
    """Let every clock of this process stand at one instant (tests and the demonstration's history)."""
    _frozen.append(at)
    try:
        yield
    finally:
        _frozen.pop()
