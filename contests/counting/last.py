"""The last attempt counts."""

from __future__ import annotations

from collections.abc import Sequence

from contests.counting.base import Sat
from core.i18n import _, _l


class Last:
    """The attempt with the highest number, better or worse than those before."""

    name = "last"
    label = _l("取最后一次")

    def explain(self) -> str:
        """Return the rule in one sentence for members."""
        return _("多次作答以最后一次为准，即使得分低于前几次。")

    def count(self, sittings: Sequence[Sat]) -> Sat:
        """Return the last attempt."""
        return max(sittings, key=lambda sat: sat.attempt_no)
