"""What every ranking rule takes and gives, and the placing that all of them share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Result:
    """What counts for one member: points in thousandths, time in milliseconds, submission as UTC milliseconds."""

    member_id: int
    staff_no: str
    milli_points: int
    used_ms: int
    closed_ms: int
    attempt_id: int | None = None


@dataclass(frozen=True)
class Placed:
    """A result and its place from 1; `shared` when somebody else holds the same place."""

    place: int
    shared: bool
    result: Result


class RankingRule(Protocol):
    """One order of results."""

    name: str
    label: Any

    def explain(self) -> str:
        """Return the order and its tie-break in words for members, and whether places are shared."""

    def key(self, result: Result) -> tuple[Any, ...]:
        """Return what is compared: smaller stands before, equal shares a place."""


def placed(rule: RankingRule, results: Iterable[Result]) -> list[Placed]:
    """Return the results with their places, best first; people who share a place stand by staff number.

    After two shared first places comes the third. The outcome does not depend on the order given.
    """
    ordered = sorted(results, key=lambda result: (rule.key(result), result.staff_no))
    keys = [rule.key(result) for result in ordered]
    first_at: dict[tuple[Any, ...], int] = {}
    how_many: dict[tuple[Any, ...], int] = {}
    for index, key in enumerate(keys, start=1):
        first_at.setdefault(key, index)
        how_many[key] = how_many.get(key, 0) + 1
    return [Placed(first_at[key], how_many[key] > 1, result) for key, result in zip(keys, ordered, strict=True)]
