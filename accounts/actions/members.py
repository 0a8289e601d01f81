"""Changing people: who they are, where they sit, and whether they can sign in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts import audit, passwords, queries
from accounts.actions.sign_in import forget_tries
from accounts.models import Gender, Member, PartyPost, PoliticalStatus, Unit
from accounts.permissions import Permission, Scope, may_administer, scope
from core.db import atomic, db, refusing
from core.errors import Forbidden, Invalid, Refusal
from core.i18n import _

UNIT_FIELDS = ("party_unit", "admin_unit")


@dataclass(frozen=True)
class MemberDraft:
    """A person to be created; sits in at least one unit."""

    staff_no: str
    name: str
    party_unit: Unit | None
    admin_unit: Unit | None
    political_status: str = PoliticalStatus.MASSES
    party_post: str = PartyPost.NONE
    post: str = ""
    gender: str = Gender.UNKNOWN
    birth_year: int | None = None
    phone: str = ""
    demo: bool = False

    def values(self) -> dict[str, Any]:
        """Return the fields by name; the units stay rows."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@atomic
def add_member(actor: Member, draft: MemberDraft, *, now: datetime) -> tuple[Member, str]:
    """Create a person within the actor's reach; return them and their one-time password.

    The password is not kept anywhere in clear: whoever creates the person hands it over.
    """
    reach = scope(actor, Permission.MEMBER_EDIT)
    ensure_may_sit(reach, draft.party_unit, draft.admin_unit)
    password = passwords.new_one_time_password()
    member = Member(**draft.values(), created_at=now, password_hash=passwords.hash_one_time(password))
    with refusing(staff_no_taken(draft.staff_no)):
        db.session.add(member)
    audit.record(actor, "member.add", member, after=told_values(member))
    return member, password


@atomic
def change_member(actor: Member, member: Member, values: Mapping[str, Any]) -> Member:
    """Change fields of a person, the units among them; a unit that changes must be within reach."""
    reach = scope(actor, Permission.MEMBER_EDIT)
    if not reach.covers(member):
        raise Forbidden
    ensure_may_move(reach, member, values)
    with refusing(staff_no_taken(str(values.get("staff_no", "")))):
        before, after = audit.changed_fields(member, values)
    if after:
        audit.record(actor, "member.change", member, before, after)
    return member


def ensure_may_move(reach: Scope, member: Member, values: Mapping[str, Any]) -> None:
    """Raise a refusal unless the units among the values are the present ones or within reach."""
    for field in UNIT_FIELDS:
        old, new = getattr(member, field), values.get(field, getattr(member, field))
        if old is not new and any(unit is not None and not reach.covers_unit(unit) for unit in (old, new)):
            raise Forbidden(_("您不能把学员调出或调入自己管理范围以外的单位。"))
    if all(values.get(field, getattr(member, field)) is None for field in UNIT_FIELDS):
        raise Invalid(_("学员至少要属于一个党组织或一个行政单位。"), field="party_unit_id")


def ensure_may_sit(reach: Scope, *units: Unit | None) -> None:
    """Raise a refusal unless at least one unit is named and every one is within reach."""
    if not any(units):
        raise Invalid(_("学员至少要属于一个党组织或一个行政单位。"), field="party_unit_id")
    if any(unit is not None and not reach.covers_unit(unit) for unit in units):
        raise Forbidden(_("您不能把学员调出或调入自己管理范围以外的单位。"))


def staff_no_taken(staff_no: str) -> Refusal:
    """Return the refusal of a staff number that somebody else has."""
    return Refusal(_("工号“%(staff_no)s”已被使用，每名学员的工号必须唯一。", staff_no=staff_no), field="staff_no")


def told_values(member: Member) -> dict[str, Any]:
    """Return the fields of a person as the audit log tells them."""
    fields = ("staff_no", "name", "political_status", "party_post", "post", "gender", "birth_year", "phone")
    return {name: getattr(member, name) for name in fields if getattr(member, name)} | {
        name: str(getattr(member, name)) for name in UNIT_FIELDS if getattr(member, name) is not None
    }


@atomic
def deactivate_member(actor: Member, member: Member) -> Member:
    """Close a person's account and end their sessions; what they learned stays on record."""
    _ensure_may_administer(actor, member)
    if member.grants:
        raise Refusal(_("“%(member)s”还担任角色，请先由安全管理员撤销其角色，再停用。", member=member))
    if member.active:
        member.active = False
        member.session_epoch += 1
        audit.record(actor, "member.deactivate", member)
    return member


@atomic
def activate_member(actor: Member, member: Member) -> Member:
    """Open a person's account again."""
    _ensure_may_administer(actor, member)
    if not member.active:
        member.active = True
        audit.record(actor, "member.activate", member)
    return member


@atomic
def reset_password(actor: Member | None, member: Member) -> str:
    """Give a person a one-time password, ending their sessions and lifting a lock; return it.

    `actor` is None for the command line on the server itself.
    """
    if actor is not None:
        _ensure_may_administer(actor, member)
    password = passwords.new_one_time_password()
    _put_one_time(member, password)
    forget_tries(member)
    audit.record(actor, "member.password", member)
    return password


@atomic
def issue_first_passwords(actor: Member) -> list[tuple[Member, str]]:
    """Give a one-time password to everybody within reach who never had one; return both, in order."""
    reach = scope(actor, Permission.MEMBER_EDIT)
    waiting: Sequence[Member] = db.session.scalars(queries.without_password(reach)).unique().all()
    issued = [(member, passwords.new_one_time_password()) for member in waiting if may_administer(actor, member)]
    for member, password in issued:
        _put_one_time(member, password)
    audit.record_many(actor, "member.password", [audit.Change(member) for member, _password in issued])
    return issued


def _put_one_time(member: Member, password: str) -> None:
    member.password_hash = passwords.hash_one_time(password)
    member.must_change_password = True
    member.session_epoch += 1


def _ensure_may_administer(actor: Member, member: Member) -> None:
    if not may_administer(actor, member):
        raise Forbidden(_("您不能管理此账号：它不在您的管理范围内，担任着范围更大的角色，或是您自己的账号。"))
