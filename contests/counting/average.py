"""The average of all attempts counts."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from contests.counting.base import Sat
from contests.rounding import half_up, to_two_decimals
from core.i18n import _, _l


class Average:
    """Mean points to two decimals and mean time of all attempts; closed when the last one was."""

    name = "average"
    label = _l("取平均分")

    def explain(self) -> str:
        """Return the rule in one sentence for members."""
        return _("多次作答取平均分（保留两位小数，四舍五入），用时取平均用时，交卷时间以最后一次为准。")

    def count(self, sittings: Sequence[Sat]) -> Sat:
        """Return the mean of all attempts under the number of the last one."""
        last = max(sittings, key=lambda sat: sat.attempt_no)
        return Sat(
            attempt_no=last.attempt_no,
            milli_points=to_two_decimals(Fraction(sum(sat.milli_points for sat in sittings), len(sittings))),
            used_ms=half_up(Fraction(sum(sat.used_ms for sat in sittings), len(sittings))),
            closed_ms=max(sat.closed_ms for sat in sittings),
            attempt_id=last.attempt_id,
        )
