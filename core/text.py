"""How instants, numbers and points are written on pages."""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from flask import Flask

from core.clock import local


def when(value: datetime | None) -> str:
    """Write an instant as 2026-06-01 08:30 in local time; nothing as a dash."""
    return local(value).strftime("%Y-%m-%d %H:%M") if value else "—"


def day(value: datetime | date | None) -> str:
    """Write a day as 2026-06-01."""
    if value is None:
        return "—"
    return (local(value) if isinstance(value, datetime) else value).strftime("%Y-%m-%d")


def clock(value: datetime | None) -> str:
    """Write the time of day as 08:30."""
    return local(value).strftime("%H:%M") if value else "—"


def number(value: float | Fraction | None, places: int = 2) -> str:
    """Write a number with at most `places` decimals and without trailing zeros."""
    if value is None:
        return "—"
    text = f"{float(value):.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def percent(share: float | Fraction | None, places: int = 1) -> str:
    """Write a share 0..1 as a percentage such as 71.8%."""
    return "—" if share is None else f"{float(share) * 100:.{places}f}%"


def points(milli: int | None) -> str:
    """Write thousandths of a point as points, such as 2.5."""
    return "—" if milli is None else number(milli / 1000, 3)


def init_app(app: Flask) -> None:
    """Offer these as template filters."""
    app.jinja_env.filters.update(
        when=when, day=day, clock=clock, number=number, hours=number, percent=percent, points=points
    )
