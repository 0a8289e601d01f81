"""What an hour rule is: an activity, the side it counts on, its terms, and how it turns a deed into hours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

QUARTER_MINUTES = 15
Terms = Mapping[str, int]


class Side(StrEnum):
    """The two columns of the ledger, kept apart (DOMAIN 1.2)."""

    CONCENTRATED = "concentrated"
    ONLINE = "online"


@dataclass(frozen=True)
class Deed:
    """What somebody did: how many minutes, and whether they passed where there was something to pass."""

    minutes: int
    passed: bool = True


@dataclass(frozen=True)
class Term:
    """One number of a rule that an administrator may change; hours are stored in quarters, minutes as they are."""

    name: str
    label: Any
    default: int
    is_hours: bool = True
    highest: int = 400


class HourRule(Protocol):
    """One activity. `name` is stored in the database and never renamed."""

    name: str
    label: Any
    side: Side
    on_by_default: bool
    recorded_by_hand: bool
    """True when a manager records it; False when the system knows of it itself."""
    basis: str
    terms: tuple[Term, ...]
    example: Deed
    example_quarters: int

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return the quarters of an hour that a deed is worth."""

    def explain(self, terms: Terms) -> str:
        """Say in one sentence how the hours come about."""


def default_terms(rule: HourRule) -> dict[str, int]:
    """Return the terms a rule is shipped with."""
    return {term.name: term.default for term in rule.terms}


def whole_quarters(minutes: int, quarters_an_hour: int) -> int:
    """Return quarters for minutes at so many quarters a clock hour, rounded down."""
    return minutes * quarters_an_hour // 60


def in_hours(quarters: int) -> str:
    """Write quarters as hours: 0.25, 1, 1.5."""
    return f"{quarters / 4:g}"
