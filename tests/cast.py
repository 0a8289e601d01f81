"""The fixed cast: a small fictional enterprise that every test knows.

北岭森工 has a company office and two forest farms on the administrative line, and on the party line a
committee with a general branch, two branches under it, and a branch of a neighbouring mine.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from accounts.models import Line, Member, RoleGrant, Unit, UnitKind
from accounts.permissions import Role
from core import clock
from core.db import atomic, db

NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
"""12:00 in Shanghai on 1 June 2026, when every test begins."""


@dataclass
class Cast:
    """People by what they are, and the units they sit in."""

    committee: Unit
    general_branch: Unit
    branch: Unit
    other_branch: Unit
    company: Unit
    farm: Unit
    other_farm: Unit
    alice: Member
    """A ranger in the first branch; nothing but a member."""
    bob: Member
    """Sits in the same branch as Alice."""
    carol: Member
    """Sits in the other branch, outside every scope that is limited to the first."""
    organizer: Member
    """Runs contests and edits questions for the whole enterprise."""
    manager: Member
    """Training manager of the whole enterprise."""
    secretary: Member
    """Secretary of the first branch; sees only that branch."""
    reviewer: Member
    """Reviews questions for the whole enterprise."""
    judge: Member
    """Judges practical rounds."""
    admin: Member
    """System administrator and security administrator."""
    auditor: Member
    """Reads the audit log and nothing else."""

    @property
    def everybody(self) -> list[Member]:
        """Return all people of the cast."""
        return [value for value in vars(self).values() if isinstance(value, Member)]


def make_unit(code: str, name: str, kind: UnitKind, line: Line, parent: Unit | None = None, **more: Any) -> Unit:
    """Add a unit below another."""
    unit = Unit(code=code, full_name=more.pop("full_name", name), short_name=name, kind=kind, line=line, parent=parent)
    db.session.add(unit)
    db.session.flush()
    unit.path = f"{parent.path if parent else '/'}{unit.id}/"
    for field, value in more.items():
        setattr(unit, field, value)
    db.session.flush()
    return unit


def make_member(staff_no: str, name: str, party: Unit | None, farm: Unit | None, **more: Any) -> Member:
    """Add a person who has no password and needs to change none."""
    values: dict[str, Any] = {"must_change_password": False, "created_at": clock.now(), "political_status": "member"}
    person = Member(staff_no=staff_no, name=name, party_unit=party, admin_unit=farm, **(values | more))
    db.session.add(person)
    db.session.flush()
    return person


def grant(member: Member, role: Role, unit: Unit) -> RoleGrant:
    """Give a person a role over a unit."""
    row = RoleGrant(member_id=member.id, role=role, unit=unit, granted_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row


@atomic
def make_cast() -> Cast:
    """Create the cast in an empty database."""
    committee = make_unit("DW", "北岭森工党委", UnitKind.COMMITTEE, Line.PARTY, full_name="中共北岭森工有限公司委员会")
    general = make_unit("DZZ1", "第一党总支", UnitKind.GENERAL_BRANCH, Line.PARTY, committee)
    branch = make_unit("DZB1", "管护一支部", UnitKind.BRANCH, Line.PARTY, general, sort_no=1)
    other_branch = make_unit("DZB2", "矿山支部", UnitKind.BRANCH, Line.PARTY, committee, sort_no=2)
    company = make_unit("GS", "北岭森工", UnitKind.COMPANY, Line.ADMIN, full_name="北岭森工有限公司")
    farm = make_unit("LC1", "云杉林场", UnitKind.FARM, Line.ADMIN, company, sort_no=1)
    other_farm = make_unit("LC2", "白桦林场", UnitKind.FARM, Line.ADMIN, company, sort_no=2)
    people: dict[str, Member] = {
        "alice": make_member("A001", "安立", branch, farm, post="护林员"),
        "bob": make_member("B001", "白桦", branch, farm, post="油锯工"),
        "carol": make_member("C001", "陈川", other_branch, other_farm, post="井下采掘工"),
        "organizer": make_member("Z001", "组织者", general, company),
        "manager": make_member("M001", "马宁", general, company),
        "secretary": make_member("S001", "宋书记", branch, farm, party_post="secretary"),
        "reviewer": make_member("R001", "任审题", general, company),
        "judge": make_member("J001", "江评委", general, company),
        "admin": make_member("X001", "夏管理", general, company),
        "auditor": make_member("U001", "于审计", general, company),
    }
    whole = ((Role.ORGANIZER, "organizer"), (Role.TRAINING_MANAGER, "manager"), (Role.SYSTEM_ADMIN, "admin"),
             (Role.SECURITY_ADMIN, "admin"), (Role.AUDITOR, "auditor"), (Role.JUDGE, "judge"),
             (Role.QUESTION_REVIEWER, "reviewer"))  # fmt: skip
    for role, name in whole:
        grant(people[name], role, committee)
        grant(people[name], role, company)
    grant(people["secretary"], Role.BRANCH_SECRETARY, branch)
    return Cast(committee, general, branch, other_branch, company, farm, other_farm, **people)
