"""Reading handbook versions that are being written."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from core.db import db
from core.errors import NotFound
from courses.models import Handbook, HandbookDraft, HandbookEvent, HandbookText, HandbookVersion


def open_handbook_drafts() -> list[HandbookDraft]:
    """Return the drafts somebody works on or reviews, the latest changed first."""
    found = db.session.scalars(
        select(HandbookDraft)
        .where(HandbookDraft.open_slug.is_not(None))
        .options(joinedload(HandbookDraft.latest).joinedload(HandbookText.written_by))
        .order_by(HandbookDraft.changed_at.desc(), HandbookDraft.id.desc())
    )
    return list(found)


def handbook_draft(draft_id: int) -> HandbookDraft:
    """Return a draft of a handbook, or raise NotFound."""
    found = db.session.get(HandbookDraft, draft_id)
    if found is None:
        raise NotFound
    return found


def open_handbook_draft(slug: str) -> HandbookDraft | None:
    """Return the draft of the next version of a handbook, if somebody works on one."""
    found: HandbookDraft | None = db.session.scalar(select(HandbookDraft).where(HandbookDraft.open_slug == slug))
    return found


def handbook_events(draft_id: int) -> list[HandbookEvent]:
    """Return what was said about a draft and done with it, the oldest first."""
    found = db.session.scalars(
        select(HandbookEvent)
        .where(HandbookEvent.draft_id == draft_id)
        .options(joinedload(HandbookEvent.actor))
        .order_by(HandbookEvent.id)
    )
    return list(found)


def handbook_texts(draft_id: int) -> list[HandbookText]:
    """Return the texts of a draft as they were saved, the newest first."""
    found = db.session.scalars(
        select(HandbookText)
        .where(HandbookText.draft_id == draft_id)
        .options(joinedload(HandbookText.written_by))
        .order_by(HandbookText.number.desc())
    )
    return list(found)


def handbook_authors(draft: HandbookDraft) -> set[int]:
    """Return who wrote any text of a draft, or handed it in."""
    wrote = set(db.session.scalars(select(HandbookText.written_by_id).where(HandbookText.draft_id == draft.id)))
    return wrote | ({draft.handed_in_by_id} if draft.handed_in_by_id else set())


def version_before(draft: HandbookDraft) -> HandbookVersion | None:
    """Return the version a draft changes: the one in force, or for a published draft the one before it."""
    query = select(HandbookVersion).join(Handbook, Handbook.id == HandbookVersion.handbook_id)
    if draft.version is None:
        query = query.where(Handbook.slug == draft.slug, HandbookVersion.id == Handbook.current_version_id)
    else:
        query = query.where(Handbook.slug == draft.slug, HandbookVersion.number == draft.version.number - 1)
    found: HandbookVersion | None = db.session.scalar(query)
    return found


def draft_behind(version_id: int) -> HandbookDraft | None:
    """Return the draft a version was published from; shipped versions have none."""
    found: HandbookDraft | None = db.session.scalar(
        select(HandbookDraft)
        .where(HandbookDraft.version_id == version_id)
        .options(joinedload(HandbookDraft.latest).joinedload(HandbookText.written_by))
    )
    return found
