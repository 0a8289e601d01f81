"""Reads of pictures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from core.db import db
from core.errors import NotFound
from documents.models import DocumentPicture, Picture

AT_ONCE = 500


def picture_for(digest: str) -> Picture:
    """A kept picture with its content by its digest; raises NotFound."""
    query = select(Picture).where(Picture.digest == digest).options(undefer(Picture.content))
    picture: Picture | None = db.session.scalar(query)
    if picture is None:
        raise NotFound
    return picture


def pictures_held(digests: Collection[str]) -> set[str]:
    """Which of these pictures are kept."""
    wanted = sorted(set(digests))
    parts = (wanted[start : start + AT_ONCE] for start in range(0, len(wanted), AT_ONCE))
    return {
        digest
        for part in parts
        for digest in db.session.scalars(select(Picture.digest).where(Picture.digest.in_(part)))
    }


def pictures_in(article_ids: Collection[int]) -> dict[tuple[int, str | None], list[DocumentPicture]]:
    """The pictures of articles by section and by the paragraph they stand behind; one statement."""
    query = (
        select(DocumentPicture)
        .where(DocumentPicture.article_id.in_(article_ids))
        .options(joinedload(DocumentPicture.picture))
        .order_by(DocumentPicture.article_id, DocumentPicture.ordinal)
    )
    found: dict[tuple[int, str | None], list[DocumentPicture]] = defaultdict(list)
    for picture in db.session.scalars(query):
        found[picture.section_id, picture.anchor].append(picture)
    return dict(found)
