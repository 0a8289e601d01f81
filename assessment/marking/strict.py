"""All or nothing: the usual rule of Party knowledge contests."""

from assessment.marking.base import Verdict, is_right
from core.i18n import _, _l


class Strict:
    """Full marks for exactly the right options, otherwise none."""

    name = "strict"
    label = _l("少选、错选均不得分")

    def explain(self) -> str:
        """The rule in one sentence."""
        return str(_("多选题须全部选对才得分，少选、多选、错选均不得分。"))

    def milli_points(self, verdict: Verdict, full_milli: int) -> int:
        """All of the points or none."""
        return full_milli if is_right(verdict) else 0
