"""How instants, numbers and points are written on pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from fractions import Fraction

from flask import Flask

from core.clock import local
from core.clock import now as present
from core.i18n import current_locale

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def when(value: datetime | None) -> str:
    """Write an instant as 2026年6月1日 08:30 in local time, as people write it; nothing as a dash."""
    return f"{day(value)} {clock(value)}" if value else "—"


def day(value: datetime | date | None) -> str:
    """Write a day as 2026年6月1日, in English as 1 Jun 2026."""
    if value is None:
        return "—"
    here = local(value) if isinstance(value, datetime) else value
    if current_locale() == "en":
        return f"{here.day} {MONTHS[here.month - 1]} {here.year}"
    return f"{here.year}年{here.month}月{here.day}日"


def soon(value: datetime, now: datetime) -> str:
    """Write an instant near `now` as 6月1日 08:30; of another year the day is enough."""
    here = local(value)
    if here.year != local(now).year:
        return day(value)
    if current_locale() == "en":
        return f"{here.day} {MONTHS[here.month - 1]} {clock(value)}"
    return f"{here.month}月{here.day}日 {clock(value)}"


def file_day(value: datetime) -> str:
    """Write a day as 2026-06-01, for names of files that sort by it."""
    return local(value).date().isoformat()


def clock(value: datetime | None) -> str:
    """Write the time of day as 08:30."""
    return local(value).strftime("%H:%M") if value else "—"


def number(value: float | Fraction | None, places: int = 2, *, fixed: bool = False) -> str:
    """Write a number with at most `places` decimals and without trailing zeros, or with exactly so many."""
    if value is None:
        return "—"
    text = f"{float(value):.{places}f}"
    if fixed:
        return text
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float | Fraction | None, places: int = 1) -> str:
    """Write a share 0..1 as a percentage such as 71.8%."""
    return "—" if share is None else f"{float(share) * 100:.{places}f}%"


def points(milli: int | None, places: int | None = None) -> str:
    """Write thousandths of a point as points, such as 2.5; with `places` always with so many decimals."""
    if milli is None:
        return "—"
    return number(milli / 1000, 3) if places is None else f"{milli / 1000:.{places}f}"


def places_of(millis: Iterable[int | None]) -> int:
    """Return how many decimals a column of points needs, so that its figures stand below each other."""
    return max((len(points(milli).partition(".")[2]) for milli in millis), default=0)


def init_app(app: Flask) -> None:
    """Offer these as template filters."""
    app.jinja_env.filters.update(
        when=when,
        day=day,
        soon=lambda value: soon(value, present()),
        clock=clock,
        number=number,
        hours=number,
        percent=percent,
        points=points,
        places_of=places_of,
    )
