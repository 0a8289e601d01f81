"""Where a member stands in a year: which policy applies, what counts, and what the pace promises (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import ceil

from learning.audiences import belongs
from learning.hours.base import Side


@dataclass(frozen=True)
class Policy:
    """The part of a policy row that decides: quarters of an hour, calendar years."""

    id: int
    name: str
    audience: str
    required_quarters: int
    online_cap_quarters: int | None
    basis: str
    from_year: int
    to_year: int | None


@dataclass(frozen=True)
class Standing:
    """The hours of one member in one year. Hours are multiples of a quarter."""

    required_hours: float | None
    """None when no policy applies."""
    policy: Policy | None
    earned_hours: float
    """What counts: concentrated plus online, the latter up to the cap."""
    concentrated: float
    online: float
    met: bool
    exempt: str
    """The reason of an exemption, empty without one."""

    @property
    def missing_hours(self) -> float:
        """Return the hours still missing, 0 when met or when nothing is required."""
        return max(0.0, (self.required_hours or 0.0) - self.earned_hours)


class Outlook(StrEnum):
    """What the pace so far promises."""

    NOTHING_REQUIRED = "nothing_required"
    EXEMPT = "exempt"
    MET = "met"
    NOT_BEGUN = "not_begun"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    MISSED = "missed"


@dataclass(frozen=True)
class Forecast:
    """The outlook, with the day on which the hours will be reached or the hours needed each month."""

    outlook: Outlook
    day: date | None = None
    monthly_hours: float | None = None

    @property
    def third(self) -> int | None:
        """Return which third of its month the day lies in: 0, 1 or 2."""
        return None if self.day is None else min(2, (self.day.day - 1) // 10)


def applicable(policies: Iterable[Policy], year: int, political_status: str, party_post: str) -> Policy | None:
    """Return the policy that asks the most of a person in a year, or None."""
    meant = [
        policy
        for policy in policies
        if policy.from_year <= year
        and (policy.to_year is None or year <= policy.to_year)
        and belongs(policy.audience, political_status, party_post)
    ]
    return max(meant, key=lambda policy: (policy.required_quarters, -policy.id), default=None)


def stand(policy: Policy | None, quarters: dict[str, int], exempt: str = "") -> Standing:
    """Add up a year: `quarters` by side (concentrated, online)."""
    concentrated = quarters.get(Side.CONCENTRATED, 0)
    online = quarters.get(Side.ONLINE, 0)
    cap = policy.online_cap_quarters if policy else None
    counted = concentrated + (online if cap is None else min(online, cap))
    required = policy.required_quarters if policy else None
    return Standing(
        required_hours=None if required is None else hours_of(required),
        policy=policy,
        earned_hours=hours_of(counted),
        concentrated=hours_of(concentrated),
        online=hours_of(online),
        met=required is not None and counted >= required,
        exempt=exempt,
    )


def hours_of(quarters: int) -> float:
    """Return quarters as hours, a whole number where it is one."""
    return quarters // 4 if quarters % 4 == 0 else quarters / 4


def forecast(standing: Standing, year: int, today: date) -> Forecast:
    """Say what the pace since 1 January promises for a year, seen from a day."""
    settled = _settled(standing)
    if settled:
        return Forecast(settled)
    last_day = date(year, 12, 31)
    if today > last_day:
        return Forecast(Outlook.MISSED)
    days_left = (last_day - max(today, date(year, 1, 1))).days + 1
    monthly = ceil(standing.missing_hours / max(1.0, days_left / 30.4) * 4) / 4
    if standing.earned_hours <= 0:
        return Forecast(Outlook.NOT_BEGUN, monthly_hours=monthly)
    elapsed = max(1, (today - date(year, 1, 1)).days + 1)
    needed = ceil(standing.missing_hours * elapsed / standing.earned_hours)
    if needed > days_left:
        return Forecast(Outlook.BEHIND, monthly_hours=monthly)
    return Forecast(Outlook.ON_COURSE, day=min(last_day, today + timedelta(days=needed)))


def _settled(standing: Standing) -> Outlook | None:
    if standing.exempt:
        return Outlook.EXEMPT
    if standing.required_hours is None:
        return Outlook.NOTHING_REQUIRED
    return Outlook.MET if standing.met else None
