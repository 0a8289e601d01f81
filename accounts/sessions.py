"""Who is signed in: the session's contents, its limits, and its end."""

from __future__ import annotations

from datetime import datetime, timedelta

from flask import Flask, current_app, session
from flask_login import LoginManager, current_user, login_user, logout_user
from sqlalchemy import bindparam, select
from sqlalchemy.orm import joinedload

from accounts.models import Member
from config import Settings
from core import clock
from core.db import db

SEEN_EVERY = timedelta(seconds=60)
_SIGNED_IN = (
    select(Member)
    .where(Member.id == bindparam("identity"))
    .options(joinedload(Member.party_unit), joinedload(Member.admin_unit), joinedload(Member.grants))
)
"""Who asks, with the units and roles that every page needs, in one statement."""
manager = LoginManager()


def init_app(app: Flask, settings: Settings) -> None:
    """Let requests know who is signed in."""
    app.config["SESSION_COOKIE_HTTPONLY"] = True
    app.config["SESSION_COOKIE_SAMESITE"] = "Lax"
    app.config["SESSION_COOKIE_SECURE"] = settings.https
    app.config["SESSION_REFRESH_EACH_REQUEST"] = False
    manager.session_protection = None  # A phone changes its address between masts.
    manager.user_loader(load_member)
    manager.init_app(app)


def begin(member: Member, now: datetime) -> None:
    """Start a session for a member, dropping whatever the browser held before."""
    kept = {name: session[name] for name in ("csrf_token",) if name in session}
    session.clear()
    session.update(kept)
    login_user(member)
    session["epoch"] = member.session_epoch
    session["since"] = session["seen"] = clock.to_ms(now)


def signed_in_member() -> Member:
    """Return the person of this request as a plain row, for handing to queries and actions."""
    member: Member = current_user._get_current_object()
    return member


def end() -> None:
    """End the session of this browser."""
    logout_user()
    session.clear()


def keep_until(instant: datetime) -> None:
    """Let neither the idle nor the absolute limit end this session before an instant.

    Called when an attempt starts or its deadline moves (TIMED_ATTEMPTS R15).
    """
    session["busy_until"] = clock.to_ms(instant)


def cookie_identity() -> tuple[int, int] | None:
    """Return (member id, session epoch) of a live session from the signed cookie, without the database."""
    if "_user_id" not in session or "epoch" not in session or _is_over(clock.now_ms()):
        return None
    _refresh(clock.now_ms())
    return int(session["_user_id"]), int(session["epoch"])


def load_member(identity: str) -> Member | None:
    """Return the member of a session, or None when it ran out or was ended elsewhere."""
    now = clock.now_ms()
    if _is_over(now):
        return None
    member = db.session.scalars(_SIGNED_IN, {"identity": int(identity)}).unique().one_or_none()
    if member is None or not member.active or session.get("epoch") != member.session_epoch:
        return None
    _refresh(now)
    return member


def _is_over(now: int) -> bool:
    settings: Settings = current_app.config["SETTINGS"]
    if now < session.get("busy_until", 0):
        return False
    idle = now - session.get("seen", 0) > settings.idle_minutes * 60_000
    old = now - session.get("since", 0) > settings.session_hours * 3_600_000
    return bool(idle or old)


def _refresh(now: int) -> None:
    """Note that the person is here, at most once a minute so that the cookie stays the same."""
    if now - session.get("seen", 0) >= SEEN_EVERY.total_seconds() * 1000:
        session["seen"] = now
