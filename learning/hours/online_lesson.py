"""A completed online lesson, by its length."""

from __future__ import annotations

from core.i18n import _, _l
from learning.hours.base import Deed, Side, Term, Terms, in_hours

SHORT_MINUTES = 15
LONG_MINUTES = 30


class OnlineLesson:
    """Up to 15 minutes a quarter, up to 30 a half, from 30 on a whole hour (DOMAIN 1.2)."""

    name = "online_lesson"
    label = _l("网络课程")
    side = Side.ONLINE
    on_by_default = True
    recorded_by_hand = False
    basis = "干部网络学院通行折算办法：30 分钟及以上 1 学时，15–30 分钟 0.5 学时，15 分钟及以下 0.25 学时"
    terms: tuple[Term, ...] = (
        Term("short", _l("15 分钟及以下"), 1),
        Term("middle", _l("15 至 30 分钟"), 2),
        Term("long", _l("30 分钟及以上"), 4),
    )
    example = Deed(minutes=20)
    example_quarters = 2

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return quarters by the length of the lesson."""
        if deed.minutes >= LONG_MINUTES:
            return terms["long"]
        return terms["middle"] if deed.minutes > SHORT_MINUTES else terms["short"]

    def explain(self, terms: Terms) -> str:
        """Say the three steps."""
        return _(
            "学完一课：15 分钟及以下 %(short)s 学时，15 至 30 分钟 %(middle)s 学时，30 分钟及以上 %(long)s 学时。",
            **{name: in_hours(terms[name]) for name in ("short", "middle", "long")},
        )
