"""Which people somebody may see the hours of, and in which order lists name them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Select, case, or_, select
from sqlalchemy.orm import joinedload

from accounts.models import Line, Member, PartyPost, Unit
from accounts.permissions import Permission, scope
from core.db import db
from core.errors import NotFound

POST_ORDER = {post: place for place, post in enumerate((
    PartyPost.SECRETARY, PartyPost.DEPUTY, PartyPost.COMMITTEE_MEMBER, PartyPost.GROUP_LEADER, PartyPost.NONE,
))}  # fmt: skip


def member_for(viewer: Member, member_id: int, permission: Permission = Permission.HOURS_READ) -> Member:
    """Return a member in the viewer's scope, or raise NotFound."""
    member = db.session.get(Member, member_id, options=[joinedload(Member.party_unit), joinedload(Member.admin_unit)])
    if member is None or not scope(viewer, permission).covers(member):
        raise NotFound
    return member


def units_for(viewer: Member, permission: Permission) -> list[Unit]:
    """Return the active units in the viewer's scope, party line first, in tree order."""
    units = db.session.scalars(select(Unit).where(scope(viewer, permission).unit_filter(), Unit.active.is_(True))).all()
    place = {unit.id: unit.sort_no for unit in units}

    def tree_order(unit: Unit) -> tuple[Any, ...]:
        steps = [int(part) for part in unit.path.split("/") if part]
        return (unit.line != Line.PARTY, [(place.get(step, 0), step) for step in steps])

    return sorted(units, key=tree_order)


def unit_for(viewer: Member, unit_id: int, permission: Permission) -> Unit:
    """Return a unit in the viewer's scope, or raise NotFound."""
    unit = db.session.get(Unit, unit_id)
    if unit is None or not scope(viewer, permission).covers_unit(unit):
        raise NotFound
    return unit


def below(unit: Unit) -> ColumnElement[bool]:
    """Return the condition that keeps the people of a subtree in a query over Member."""
    ids = select(Unit.id).where(Unit.path.startswith(unit.path, autoescape=True)).scalar_subquery()
    return or_(Member.party_unit_id.in_(ids), Member.admin_unit_id.in_(ids))


def people(viewer: Member, permission: Permission, *, unit: Unit | None = None, search: str = "") -> Select[Any]:
    """Build the statement of the active people in scope: by branch, then post, then name."""
    query = (
        select(Member)
        .outerjoin(Unit, Unit.id == Member.party_unit_id)
        .where(scope(viewer, permission).member_filter(), Member.active.is_(True))
        .order_by(Unit.path.is_(None), Unit.sort_no, Unit.path, case(POST_ORDER, value=Member.party_post, else_=9),
                  Member.name, Member.id)
    )  # fmt: skip
    if unit is not None:
        query = query.where(below(unit))
    if search:
        query = query.where(
            or_(Member.name.contains(search, autoescape=True), Member.staff_no.startswith(search, autoescape=True))
        )
    return query
