"""What every counting rule takes and gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol


@dataclass(frozen=True)
class Sat:
    """One closed and graded attempt: thousandths of a point, milliseconds used, closing instant as UTC milliseconds."""

    attempt_no: int
    milli_points: int
    used_ms: int
    closed_ms: int
    attempt_id: int | None = None


class CountingRule(Protocol):
    """One way to make a single result of several attempts."""

    name: str
    label: Any

    def explain(self) -> str:
        """Return the rule in one sentence for members."""

    def count(self, sittings: Sequence[Sat]) -> Sat:
        """Return the result that counts; `sittings` holds at least one attempt, in any order."""
