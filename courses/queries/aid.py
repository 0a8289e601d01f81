"""Reads of what was asked of the writing aid."""

from __future__ import annotations

from sqlalchemy import select

from core.db import db
from courses.models import AidRequest


def open_aid_request(lesson_id: int) -> AidRequest | None:
    """Return the question about a lesson that is not answered yet."""
    found: AidRequest | None = db.session.scalar(select(AidRequest).where(AidRequest.open_lesson_id == lesson_id))
    return found


def latest_aid_request(lesson_id: int) -> AidRequest | None:
    """Return what was asked about a lesson last."""
    query = select(AidRequest).where(AidRequest.lesson_id == lesson_id).order_by(AidRequest.id.desc()).limit(1)
    found: AidRequest | None = db.session.scalar(query)
    return found
