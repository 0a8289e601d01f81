"""Keeping pictures in the one store of the house."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Member
from core import jail
from core.db import atomic, db, refusing
from core.errors import Refusal
from core.pictures import EncodedPicture, encode_here, from_plain
from documents import queries
from documents.models import Picture

LIMITS = jail.Limits(seconds=20, memory_mb=1024)


class _Twin(Refusal):
    """The same picture was stored at the same moment."""


def keep_picture(actor: Member | None, name: str, raw: bytes, *, now: datetime) -> Picture:
    """Encode a picture anew in the jail and keep it once, however often it is sent. Raises Invalid for what is no picture."""
    picture = from_plain(jail.call(encode_here, raw, name=name, limits=LIMITS))
    return keep_encoded(actor, picture, now=now)


@atomic
def keep_encoded(actor: Member | None, picture: EncodedPicture, *, now: datetime) -> Picture:
    """Keep a picture that was encoded in the jail; one of the same content is kept once."""
    known = db.session.get(Picture, picture.digest)
    if known is not None:
        return known
    row = Picture(**vars(picture), added_by_id=actor.id if actor else None, added_at=now)
    try:
        with refusing(_Twin(picture.digest)):
            db.session.add(row)
    except _Twin:
        return queries.picture_for(picture.digest)
    return row
