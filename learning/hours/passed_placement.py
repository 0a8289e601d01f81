"""A passed placement test."""

from __future__ import annotations

from core.i18n import _, _l
from learning.hours.base import Deed, Side, Term, Terms, in_hours


class PassedPlacement:
    """A fixed number of hours for a placement test; off unless a unit turns it on: knowing is not studying."""

    name = "passed_placement"
    label = _l("摸底测试合格")
    side = Side.ONLINE
    on_by_default = False
    recorded_by_hand = False
    basis = "免学不等于学习：摸底测试合格可以跳过课程，默认不计学时（是否计入由单位决定）"
    terms: tuple[Term, ...] = (Term("each", _l("每次摸底测试合格"), 2),)
    example = Deed(minutes=30)
    example_quarters = 2

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return the fixed quarters, or none when not passed."""
        return terms["each"] if deed.passed else 0

    def explain(self, terms: Terms) -> str:
        """Say what a passed placement test is worth."""
        return _("每次摸底测试合格计 %(each)s 学时。", each=in_hours(terms["each"]))
