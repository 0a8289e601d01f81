"""What every branch rule takes and gives, and the placing that all of them share."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class BranchResult:
    """One branch: thousandths of a point of those who took part, how many may take part, its official order."""

    unit_id: int
    milli_points: tuple[int, ...]
    eligible: int
    official_order: int = 0


@dataclass(frozen=True)
class PlacedBranch:
    """A branch with its score in thousandths and its place from 1; equal scores share the place."""

    place: int
    shared: bool
    milli_score: int
    branch: BranchResult


class BranchRule(Protocol):
    """One way to score a branch."""

    name: str
    label: Any

    def explain(self, top: int) -> str:
        """Return the rule in words for members; `top` is the number of best members where the rule uses one."""

    def milli_score(self, branch: BranchResult, top: int) -> int:
        """Return the score of a branch in thousandths of a point, to two decimals of a point."""


def placed(rule: BranchRule, branches: Iterable[BranchResult], top: int) -> list[PlacedBranch]:
    """Return the branches with their places, best first; equal scores share a place and stand in official order."""
    scored = [(rule.milli_score(branch, top), branch) for branch in branches]
    scored.sort(key=lambda pair: (-pair[0], pair[1].official_order, pair[1].unit_id))
    scores = [score for score, _ in scored]
    first_at = {score: index for index, score in reversed(list(enumerate(scores, start=1)))}
    return [PlacedBranch(first_at[score], scores.count(score) > 1, score, branch) for score, branch in scored]
