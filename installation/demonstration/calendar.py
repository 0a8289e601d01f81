"""Where the demonstration's history lies in time: in the current year, before the present (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from core.clock import local, localize

LONGEST = timedelta(days=320)
LAST = timedelta(hours=3)


@dataclass(frozen=True)
class Calendar:
    """The stretch of time that the history fills."""

    begins_at: datetime
    ends_at: datetime

    def at(self, share: float, seconds: float = 0) -> datetime:
        """Return the whole minute after a share 0..1 of the stretch, and some seconds on."""
        exact = self.begins_at + (self.ends_at - self.begins_at) * share
        return exact.replace(second=0, microsecond=0) + timedelta(seconds=seconds)


def calendar(now: datetime) -> Calendar:
    """Return the stretch from the start of the local year (at most 320 days back) to shortly before now."""
    new_year = localize(datetime(local(now).year, 1, 1)).astimezone(UTC)  # noqa: DTZ001 - wall time
    ends_at = max(now - LAST, new_year + (now - new_year) * 0.9)
    return Calendar(max(new_year, now - LONGEST).replace(second=0, microsecond=0), ends_at)
