"""Giving and taking roles."""

from __future__ import annotations

from datetime import datetime

from accounts import audit
from accounts.models import Member, RoleGrant, Unit
from accounts.permissions import ROLE_LABELS, Permission, Role, can, may_grant
from core.db import atomic, db, refusing
from core.errors import Forbidden, Refusal
from core.i18n import _


@atomic
def give_role(actor: Member, member: Member, role: Role, unit: Unit, *, now: datetime) -> RoleGrant:
    """Give a person a role over a unit and all below it: never to oneself, never beyond one's own."""
    _ensure_not_oneself(actor, member)
    if not may_grant(actor, role, unit):
        raise Forbidden(_("授予的角色不能超出您自己的权限范围。"))
    if not member.active or not unit.active:
        raise Refusal(_("已停用的学员或单位不能授予角色。"), field="unit_id")
    grant = RoleGrant(member_id=member.id, role=role, unit=unit, granted_by_id=actor.id, granted_at=now)
    already = _(
        "“%(member)s”在“%(unit)s”已经是%(role)s，无需重复授予。", member=member, unit=unit, role=ROLE_LABELS[role]
    )
    with refusing(Refusal(already, field="role")):
        db.session.add(grant)
    audit.record(actor, "grant.give", member, after={"role": role.value, "unit": str(unit)})
    return grant


@atomic
def revoke_role(actor: Member, grant: RoleGrant, *, now: datetime) -> RoleGrant:
    """Take a role away; the row stays and says who took it and when."""
    _ensure_not_oneself(actor, grant.member)
    if not can(actor, Permission.GRANT_EDIT, grant.unit):
        raise Forbidden
    if grant.revoked_at is not None:
        return grant
    grant.live, grant.revoked_at, grant.revoked_by_id = None, now, actor.id
    audit.record(actor, "grant.revoke", grant.member, before={"role": grant.role, "unit": str(grant.unit)})
    return grant


def _ensure_not_oneself(actor: Member, member: Member) -> None:
    if actor.id == member.id:
        raise Refusal(_("不能给自己授予或撤销角色，请由另一名安全管理员办理。"))
