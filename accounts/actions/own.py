"""What people change about their own account."""

from __future__ import annotations

from accounts import audit, passwords
from accounts.actions.sign_in import ensure_usable
from accounts.models import Member
from core.db import atomic
from core.errors import Invalid
from core.i18n import _


@atomic
def change_password(member: Member, old: str, new: str) -> None:
    """Give oneself a new password, ending all other sessions; refuse a weak, known or unchanged one."""
    if not passwords.matches(member.password_hash, old):
        raise Invalid(_("现在的密码不正确。"), field="old_password")
    ensure_usable(new, member.staff_no)
    if passwords.matches(member.password_hash, new):
        raise Invalid(_("新密码不能与现在的密码相同。"), field="new_password")
    member.password_hash = passwords.hash_password(new)
    member.must_change_password = False
    member.session_epoch += 1
    audit.record(member, "account.password", member)


@atomic
def keep_locale(member: Member, locale: str) -> None:
    """Remember a person's language for every browser that has none of its own."""
    member.locale = locale


@atomic
def keep_large_type(member: Member, large: bool) -> None:
    """Remember whether a person reads large type."""
    member.large_type = large
