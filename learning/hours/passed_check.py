"""A passed self-check of a lesson."""

from __future__ import annotations

from core.i18n import _, _l
from learning.hours.base import Deed, Side, Term, Terms, in_hours


class PassedCheck:
    """A fixed number of hours for the first passed self-check of a lesson; off unless a unit turns it on."""

    name = "passed_check"
    label = _l("自测合格")
    side = Side.ONLINE
    on_by_default = False
    recorded_by_hand = False
    basis = "干部网络学院折算办法：测试合格 0.5 学时（是否采用由单位决定，默认不计）"
    terms: tuple[Term, ...] = (Term("each", _l("每课自测合格"), 2),)
    example = Deed(minutes=5)
    example_quarters = 2

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return the fixed quarters, or none when not passed."""
        return terms["each"] if deed.passed else 0

    def explain(self, terms: Terms) -> str:
        """Say what a passed self-check is worth."""
        return _("每课自测首次合格计 %(each)s 学时。", each=in_hours(terms["each"]))
