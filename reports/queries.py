"""Choices offered above a report: years, units and posts within the reader's scope."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from accounts.models import Member
from accounts.permissions import Scope
from core.clock import local
from core.db import db

YEARS_BACK = 4


def years(now: datetime) -> list[int]:
    """Return the years offered, the present one first."""
    this_year = local(now).year
    return list(range(this_year, this_year - YEARS_BACK - 1, -1))


def posts(scope: Scope) -> list[str]:
    """Return the posts of the people in a scope, sorted."""
    found = db.session.scalars(select(Member.post).where(Member.active, scope.member_filter()).distinct())
    return sorted(post for post in found if post)
