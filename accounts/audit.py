"""Writing the audit log: one row for each privileged change, in the same transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import has_request_context, request
from sqlalchemy import insert, select, text

from accounts.models import AuditEntry, Member, Unit
from core import clock
from core.db import db

FIRST = "0" * 64
NAME_LENGTH = 160
STORED = [column.name for column in AuditEntry.__table__.columns if column.name != "id"]
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
    entry = _entry(actor, action, thing, before, after, reason)
    _link([entry])
    db.session.add(entry)
    db.session.flush()
    return entry


@dataclass(frozen=True)
class Change:
    """One thing that changed, and how, for `record_many`."""

    thing: Any
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def record_many(actor: Member | None, action: str, changes: Iterable[Change]) -> int:
    """Append one entry for each change, in few statements however many; return how many."""
    db.session.flush()
    entries = [_entry(actor, action, change.thing, change.before, change.after, "") for change in changes]
    _link(entries)
    if entries:
        rows = [{name: getattr(entry, name) for name in STORED} for entry in entries]
        db.session.execute(insert(AuditEntry), rows)
    return len(entries)


def changed_fields(thing: Any, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Set fields of a row; return what they were and what they are, of the changed ones only."""
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for field, value in values.items():
        old = getattr(thing, field)
        if old != value:
            before[field], after[field] = _told(old), _told(value)
            setattr(thing, field, value)
    return before, after


def _told(value: Any) -> Any:
    return str(value) if isinstance(value, (Unit, Member)) else value


def _entry(
    actor: Member | None,
    action: str,
    thing: Any,
    before: Mapping[str, Any] | None,
    after: Mapping[str, Any] | None,
    reason: str,
) -> AuditEntry:
    return AuditEntry(
        at=clock.now(),
        actor_id=actor.id if actor else None,
        actor_name=str(actor) if actor else "系统",
        action=action,
        thing=_address(thing),
        thing_name=str(thing)[:NAME_LENGTH],
        before=_as_text(before),
        after=_as_text(after),
        reason=reason,
        address=(request.remote_addr or "") if has_request_context() else "",
    )


def _link(entries: Sequence[AuditEntry]) -> None:
    previous = _last_digest()
    for entry in entries:
        entry.previous_digest = previous
        previous = entry.digest = digest_of(entry)


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
    for entry in db.session.scalars(select(AuditEntry).order_by(AuditEntry.id).execution_options(yield_per=1_000)):
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
