"""Half marks for an incomplete answer without a wrong option."""

from assessment.marking.base import Verdict, is_right
from core.i18n import _, _l


class Half:
    """A wrong option costs everything; too few right ones earn half."""

    name = "half"
    label = _l("少选得一半，错选不得分")

    def explain(self) -> str:
        """The rule in one sentence."""
        return str(_("多选题全部选对得满分；少选且所选均正确，得该题一半分数；有错选不得分。"))

    def milli_points(self, verdict: Verdict, full_milli: int) -> int:
        """Full, half (rounded down to a thousandth) or nothing."""
        if is_right(verdict):
            return full_milli
        return full_milli // 2 if verdict.right and not verdict.wrong else 0
