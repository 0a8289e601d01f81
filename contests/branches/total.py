"""The sum of all points."""

from __future__ import annotations

from fractions import Fraction

from contests.branches.base import BranchResult
from contests.rounding import to_two_decimals
from core.i18n import _, _l


class Total:
    """The sum of the points of all who took part."""

    name = "total"
    label = _l("参赛人员总分")

    def explain(self, top: int) -> str:
        """Return the rule in words for members."""
        return _("支部得分 = 本支部全部参赛人员得分之和，参赛人数越多越有利。")

    def milli_score(self, branch: BranchResult, top: int) -> int:
        """Return the sum."""
        return to_two_decimals(Fraction(sum(branch.milli_points)))
