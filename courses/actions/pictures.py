"""Storing pictures of lessons."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Member
from core import jail
from core.db import atomic, db, refusing
from core.errors import Refusal
from courses import queries
from courses.models import CoursePicture
from courses.pictures import EncodedPicture, decoded, encode_picture

LIMITS = jail.Limits(seconds=20, memory_mb=1024)


class _Twin(Refusal):
    """The same picture was stored at the same moment."""


def store_picture(actor: Member, name: str, raw: bytes, *, now: datetime) -> CoursePicture:
    """Encode a picture anew in the jail and store it once, however often it is sent. Raises Invalid for what is no picture."""
    picture = decoded(jail.call(encode_picture, raw, name=name, limits=LIMITS))
    return _store(actor, picture, now=now)


@atomic
def _store(actor: Member, picture: EncodedPicture, *, now: datetime) -> CoursePicture:
    known = queries.find_picture(picture.digest)
    if known is not None:
        return known
    row = CoursePicture(**vars(picture), uploaded_by_id=actor.id, uploaded_at=now)
    try:
        with refusing(_Twin(picture.digest)):
            db.session.add(row)
    except _Twin:
        return queries.picture(picture.digest)
    return row
