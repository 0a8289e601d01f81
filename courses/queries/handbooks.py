"""Reading handbooks, their checklists, and the runs of a branch."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from accounts.models import Member, Unit
from accounts.permissions import Permission, scope
from core.db import db
from core.errors import NotFound
from core.paging import Page, paginate
from courses.models import Checklist, ChecklistRun, Handbook, HandbookVersion


def handbooks() -> list[Handbook]:
    """Return the handbooks in force, by title."""
    found = db.session.scalars(select(Handbook).where(Handbook.current_version_id.is_not(None)).order_by(Handbook.id))
    return list(found)


def handbook(slug: str) -> Handbook:
    """Return a handbook with its versions, or raise NotFound."""
    found: Handbook | None = db.session.scalar(
        select(Handbook)
        .where(Handbook.slug == slug)
        .options(selectinload(Handbook.versions).joinedload(HandbookVersion.published_by))
    )
    if found is None:
        raise NotFound
    return found


def handbook_version(slug: str, number: int | None = None) -> HandbookVersion:
    """Return a version of a handbook (the one in force unless numbered) with its checklists, or raise NotFound."""
    query = (
        select(HandbookVersion)
        .join(Handbook, Handbook.id == HandbookVersion.handbook_id)
        .where(Handbook.slug == slug)
        .options(selectinload(HandbookVersion.checklists), joinedload(HandbookVersion.handbook))
    )
    this = HandbookVersion.id == Handbook.current_version_id if number is None else HandbookVersion.number == number
    found: HandbookVersion | None = db.session.scalar(query.where(this))
    if found is None:
        raise NotFound
    return found


def checklist(checklist_id: int) -> Checklist:
    """Return a checklist with its version and handbook, or raise NotFound."""
    found = db.session.get(
        Checklist, checklist_id, options=[joinedload(Checklist.version).joinedload(HandbookVersion.handbook)]
    )
    if found is None:
        raise NotFound
    return found


def checking_units(member: Member) -> list[Unit]:
    """Return the units for which somebody may go through checklists, in the official order."""
    units = scope(member, Permission.CHECKLIST_RUN).unit_filter()
    return list(db.session.scalars(select(Unit).where(units, Unit.active.is_(True)).order_by(Unit.position)))


def runs_page(viewer: Member, number: int) -> Page[ChecklistRun]:
    """Return a page of the runs of the units in scope, the latest first."""
    units = select(Unit.id).where(scope(viewer, Permission.CHECKLIST_RUN).unit_filter())
    query = (
        select(ChecklistRun)
        .where(ChecklistRun.unit_id.in_(units))
        .options(joinedload(ChecklistRun.checklist), joinedload(ChecklistRun.unit), joinedload(ChecklistRun.run_by),
                 selectinload(ChecklistRun.marks))
        .order_by(ChecklistRun.id.desc())
    )  # fmt: skip
    return paginate(query, number)


def run(viewer: Member, run_id: int) -> ChecklistRun:
    """Return a run of a unit in scope with its marks, or raise NotFound."""
    units = select(Unit.id).where(scope(viewer, Permission.CHECKLIST_RUN).unit_filter())
    found: ChecklistRun | None = db.session.scalar(
        select(ChecklistRun)
        .where(ChecklistRun.id == run_id, ChecklistRun.unit_id.in_(units))
        .options(joinedload(ChecklistRun.checklist).joinedload(Checklist.version), joinedload(ChecklistRun.unit),
                 joinedload(ChecklistRun.run_by), selectinload(ChecklistRun.marks))
    )  # fmt: skip
    if found is None:
        raise NotFound
    return found
