"""Pages of managers: standings of people in scope, back-entries, requirements of courses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from sqlalchemy import Select, exists, select
from sqlalchemy.orm import aliased, joinedload

from accounts.models import Member, Unit
from accounts.permissions import Permission, Scope, scope
from core.db import db
from core.errors import NotFound
from core.paging import Page, paginate
from courses.models import Course
from learning.models import Assignment, BackEntry, BackEntryReview
from learning.queries.hours import year_standing
from learning.queries.people import people
from learning.standing import Standing

PAGE_SIZE = 20
MET, UNMET, EXEMPT = "met", "unmet", "exempt"


@dataclass(frozen=True)
class PersonStanding:
    """One line of the list of hours."""

    member: Member
    standing: Standing


@dataclass(frozen=True)
class HoursOverview:
    """One page of people with their standing, and the counts over all pages of the same filter."""

    page: Page[PersonStanding]
    people: int
    met: int
    unmet: int
    exempt: int


def hours_overview(
    viewer: Member, year: int, number: int, *, unit: Unit | None = None, search: str = "", state: str = ""
) -> HoursOverview:
    """Return the standings of the people in scope; `state` keeps those who met, did not meet or are exempt."""
    query = people(viewer, Permission.HOURS_READ, unit=unit, search=search)
    ids = list(db.session.scalars(query.with_only_columns(Member.id)))
    standings = year_standing(ids, year)
    states = {member_id: state_of(standing) for member_id, standing in standings.items()}
    kept = [member_id for member_id in ids if not state or states[member_id] == state]
    counts = [sum(found == name for found in states.values()) for name in (MET, UNMET, EXEMPT)]
    return HoursOverview(_page(kept, standings, number), len(ids), *counts)


def state_of(standing: Standing) -> str:
    """Return met, unmet, exempt, or nothing where no hours are required."""
    if standing.exempt:
        return EXEMPT
    if standing.required_hours is None:
        return ""
    return MET if standing.met else UNMET


def _page(ids: Sequence[int], standings: dict[int, Standing], number: int) -> Page[PersonStanding]:
    number = min(max(1, number), max(1, ceil(len(ids) / PAGE_SIZE)))
    shown = ids[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    members = db.session.scalars(
        select(Member).where(Member.id.in_(shown)).options(joinedload(Member.party_unit), joinedload(Member.admin_unit))
    )
    by_id = {member.id: member for member in members}
    items = [PersonStanding(by_id[member_id], standings[member_id]) for member_id in shown]
    return Page(items, len(ids), number, PAGE_SIZE)


def back_entries(viewer: Member, state: str, number: int) -> Page[BackEntry]:
    """Return back-entries of the people in scope: waiting, accepted or returned; the latest first."""
    query = (
        select(BackEntry)
        .join(Member, Member.id == BackEntry.member_id)
        .where(scope(viewer, Permission.HOURS_EDIT).member_filter())
        .options(
            joinedload(BackEntry.member).joinedload(Member.party_unit),
            joinedload(BackEntry.recorded_by),
            joinedload(BackEntry.review).joinedload(BackEntryReview.reviewed_by),
        )
        .order_by(BackEntry.id.desc())
    )
    return paginate(_in_state(query, state), number, PAGE_SIZE)


def _in_state(query: Select[Any], state: str) -> Select[Any]:
    reviewed = exists().where(BackEntryReview.back_entry_id == BackEntry.id)
    if state == "waiting":
        return query.where(~reviewed)
    return query.where(reviewed.where(BackEntryReview.accepted.is_(state == "accepted")))


def back_entry_for(viewer: Member, record_id: int) -> BackEntry:
    """Return a back-entry of somebody in scope, or raise NotFound."""
    record = db.session.get(BackEntry, record_id)
    if record is None or not scope(viewer, Permission.HOURS_EDIT).covers(record.member):
        raise NotFound
    return record


def assignments_for(viewer: Member, number: int) -> Page[Assignment]:
    """Return the requirements over units in the viewer's scope or above it; those in force first."""
    query = (
        select(Assignment)
        .where(Assignment.unit_id.in_(_units_touching(scope(viewer, Permission.HOURS_READ))))
        .options(
            joinedload(Assignment.course).joinedload(Course.current_version),
            joinedload(Assignment.unit),
            joinedload(Assignment.assigned_by),
        )
        .order_by(Assignment.withdrawn_at.is_not(None), Assignment.due_at, Assignment.id)
    )
    return paginate(query, number, PAGE_SIZE)


def _units_touching(visible: Scope) -> Select[Any]:
    above = {int(part) for path in visible.paths for part in path.split("/") if part}
    unit = aliased(Unit)
    inside = select(Unit.id).where(visible.unit_filter())
    return select(unit.id).where((unit.id.in_(above)) | (unit.id.in_(inside)))


def assignment_for(viewer: Member, assignment_id: int) -> Assignment:
    """Return a requirement over a unit the viewer manages, or raise NotFound."""
    found = db.session.get(Assignment, assignment_id)
    if found is None or not scope(viewer, Permission.HOURS_EDIT).covers_unit(found.unit):
        raise NotFound
    return found
