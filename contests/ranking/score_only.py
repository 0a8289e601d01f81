"""Points alone."""

from __future__ import annotations

from typing import Any

from contests.ranking.base import Result
from core.i18n import _, _l


class ScoreOnly:
    """More points first; equal points always share the place."""

    name = "score_only"
    label = _l("只比得分，同分并列")

    def explain(self) -> str:
        """Return the rule in words for members."""
        return _("按得分从高到低排名，不比用时；得分相同的，名次并列，其后名次顺延。")

    def key(self, result: Result) -> tuple[Any, ...]:
        """Compare points."""
        return (-result.milli_points,)
