"""A share of the marks for the share of right options chosen."""

from assessment.marking.base import Verdict, is_right
from core.i18n import _, _l


class Proportional:
    """A wrong option costs everything; too few right ones earn their share."""

    name = "proportional"
    label = _l("少选按比例得分，错选不得分")

    def explain(self) -> str:
        """The rule in one sentence."""
        return str(_("多选题全部选对得满分；少选且所选均正确，按选对项数占正确项数的比例得分；有错选不得分。"))

    def milli_points(self, verdict: Verdict, full_milli: int) -> int:
        """The share of right options, rounded down to a thousandth of a point."""
        if is_right(verdict):
            return full_milli
        if verdict.wrong or not verdict.key_size:
            return 0
        return full_milli * verdict.right // verdict.key_size
