"""Collective study in the branch: three meetings and one lecture, political study."""

from __future__ import annotations

from core.i18n import _, _l
from learning.hours.base import Deed, Side, Term, Terms, in_hours, whole_quarters


class CollectiveStudy:
    """By the clock, up to half a day at a time (DOMAIN 1.2)."""

    name = "collective_study"
    label = _l("集体学习（三会一课、政治学习）")
    side = Side.CONCENTRATED
    on_by_default = True
    recorded_by_hand = True
    basis = "企业党员教育培训学时管理通行办法：支部学习每小时 1 学时，半天 4 学时"
    terms: tuple[Term, ...] = (Term("hour", _l("每小时"), 4), Term("most", _l("每次最多"), 16))
    example = Deed(minutes=100)
    example_quarters = 6

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return quarters by the clock, up to the limit of one meeting."""
        return min(whole_quarters(deed.minutes, terms["hour"]), terms["most"])

    def explain(self, terms: Terms) -> str:
        """Say the rate and the limit."""
        return _(
            "每小时 %(hour)s 学时，每次最多 %(most)s 学时。",
            hour=in_hours(terms["hour"]), most=in_hours(terms["most"]),
        )  # fmt: skip
