"""The best attempt counts."""

from __future__ import annotations

from collections.abc import Sequence

from contests.counting.base import Sat
from core.i18n import _, _l


class Best:
    """The attempt with the most points; among equals the one that took less time."""

    name = "best"
    label = _l("取最高分")

    def explain(self) -> str:
        """Return the rule in one sentence for members."""
        return _("多次作答取得分最高的一次；得分相同的，取用时较少的一次。")

    def count(self, sittings: Sequence[Sat]) -> Sat:
        """Return the best attempt."""
        return min(sittings, key=lambda sat: (-sat.milli_points, sat.used_ms, sat.closed_ms, sat.attempt_no))
