"""Points, then less time used."""

from __future__ import annotations

from typing import Any

from contests.ranking.base import Result
from core.i18n import _, _l


class ScoreThenTime:
    """More points first; among equals less time; still equal shares the place."""

    name = "score_then_time"
    label = _l("得分高者在前，同分用时少者在前")

    def explain(self) -> str:
        """Return the rule in words for members."""
        return _("按得分从高到低排名；得分相同的，用时少者在前；得分和用时都相同的，名次并列，其后名次顺延。")

    def key(self, result: Result) -> tuple[Any, ...]:
        """Compare points, then time."""
        return (-result.milli_points, result.used_ms)
