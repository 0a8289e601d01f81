"""The mean, weighed by how many took part."""

from __future__ import annotations

from fractions import Fraction

from contests.branches.base import BranchResult
from contests.rounding import to_two_decimals
from core.i18n import _, _l


class ParticipationMean:
    """Participation rate times the mean of those who took part."""

    name = "participation_mean"
    label = _l("参赛率 × 平均分")

    def explain(self, top: int) -> str:
        """Return the rule in words for members."""
        return _("支部得分 = 参赛率 × 参赛人员平均分；参赛率 = 参赛人数 ÷ 应参加人数。")

    def milli_score(self, branch: BranchResult, top: int) -> int:
        """Return rate times mean, which is the sum over all eligible people."""
        people = max(len(branch.milli_points), branch.eligible)
        return to_two_decimals(Fraction(sum(branch.milli_points), people)) if people else 0
