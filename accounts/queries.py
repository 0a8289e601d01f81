"""Reading people, units, roles and the audit log, always for somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, case, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import AuditEntry, Installation, Line, Member, PartyPost, RoleGrant, RosterImport, Unit
from accounts.permissions import Permission, Role, Scope, can, scope
from core.db import db
from core.errors import NotFound

LAST = 1_000_000_000
AT_ONCE = 500
POST_ORDER = (
    PartyPost.SECRETARY,
    PartyPost.DEPUTY,
    PartyPost.COMMITTEE_MEMBER,
    PartyPost.GROUP_LEADER,
    PartyPost.NONE,
)


def nobody_is_here() -> bool:
    """Tell whether the installation still waits for its set-up."""
    return db.session.scalar(select(Member.id).limit(1)) is None and db.session.get(Installation, "set_up") is None


def member_for(viewer: Member, member_id: int, permission: Permission = Permission.MEMBER_READ) -> Member:
    """Return a person within the viewer's scope, or raise NotFound."""
    member = db.session.get(Member, member_id)
    if member is None or not scope(viewer, permission).covers(member):
        raise NotFound
    return member


def unit_for(viewer: Member, unit_id: int, permission: Permission = Permission.UNIT_READ) -> Unit:
    """Return a unit within the viewer's scope, or raise NotFound."""
    unit = db.session.get(Unit, unit_id)
    if unit is None or not scope(viewer, permission).covers_unit(unit):
        raise NotFound
    return unit


def grant_for(viewer: Member, grant_id: int) -> RoleGrant:
    """Return a live grant over a unit within the viewer's scope, or raise NotFound."""
    grant = db.session.get(RoleGrant, grant_id)
    if grant is None or grant.revoked_at is not None or not can(viewer, Permission.GRANT_EDIT, grant.unit):
        raise NotFound
    return grant


def roster_import_for(viewer: Member, import_id: int) -> RosterImport:
    """Return a roster that the viewer uploaded, or raise NotFound."""
    roster = db.session.get(RosterImport, import_id)
    if roster is None or roster.uploaded_by_id != viewer.id:
        raise NotFound
    return roster


def find_by_staff_no(staff_no: str) -> Member | None:
    """Return the person with a staff number, or None."""
    return db.session.scalar(select(Member).where(Member.staff_no == staff_no))


def official_order(line: Line = Line.PARTY) -> tuple[SQLColumnExpression[Any], ...]:
    """Return what ORDER BY needs to put Member rows in the official order.

    By unit (of the given line, then of the other), then party post, then staff number. Works in any
    query over Member without further joins.
    """
    first, second = Member.party_unit_id, Member.admin_unit_id
    if line is Line.ADMIN:
        first, second = second, first
    posts = {post.value: place for place, post in enumerate(POST_ORDER)}
    return (
        _position(first),
        _position(second),
        case(posts, value=Member.party_post, else_=len(posts)),
        Member.staff_no,
    )


def _position(unit_id: SQLColumnExpression[Any]) -> ColumnElement[Any]:
    place = select(Unit.position).where(Unit.id == unit_id).correlate(Member).scalar_subquery()
    return func.coalesce(place, LAST)


def members_in(within: Scope) -> Select[Member]:
    """Return the query of all active people of a scope, in the official order, with their units."""
    return _people(within).where(Member.active)


def _people(within: Scope) -> Select[Member]:
    with_units = (joinedload(Member.party_unit), joinedload(Member.admin_unit))
    return select(Member).where(within.member_filter()).options(*with_units).order_by(*official_order())


@dataclass(frozen=True)
class MemberFilter:
    """What a list of people is narrowed to; empty fields do not narrow."""

    unit: Unit | None = None
    political_status: str = ""
    party_post: str = ""
    text: str = ""
    active: bool | None = True


def filtered_members(within: Scope, wanted: MemberFilter) -> Select[Member]:
    """Return the query of the people of a scope that a filter keeps, in the official order."""
    query = _people(within)
    if wanted.unit is not None:
        query = query.where(Scope((wanted.unit.path,)).member_filter())
    if wanted.political_status:
        query = query.where(Member.political_status == wanted.political_status)
    if wanted.party_post:
        query = query.where(Member.party_post == wanted.party_post)
    if wanted.active is not None:
        query = query.where(Member.active.is_(wanted.active))
    if wanted.text:
        columns = (Member.name, Member.staff_no, Member.post)
        query = query.where(or_(*(column.contains(wanted.text, autoescape=True) for column in columns)))
    return query


def members_by_staff_no(staff_nos: Collection[str]) -> dict[str, Member]:
    """Return people by staff number, with their units, in few statements however many are asked for."""
    numbers = sorted(staff_nos)
    found: dict[str, Member] = {}
    for start in range(0, len(numbers), AT_ONCE):
        chunk = numbers[start : start + AT_ONCE]
        query = select(Member).where(Member.staff_no.in_(chunk))
        query = query.options(joinedload(Member.party_unit), joinedload(Member.admin_unit))
        found.update((member.staff_no, member) for member in db.session.scalars(query))
    return found


def without_password(within: Scope) -> Select[Member]:
    """Return the query of active people of a scope who never had a password."""
    return members_in(within).where(Member.password_hash == "").options(selectinload(Member.grants))


def count(query: Select) -> int:
    """Return how many rows a query has."""
    return db.session.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0


def units_in(within: Scope, *, line: Line | None = None, active: bool | None = True) -> Sequence[Unit]:
    """Return the units of a scope in the official order."""
    query = select(Unit).where(within.unit_filter()).order_by(Unit.position, Unit.id)
    if line is not None:
        query = query.where(Unit.line == line)
    if active is not None:
        query = query.where(Unit.active.is_(active))
    return db.session.scalars(query).all()


@dataclass(frozen=True)
class UnitRow:
    """A unit in a tree: how deep it stands, and how many active people sit in it and below."""

    unit: Unit
    depth: int
    people: int


def unit_tree(within: Scope, line: Line) -> list[UnitRow]:
    """Return the units of one line as an indented list in the official order, in two statements."""
    units = units_in(within, line=line, active=None)
    sitting = _people_by_unit(line)
    shallowest = min((unit.path.count("/") for unit in units), default=0)
    return [
        UnitRow(
            unit,
            unit.path.count("/") - shallowest,
            sum(number for path, number in sitting.items() if path.startswith(unit.path)),
        )
        for unit in units
    ]


def _people_by_unit(line: Line) -> dict[str, int]:
    column = Member.party_unit_id if line is Line.PARTY else Member.admin_unit_id
    query = (
        select(Unit.path, func.count().label("number"))
        .join(Member, column == Unit.id)
        .where(Member.active)
        .group_by(Unit.path)
    )
    return {row.path: row.number for row in db.session.execute(query)}


def people_in_unit(unit: Unit) -> int:
    """Return how many active people sit in a unit or below it."""
    return count(members_in(Scope((unit.path,))))


def live_grants(within: Scope, role: str = "") -> Select[RoleGrant]:
    """Return the query of the live grants over the units of a scope, in the official order of units."""
    query = select(RoleGrant).join(RoleGrant.unit).join(RoleGrant.member).where(RoleGrant.revoked_at.is_(None))
    query = query.where(within.unit_filter()).options(joinedload(RoleGrant.member))
    if role in set(Role):
        query = query.where(RoleGrant.role == role)
    return query.order_by(Unit.position, RoleGrant.role, Member.staff_no)


def grants_of(member: Member) -> Sequence[RoleGrant]:
    """Return all grants a person ever had, the live ones first."""
    query = select(RoleGrant).where(RoleGrant.member_id == member.id)
    return db.session.scalars(query.order_by(RoleGrant.revoked_at.is_not(None), RoleGrant.granted_at.desc())).all()


@dataclass(frozen=True)
class AuditFilter:
    """What the audit log is narrowed to; empty fields do not narrow."""

    actor: str = ""
    action: str = ""
    thing: str = ""
    since: datetime | None = None
    until: datetime | None = None
    """The first instant that is not shown any more."""


def audit_entries(wanted: AuditFilter) -> Select[AuditEntry]:
    """Return the query of the audit entries that a filter keeps, the newest first."""
    query = select(AuditEntry).order_by(AuditEntry.id.desc())
    if wanted.actor:
        query = query.where(AuditEntry.actor_name.contains(wanted.actor, autoescape=True))
    if wanted.action:
        query = query.where(AuditEntry.action == wanted.action)
    if wanted.thing:
        columns = (AuditEntry.thing_name, AuditEntry.thing)
        query = query.where(or_(*(column.contains(wanted.thing, autoescape=True) for column in columns)))
    if wanted.since is not None:
        query = query.where(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        query = query.where(AuditEntry.at < wanted.until)
    return query


def audited_actions() -> Sequence[str]:
    """Return the actions that occur in the audit log, by name."""
    return db.session.scalars(select(AuditEntry.action).distinct().order_by(AuditEntry.action)).all()


def stream_audit(wanted: AuditFilter) -> Iterator[AuditEntry]:
    """Yield audit entries, a thousand at a time so that a long log needs little memory."""
    yield from db.session.scalars(audit_entries(wanted).execution_options(yield_per=1_000))
