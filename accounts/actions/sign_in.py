"""Checking who signs in, counting wrong passwords, and ending sessions."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError

from accounts import audit, passwords, queries, rules
from accounts.models import Member, SignInTries
from accounts.rules import Tries
from config import Settings
from core.db import atomic, db
from core.errors import Invalid, TooMany
from core.i18n import _, _l

WRONG = _l("工号或密码不正确。请核对后重试；忘记密码请联系本单位的管理员重置。")
FORGOTTEN_AFTER = timedelta(days=1)


def check_sign_in(staff_no: str, password: str, *, is_this_machine: bool, settings: Settings, now: datetime) -> Member:
    """Return the person whose number and password these are, or refuse with one sentence for all cases.

    Raises TooMany while the number is locked, known or not. A try is counted before the password is
    checked, so that many tries at the same moment count as many. Running sessions are never touched.
    """
    _count_try(staff_no, settings=settings, now=now)
    member = queries.find_by_staff_no(staff_no)
    right = passwords.matches(member.password_hash if member else "", password)
    if member is None or not right or not member.active:
        raise Invalid(str(WRONG), field="password")
    if member.demo and not (settings.demo and is_this_machine):
        raise Invalid(_("演示账号只能在运行平台的这台机器上登录。"), field="staff_no")
    _note_success(member)
    return member


@atomic
def _count_try(staff_no: str, *, settings: Settings, now: datetime) -> None:
    row = _tries_of(staff_no, now)
    before = Tries(row.failures, row.locked_until)
    if before.is_locked(now):
        raise TooMany(
            _(
                "连续输错密码，此工号已暂停登录。请 %(minutes)s 分钟后再试，或联系管理员重置密码。",
                minutes=_left(before, now),
            ),
            field="staff_no",
            retry_after=60 * _left(before, now),
        )
    after = before.counted(now, limit=settings.sign_in_failures, lock_minutes=settings.lock_minutes)
    row.failures, row.locked_until, row.last_at = after.failures, after.locked_until, now
    if after.locked_until is not None:
        _note_lock(staff_no)


def _left(tries: Tries, now: datetime) -> int:
    assert tries.locked_until is not None
    return int((tries.locked_until - now).total_seconds() // 60) + 1


def _tries_of(staff_no: str, now: datetime) -> SignInTries:
    """Return the counter of a staff number, made when missing, held until the transaction ends."""
    key = _key(staff_no)
    row = db.session.get(SignInTries, key, with_for_update=True)
    if row is not None:
        return row
    db.session.execute(delete(SignInTries).where(SignInTries.last_at < now - FORGOTTEN_AFTER))
    try:
        with db.session.begin_nested():
            db.session.add(SignInTries(staff_no_digest=key, failures=0, last_at=now))
    except IntegrityError:
        pass  # Somebody tried the same number at this very moment; both count on one row.
    return db.session.get_one(SignInTries, key, with_for_update=True)


def _note_lock(staff_no: str) -> None:
    member = queries.find_by_staff_no(staff_no)
    if member is not None:
        audit.record(None, "account.lock", member)


@atomic
def _note_success(member: Member) -> None:
    forget_tries(member)
    if member.grants:
        audit.record(member, "account.sign_in", member)


def forget_tries(member: Member) -> None:
    """Lift the lock of a person's staff number; call it inside an @atomic action."""
    db.session.execute(delete(SignInTries).where(SignInTries.staff_no_digest == _key(member.staff_no)))


def locked_until(member: Member, now: datetime) -> datetime | None:
    """Return until when a person cannot sign in, or None."""
    row = db.session.get(SignInTries, _key(member.staff_no))
    return row.locked_until if row and row.locked_until and row.locked_until > now else None


@atomic
def end_all_sessions(member: Member) -> None:
    """End every session of a person, on every device; a running attempt can be entered again."""
    member.session_epoch += 1
    audit.record(member, "account.sign_out_everywhere", member)


def ensure_usable(password: str, staff_no: str) -> None:
    """Raise Invalid, naming everything that is wrong with a new password."""
    if faults := rules.password_faults(password, staff_no):
        raise Invalid("".join(faults), field="new_password")


def _key(staff_no: str) -> str:
    return hashlib.sha256(staff_no.encode()).hexdigest()
