"""Reading what the reader of a report chose from the address."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from accounts.models import Member
from accounts.permissions import Permission
from accounts.queries import unit_for
from core.clock import local
from core.errors import Invalid
from core.forms import clean_text
from core.i18n import _
from reports.catalogue.base import Filters

FIRST_YEAR = 2000
LONGEST_TEXT = 40


def read_filters(viewer: Member, words: Mapping[str, str], *, now: datetime) -> Filters:
    """Return the filters of an address; Invalid for nonsense, NotFound for a unit outside the scope."""
    return Filters(
        year=_year(words.get("year", ""), local(now).year),
        unit=unit_for(viewer, _unit_id(words["unit"]), Permission.REPORT_READ) if words.get("unit") else None,
        post=clean_text(words.get("post"))[:LONGEST_TEXT],
        text=clean_text(words.get("q"))[:LONGEST_TEXT],
    )


def _year(text: str, this_year: int) -> int:
    if not text:
        return this_year
    if not (text.isascii() and text.isdigit() and FIRST_YEAR <= int(text[:5]) <= this_year + 1):
        raise Invalid(
            _("年度应为 %(first)s 到 %(last)s 之间的年份。", first=FIRST_YEAR, last=this_year + 1), field="year"
        )
    return int(text)


def _unit_id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 18):
        raise Invalid(_("请从列表中选择单位。"), field="unit")
    return int(text)
