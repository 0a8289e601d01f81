"""Half a point up for each right option and down for each wrong one."""

from assessment.marking.base import OPTION_MILLI, Verdict, is_right
from core.i18n import _, _l


class PlusMinus:
    """Right options add 0.5, wrong ones take 0.5 away, and no question goes below zero."""

    name = "plus_minus"
    label = _l("每对一项加 0.5 分，每错一项扣 0.5 分")

    def explain(self) -> str:
        """The rule in one sentence."""
        return str(_("多选题全部选对得满分；否则每选对一项加 0.5 分，每选错一项扣 0.5 分，单题最低 0 分、不超过满分。"))

    def milli_points(self, verdict: Verdict, full_milli: int) -> int:
        """500 for each right option less 500 for each wrong one, between 0 and what the question is worth."""
        if is_right(verdict):
            return full_milli
        return max(0, min(OPTION_MILLI * (verdict.right - verdict.wrong), full_milli))
