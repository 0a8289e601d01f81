"""Pages of sign-in, one's own account, set-up, units, people, roles, rosters and the audit log."""

from accounts.permissions import Permission
from accounts.views import audit, grants, me, members, roster, setup, sign_in, units
from accounts.views.blueprint import bp
from core.i18n import _l
from core.menu import MenuItem

PAGES = (sign_in, setup, me, units, members, roster, grants, audit)
"""Modules that put their views on the blueprint."""

MENU = (
    MenuItem(_l("单位"), "accounts.units", Permission.UNIT_READ, _l("组织"), "tree"),
    MenuItem(_l("学员"), "accounts.members", Permission.MEMBER_READ, _l("组织"), "users"),
    MenuItem(_l("角色授权"), "accounts.grants", Permission.GRANT_EDIT, _l("组织"), "key"),
    MenuItem(_l("审计日志"), "accounts.audit_log", Permission.AUDIT_READ, _l("系统"), "shield"),
)

__all__ = ["MENU", "PAGES", "bp"]
