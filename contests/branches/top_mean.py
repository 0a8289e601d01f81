"""The mean of the best members."""

from __future__ import annotations

from fractions import Fraction

from contests.branches.base import BranchResult
from contests.rounding import to_two_decimals
from core.i18n import _, _l


class TopMean:
    """The mean of the best N; a branch with fewer eligible people is measured by all of them."""

    name = "top_mean"
    label = _l("前 N 名平均分")

    def explain(self, top: int) -> str:
        """Return the rule in words for members."""
        return _(
            "支部得分 = 本支部得分最高的 %(top)d 人的平均分；"
            "应参加人数不足 %(top)d 人的支部按应参加人数平均，缺考者计 0 分。",
            top=top,
        )

    def milli_score(self, branch: BranchResult, top: int) -> int:
        """Return the mean of the best, absent ones counting as zero."""
        best = sorted(branch.milli_points, reverse=True)[:top]
        people = max(len(best), min(top, branch.eligible))
        return to_two_decimals(Fraction(sum(best), people)) if people else 0
