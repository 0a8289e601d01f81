"""A day before which nobody begins."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from core.i18n import _, _l
from core.text import day
from courses.entry.base import Candidate, EntryTerm, Terms


class OpeningDay:
    """Opens on a day."""

    name = "opening_day"
    label = _l("开放日期")
    terms: tuple[EntryTerm, ...] = (EntryTerm("day", _l("开放日期"), "date"),)
    example = {"day": "2026-07-01"}

    def fault(self, terms: Terms) -> str:
        """Ask for a day."""
        try:
            date.fromisoformat(terms.get("day", ""))
        except ValueError:
            return _("请填写开放日期。")
        return ""

    def lack(self, terms: Terms, candidate: Candidate) -> str:
        """Say when it opens."""
        if candidate.today >= date.fromisoformat(terms["day"]):
            return ""
        return _("%(day)s起开放，届时即可学习", day=day(date.fromisoformat(terms["day"])))

    def describe(self, terms: Terms, titles: Mapping[str, str]) -> str:
        """Name the day."""
        return _("%(day)s起开放", day=day(date.fromisoformat(terms["day"])))
