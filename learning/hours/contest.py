"""A contest that was taken and passed."""

from __future__ import annotations

from core.i18n import _, _l
from learning.hours.base import Deed, Side, Term, Terms, in_hours


class PassedContest:
    """A fixed number of hours once the results of a contest are published."""

    name = "contest"
    label = _l("知识竞赛")
    side = Side.ONLINE
    on_by_default = True
    recorded_by_hand = False
    basis = "参照网络学习测试合格 0.5 学时；参赛未合格的学时由单位决定，默认不计"
    terms: tuple[Term, ...] = (Term("passed", _l("成绩合格"), 2), Term("taken", _l("参赛但未合格"), 0))
    example = Deed(minutes=40)
    example_quarters = 2

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return the quarters of those who passed or of those who took part."""
        return terms["passed"] if deed.passed else terms["taken"]

    def explain(self, terms: Terms) -> str:
        """Say what a contest is worth."""
        return _(
            "竞赛成绩公布后，合格计 %(passed)s 学时，参赛未合格计 %(taken)s 学时。",
            passed=in_hours(terms["passed"]), taken=in_hours(terms["taken"]),
        )  # fmt: skip
