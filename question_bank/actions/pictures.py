"""Keeping pictures for questions."""

from __future__ import annotations

import hashlib
from datetime import datetime

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from question_bank import picture_files
from question_bank.models import QuestionPicture


@atomic
def add_picture(actor: Member | None, raw: bytes, *, now: datetime) -> QuestionPicture:
    """Keep a picture, written anew; the same picture is kept once. Raises Invalid for what is no bearable picture."""
    content, media_type, width, height = picture_files.rewritten(raw)
    digest = hashlib.sha256(content).hexdigest()
    kept = db.session.get(QuestionPicture, digest)
    if kept is not None:
        return kept
    picture = QuestionPicture(
        digest=digest,
        media_type=media_type,
        width=width,
        height=height,
        content=content,
        added_by_id=actor.id if actor else None,
        added_at=now,
    )
    db.session.add(picture)
    db.session.flush()
    audit.record(
        actor, "question.add_picture", f"question_picture:{digest[:12]}", after={"width": width, "height": height}
    )
    return picture
