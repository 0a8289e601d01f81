"""Points, time, submission, staff number: nobody shares a place."""

from __future__ import annotations

from typing import Any

from contests.ranking.base import Result
from core.i18n import _, _l


class ScoreTimeNumber:
    """More points, less time, earlier submission, smaller staff number; places are never shared."""

    name = "score_time_number"
    label = _l("名次不并列（得分、用时、交卷先后、工号）")

    def explain(self) -> str:
        """Return the rule in words for members."""
        return _("名次不并列：依次比较得分（高者在前）、用时（少者在前）、交卷时间（早者在前），仍相同的按工号排列。")

    def key(self, result: Result) -> tuple[Any, ...]:
        """Compare everything there is."""
        return (-result.milli_points, result.used_ms, result.closed_ms, result.staff_no)
