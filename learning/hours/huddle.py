"""The talk before the shift (班前会)."""

from __future__ import annotations

from core.i18n import _, _l
from learning.hours.base import Deed, Side, Term, Terms, in_hours


class HuddleTalk:
    """A small fixed number of hours for each talk that lasted long enough; off unless a unit turns it on."""

    name = "huddle"
    label = _l("班前会")
    side = Side.CONCENTRATED
    on_by_default = False
    recorded_by_hand = False
    basis = "班前会一题一要点只有几分钟，默认不计学时（是否计入由单位决定）"
    terms: tuple[Term, ...] = (
        Term("each", _l("每次班前会"), 1),
        Term("shortest", _l("每次至少（分钟）"), 3, is_hours=False),
    )
    example = Deed(minutes=5)
    example_quarters = 1

    def quarters(self, deed: Deed, terms: Terms) -> int:
        """Return the fixed quarters of a talk that lasted long enough."""
        return terms["each"] if deed.minutes >= terms["shortest"] else 0

    def explain(self, terms: Terms) -> str:
        """Say what one talk is worth, and how long it must be."""
        return _(
            "每次班前会不少于 %(shortest)s 分钟，计 %(each)s 学时。",
            shortest=terms["shortest"], each=in_hours(terms["each"]),
        )  # fmt: skip
