"""Accounts of the demonstration unit: a known password, usable on this machine only."""

from __future__ import annotations

from accounts import audit, passwords
from accounts.models import Member
from core.db import atomic


@atomic
def prepare_demo_account(member: Member, password: str) -> None:
    """Give an account of the demonstration its known password and mark it as one.

    Such an account signs in from the loopback address only, and only while the installation allows
    the demonstration (`accounts.actions.sign_in`).
    """
    member.demo = True
    member.must_change_password = False
    member.password_hash = passwords.hash_password(password)
    audit.record(None, "member.demo", member)
