"""Keeping pictures for questions."""

from __future__ import annotations

from datetime import datetime

from accounts import audit
from accounts.models import Member
from core.db import atomic
from documents.actions import keep_picture
from documents.models import Picture


@atomic
def add_picture(actor: Member | None, raw: bytes, *, now: datetime, name: str = "") -> Picture:
    """Keep a picture, encoded anew in the jail; the same picture is kept once. Raises Invalid for what is no picture."""
    picture = keep_picture(actor, name, raw, now=now)
    measures = {"width": picture.width, "height": picture.height}
    audit.record(actor, "question.add_picture", f"picture:{picture.digest[:12]}", after=measures)
    return picture
