"""Who may take part, and which branch a person is ranked under."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ColumnElement, and_, func, or_, select, true

from accounts.models import Line, Member, Unit, UnitKind
from contests.models import Contest, ContestAudience, ContestPost
from contests.rules import may_enter
from core.db import db


def own_unit_ids(member: Member) -> frozenset[int]:
    """Return the ids of the units a person sits in and of all units above them, on both lines."""
    units = (member.party_unit, member.admin_unit)
    return frozenset(int(part) for unit in units if unit for part in unit.path.strip("/").split("/") if part)


def audience_condition(contest: Contest) -> ColumnElement[bool]:
    """Return the condition that keeps, in a query over Member, the active people who may take part."""
    paths = [row.unit.path for row in contest.audience]
    below = or_(*(Unit.path.startswith(path, autoescape=True) for path in paths)) if paths else Unit.id.is_(None)
    units = select(Unit.id).where(below).scalar_subquery()
    posts = [row.post for row in contest.posts]
    return and_(
        Member.active,
        or_(Member.party_unit_id.in_(units), Member.admin_unit_id.in_(units)),
        Member.post.in_(posts) if posts else true(),
    )


def is_invited(member: Member, contest: Contest) -> bool:
    """Tell whether a person belongs to the audience of a contest."""
    return may_enter(
        [row.unit_id for row in contest.audience],
        [row.post for row in contest.posts],
        own_unit_ids(member),
        member.post,
    )


def audience_size(contest: Contest) -> int:
    """Return how many people may take part."""
    return db.session.scalar(select(func.count()).select_from(Member).where(audience_condition(contest))) or 0


def opens_to(member: Member) -> ColumnElement[bool]:
    """Return the condition that keeps, in a query over Contest, those whose audience holds this person."""
    unit_ids = own_unit_ids(member)
    has_unit = select(ContestAudience.unit_id).where(
        ContestAudience.contest_id == Contest.id, ContestAudience.unit_id.in_(unit_ids)
    )
    any_post = select(ContestPost.post).where(ContestPost.contest_id == Contest.id)
    own_post = any_post.where(ContestPost.post == member.post)
    return and_(has_unit.exists(), or_(~any_post.exists(), own_post.exists()))


def units_by_id() -> dict[int, Unit]:
    """Return all units; there are hundreds, not thousands."""
    return {unit.id: unit for unit in db.session.scalars(select(Unit).order_by(Unit.line.desc(), Unit.path))}


def branch_of(party_unit_id: int | None, admin_unit_id: int | None, units: Mapping[int, Unit]) -> Unit | None:
    """Return the unit a person is ranked under: the nearest party branch, else the party unit, else the admin unit."""
    unit = units.get(party_unit_id or 0) or units.get(admin_unit_id or 0)
    if unit is None or unit.line != Line.PARTY:
        return unit
    above = [units.get(int(part)) for part in reversed(unit.path.strip("/").split("/")) if part]
    return next((each for each in above if each is not None and each.kind == UnitKind.BRANCH), unit)


def official_order(units: Mapping[int, Unit]) -> dict[int, int]:
    """Return the position of each unit when the trees are read in their official order, party line first."""
    children: dict[int | None, list[Unit]] = {}
    for unit in units.values():
        children.setdefault(unit.parent_id, []).append(unit)
    order: dict[int, int] = {}
    waiting = sorted(children.get(None, []), key=_sort_key, reverse=True)
    while waiting:
        unit = waiting.pop()
        order[unit.id] = len(order)
        waiting.extend(sorted(children.get(unit.id, []), key=_sort_key, reverse=True))
    return order


def _sort_key(unit: Unit) -> tuple[bool, int, int]:
    return (unit.line != Line.PARTY, unit.sort_no, unit.id)
