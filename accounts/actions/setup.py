"""Making an empty installation ready: two root units and the first administrator."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from accounts import audit, passwords
from accounts.actions import units
from accounts.actions.sign_in import ensure_usable
from accounts.models import Installation, Member, RoleGrant, Unit, UnitKind
from accounts.permissions import Role
from core.clock import local
from core.db import atomic, db, refusing
from core.errors import NotFound

FIRST_ROLES = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN)


@dataclass(frozen=True)
class SetUp:
    """What the set-up page asks for."""

    enterprise_full_name: str
    enterprise_short_name: str
    committee_full_name: str
    committee_short_name: str
    staff_no: str
    name: str
    password: str


@atomic
def set_up(wanted: SetUp, *, now: datetime) -> Member:
    """Create both root units and the first administrator, once in the life of an installation.

    Raises NotFound when it has been done, also when two people do it at the same moment.
    """
    ensure_usable(wanted.password, wanted.staff_no)
    if db.session.scalar(select(func.count()).select_from(Member)):
        raise NotFound
    with refusing(NotFound()):
        db.session.add(Installation(name="set_up", setting=local(now).isoformat(timespec="seconds")))
    committee = _root("DW", wanted.committee_full_name, wanted.committee_short_name, UnitKind.COMMITTEE)
    company = _root("GS", wanted.enterprise_full_name, wanted.enterprise_short_name, UnitKind.COMPANY)
    administrator = Member(
        staff_no=wanted.staff_no,
        name=wanted.name,
        party_unit=committee,
        admin_unit=company,
        password_hash=passwords.hash_password(wanted.password),
        must_change_password=False,
        created_at=now,
    )
    db.session.add(administrator)
    db.session.flush()
    for role in FIRST_ROLES:
        for root in (committee, company):
            db.session.add(RoleGrant(member_id=administrator.id, role=role, unit=root, granted_at=now))
    audit.record(administrator, "installation.set_up", administrator, after={"units": [str(committee), str(company)]})
    return administrator


def _root(code: str, full_name: str, short_name: str, kind: UnitKind) -> Unit:
    return units.place_new(units.UnitDraft(code, full_name, short_name, kind, sort_no=1), None)
