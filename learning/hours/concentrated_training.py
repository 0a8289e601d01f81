"""Concentrated training: a class off the job, by days."""

from __future__ import annotations

from core.i18n import _, _l
from learning.hours.base import Deed, Side, Term, Terms, in_hours, whole_quarters

HALF_DAY_MINUTES = 180
DAY_MINUTES = 360


class ConcentratedTraining:
    """A day and a half day at fixed hours, anything shorter by the clock (DOMAIN 1.2)."""

    name = "concentrated_training"
    label = _l("集中培训")
    side = Side.CONCENTRATED
    on_by_default = True
    recorded_by_hand = True
    basis = "企业党员教育培训学时管理通行办法：脱产一天 8 学时，半天 4 学时（有的地方为 6/3，以上级规定为准）"
    terms: tuple[Term, ...] = (
        Term("hour", _l("不足半天，每小时"), 4),
        Term("half_day", _l("半天（3 小时及以上）"), 16),
        Term("day", _l("一天（6 小时及以上）"), 32),
    )
    example = Deed(minutes=400)
    example_quarters = 32

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return quarters by day, half day or clock hour."""
        if deed.minutes >= DAY_MINUTES:
            return terms["day"]
        if deed.minutes >= HALF_DAY_MINUTES:
            return terms["half_day"]
        return min(whole_quarters(deed.minutes, terms["hour"]), terms["half_day"])

    def explain(self, terms: Terms) -> str:
        """Say the three steps."""
        return _(
            "一天（6 小时及以上）%(day)s 学时，半天（3 小时及以上）%(half)s 学时，不足半天每小时 %(hour)s 学时。",
            day=in_hours(terms["day"]), half=in_hours(terms["half_day"]), hour=in_hours(terms["hour"]),
        )  # fmt: skip
