"""Reads of pictures."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from core.db import db
from core.errors import NotFound
from question_bank.models import QuestionPicture


def picture_for(digest: str) -> QuestionPicture:
    """A picture by its digest; raises NotFound."""
    picture = db.session.get(QuestionPicture, digest)
    if picture is None:
        raise NotFound
    return picture


def pictures_held(digests: Iterable[str]) -> set[str]:
    """Those of the digests the bank has a picture for."""
    wanted = sorted(set(digests))
    return set(db.session.scalars(select(QuestionPicture.digest).where(QuestionPicture.digest.in_(wanted))))
