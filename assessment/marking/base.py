"""What every marking rule can rely on."""

from fractions import Fraction
from typing import Protocol

OPTION_MILLI = 500


class Verdict(Protocol):
    """How right an answer is, as a question type says it: the part of it that marking rules read."""

    @property
    def share(self) -> Fraction:
        """0 to 1."""

    @property
    def right(self) -> int:
        """Right options chosen."""

    @property
    def wrong(self) -> int:
        """Wrong options chosen."""

    @property
    def key_size(self) -> int:
        """Right options there are."""


class MarkingRule(Protocol):
    """One way to turn a verdict into points."""

    name: str
    label: str

    def explain(self) -> str:
        """One sentence for the candidate, shown on the paper."""

    def milli_points(self, verdict: Verdict, full_milli: int) -> int:
        """Thousandths of a point, from 0 to full_milli."""


def is_right(verdict: Verdict) -> bool:
    """Whether nothing is missing and nothing is wrong."""
    return verdict.share == 1
