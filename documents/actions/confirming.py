"""Noting that a thing still holds although paragraphs it rests on changed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accounts import audit
from accounts.models import Member
from core.db import db
from core.errors import Invalid, Refusal
from core.i18n import _
from documents.queries.resting import Resting

LONGEST_NOTE = 200


def confirm_changes(
    actor: Member, resting: Resting, thing: Any, note: str, *, action: str, otherwise: str, now: datetime
) -> int:
    """Confirm every open change of a locked thing, for use inside an action; return how many there were.

    A later edition asks anew. Refused without a note, and with the sentence `otherwise` when nothing waits.
    """
    told = note.strip()[:LONGEST_NOTE]
    if not told:
        raise Invalid(_("请写明为什么仍然有效，说明会记入审计日志。"), field="note")
    changes = resting.changes_of([thing.id], now).get(thing.id, [])
    if not changes:
        raise Refusal(otherwise)
    db.session.add_all(
        resting.confirmation(  # type: ignore[call-arg]
            **{resting.column: thing.id}, change_id=change.id, note=told, confirmed_by_id=actor.id, confirmed_at=now
        )
        for change in changes
    )
    audit.record(actor, action, thing, after={"changes": [change.id for change in changes]}, reason=told)
    return len(changes)
