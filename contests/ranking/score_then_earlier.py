"""Points, then the earlier submission."""

from __future__ import annotations

from typing import Any

from contests.ranking.base import Result
from core.i18n import _, _l


class ScoreThenEarlier:
    """More points first; among equals the earlier submission; the same instant shares the place."""

    name = "score_then_earlier"
    label = _l("得分高者在前，同分先交卷者在前")

    def explain(self) -> str:
        """Return the rule in words for members."""
        return _("按得分从高到低排名；得分相同的，先交卷者在前；得分和交卷时间都相同的，名次并列，其后名次顺延。")

    def key(self, result: Result) -> tuple[Any, ...]:
        """Compare points, then the instant of submission."""
        return (-result.milli_points, result.closed_ms)
