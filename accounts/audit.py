"""Writing the audit log: one row for each privileged change, in the same transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from flask import has_request_context, request
from sqlalchemy import select, text

from accounts.models import AuditEntry, Member
from core import clock
from core.db import db

FIRST = "0" * 64
POSTGRES_LOCK = 730_101
"""Number of the advisory lock that lets one transaction at a time extend the chain."""


def record(
    actor: Member | None,
    action: str,
    thing: Any,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    reason: str = "",
) -> AuditEntry:
    """Append who changed what, when, from what to what; call it inside the @atomic action.

    `action` is `<noun>.<verb>`; `thing` is the row that changed (flushed, so that it has an id) or a
    string; `before` and `after` hold only the fields that changed. Never pass secrets.
    """
    db.session.flush()
    entry = AuditEntry(
        at=clock.now(),
        actor_id=actor.id if actor else None,
        actor_name=str(actor) if actor else "系统",
        action=action,
        thing=_address(thing),
        thing_name=str(thing)[:160],
        before=_as_text(before),
        after=_as_text(after),
        reason=reason,
        address=(request.remote_addr or "") if has_request_context() else "",
    )
    entry.previous_digest = _last_digest()
    entry.digest = digest_of(entry)
    db.session.add(entry)
    db.session.flush()
    return entry


def digest_of(entry: AuditEntry) -> str:
    """Return the SHA-256 that ties an entry to the one before it."""
    parts = [
        entry.previous_digest, str(clock.to_ms(entry.at)), str(entry.actor_id), entry.actor_name, entry.action,
        entry.thing, entry.thing_name, entry.before, entry.after, entry.reason, entry.address,
    ]  # fmt: skip
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def first_broken_link() -> int | None:
    """Return the id of the first entry that does not fit the chain, or None when all is sound."""
    previous = FIRST
    for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)):
        if entry.previous_digest != previous or entry.digest != digest_of(entry):
            return entry.id
        previous = entry.digest
    return None


def _last_digest() -> str:
    if db.session.connection().dialect.name == "postgresql":
        db.session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": POSTGRES_LOCK})
    last = db.session.scalar(select(AuditEntry.digest).order_by(AuditEntry.id.desc()).limit(1))
    return last or FIRST


def _address(thing: Any) -> str:
    return thing if isinstance(thing, str) else f"{thing.__tablename__}:{thing.id}"


def _as_text(values: Mapping[str, Any] | None) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, default=str) if values else ""
