"""Half a point for each right option, as in national qualifying examinations."""

from assessment.marking.base import OPTION_MILLI, Verdict, is_right
from core.i18n import _, _l


class PerHit:
    """A wrong option costs everything; too few right ones earn 0.5 each."""

    name = "per_hit"
    label = _l("少选每项得 0.5 分，错选不得分")

    def explain(self) -> str:
        """The rule in one sentence."""
        return str(_("多选题全部选对得满分；少选且所选均正确，每选对一项得 0.5 分，不超过该题满分；有错选不得分。"))

    def milli_points(self, verdict: Verdict, full_milli: int) -> int:
        """500 for each right option, never more than the question is worth."""
        if is_right(verdict):
            return full_milli
        return 0 if verdict.wrong else min(OPTION_MILLI * verdict.right, full_milli)
