"""Making the demonstration's units, people and roles, as an administrator would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.actions.demo import prepare_demo_account
from accounts.actions.grants import give_role
from accounts.actions.members import MemberDraft, add_member
from accounts.actions.setup import SetUp, set_up
from accounts.actions.units import UnitDraft, add_unit
from accounts.models import Member, PartyPost, Unit
from accounts.permissions import Role
from core.db import atomic
from installation.demonstration import people

PASSWORD = "Beiling-2026"  # noqa: S105 - works on this machine only, and only where the demonstration was asked for


@dataclass(frozen=True)
class Account:
    """A person of the demonstration who signs in: staff number, what they are here, roles over the whole."""

    staff_no: str
    name: str
    post: str
    roles: tuple[Role, ...]
    party_post: PartyPost = PartyPost.NONE


ADMINISTRATOR = Account("admin", "夏管理", "系统管理员", ())
STAFF = (
    Account("organizer", "邹组织", "工会干事", (Role.ORGANIZER,)),
    Account("manager", "裴训", "培训主管", (Role.TRAINING_MANAGER,)),
    Account("manager2", "裴复核", "培训专员", (Role.TRAINING_MANAGER,)),
    Account("reviewer", "沈题", "审题专家", (Role.QUESTION_REVIEWER,)),
    Account("auditor", "于审计", "审计专员", (Role.AUDITOR,)),
    Account("judge1", "江正", "高级技师", (Role.JUDGE,)),
    Account("judge2", "凌平", "高级技师", (Role.JUDGE,)),
    Account("judge3", "石衡", "技师", (Role.JUDGE,)),
    Account("judge4", "岳准", "技师", (Role.JUDGE,)),
    Account("judge5", "程度", "技师", (Role.JUDGE,)),
)
MEMBER = Account("member", "林晓燕", "护林员", ())
SECRETARY = Account("secretary", "周春明", "站长", (), PartyPost.SECRETARY)
FOREMAN = Account("foreman", "雷大山", "班组长", ())


@dataclass
class Roster:
    """Everybody of the demonstration, by staff number, and the units by code."""

    administrator: Member
    units: dict[str, Unit]
    members: dict[str, Member]

    @property
    def everybody(self) -> list[Member]:
        """Return all people but the administrator and the staff, in the order of their staff numbers."""
        return [self.members[number] for number in sorted(self.members) if number.startswith("BL")]


def make_roster(*, now: datetime) -> Roster:
    """Set the enterprise up, then create units, people and roles one by one."""
    administrator = _set_up(now)
    units = _units(administrator)
    members = {plan.staff_no: _person(administrator, plan, units, now) for plan in people.people()}
    for account in (*STAFF, MEMBER, SECRETARY, FOREMAN):
        members[account.staff_no] = _account(administrator, account, units, now)
    for account in STAFF:
        for role in account.roles:
            for code in ("DW", "GS"):
                give_role(administrator, members[account.staff_no], role, units[code], now=now)
    give_role(administrator, members["secretary"], Role.BRANCH_SECRETARY, units["ZB03"], now=now)
    give_role(administrator, members["foreman"], Role.TEAM_LEADER, units["GH03"], now=now)
    return Roster(administrator, units, members)


def _set_up(now: datetime) -> Member:
    company, committee = people.ADMIN_UNITS[0], people.PARTY_UNITS[0]
    names = (company.full_name, company.short_name, committee.full_name, committee.short_name)
    administrator = set_up(SetUp(*names, ADMINISTRATOR.staff_no, ADMINISTRATOR.name, PASSWORD), now=now)
    prepare_demo_account(administrator, PASSWORD)
    return administrator


def _units(administrator: Member) -> dict[str, Unit]:
    units = {unit.code: unit for unit in _roots(administrator)}
    for place, plan in enumerate((*people.PARTY_UNITS, *people.ADMIN_UNITS)):
        if plan.parent is not None:
            draft = UnitDraft(plan.code, plan.full_name, plan.short_name, plan.kind, sort_no=place)
            units[plan.code] = add_unit(administrator, draft, units[plan.parent])
    return units


@atomic
def _roots(administrator: Member) -> list[Unit]:
    return [grant.unit for grant in administrator.grants]


def _person(administrator: Member, plan: people.PersonPlan, units: dict[str, Unit], now: datetime) -> Member:
    draft = MemberDraft(
        staff_no=plan.staff_no, name=plan.name, party_unit=units[plan.party], admin_unit=units[plan.farm],
        political_status=plan.political_status, party_post=plan.party_post, post=plan.post, gender=plan.gender,
        birth_year=plan.birth_year, demo=True,
    )  # fmt: skip
    return add_member(administrator, draft, now=now)[0]


def _account(administrator: Member, account: Account, units: dict[str, Unit], now: datetime) -> Member:
    at_post = account in (MEMBER, SECRETARY, FOREMAN)
    draft = MemberDraft(
        staff_no=account.staff_no, name=account.name, post=account.post, political_status="member",
        party_post=account.party_post, party_unit=units["XZ31" if at_post else "ZB01"],
        admin_unit=units["GH03" if at_post else "JG"], demo=True,
    )  # fmt: skip
    member, _one_time = add_member(administrator, draft, now=now)
    prepare_demo_account(member, PASSWORD)
    return member
