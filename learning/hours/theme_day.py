"""The monthly theme party day and other practice in the branch."""

from __future__ import annotations

from core.i18n import _, _l
from learning.hours.base import Deed, Side, Term, Terms, in_hours, whole_quarters

HALF_DAY_MINUTES = 180


class ThemeDay:
    """Half a day at fixed hours, anything shorter by the clock (DOMAIN 1.2)."""

    name = "theme_day"
    label = _l("主题党日、实践活动")
    side = Side.CONCENTRATED
    on_by_default = True
    recorded_by_hand = True
    basis = "企业党员教育培训学时管理通行办法：半天 4 学时，不足半天每小时 1 学时"
    terms: tuple[Term, ...] = (
        Term("hour", _l("不足半天，每小时"), 4),
        Term("half_day", _l("半天（3 小时及以上）"), 16),
    )
    example = Deed(minutes=90)
    example_quarters = 6

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return quarters for half a day or by the clock."""
        if deed.minutes >= HALF_DAY_MINUTES:
            return terms["half_day"]
        return min(whole_quarters(deed.minutes, terms["hour"]), terms["half_day"])

    def explain(self, terms: Terms) -> str:
        """Say both steps."""
        return _(
            "半天（3 小时及以上）%(half)s 学时，不足半天每小时 %(hour)s 学时。",
            half=in_hours(terms["half_day"]), hour=in_hours(terms["hour"]),
        )  # fmt: skip
