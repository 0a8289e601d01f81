"""Tables of handbook versions being written: their texts, and what people say about and do with them."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db
from courses.models.handbooks import HandbookVersion


class HandbookDraftState(StrEnum):
    """Where the next version of a handbook stands."""

    WRITING = "writing"
    REVIEW = "review"
    PUBLISHED = "published"
    DROPPED = "dropped"


class HandbookDraft(db.Model):
    """The next version of a handbook on its way to the members; a handbook has one at a time."""

    __tablename__ = "handbook_draft"
    __table_args__ = (
        CheckConstraint("state IN ('writing', 'review', 'published', 'dropped')", name="state"),
        CheckConstraint("(state IN ('writing', 'review')) = (open_slug IS NOT NULL)", name="open"),
        CheckConstraint("(state = 'published') = (version_id IS NOT NULL)", name="published"),
    )

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(60), index=True)
    open_slug: Mapped[str | None] = mapped_column(String(60), unique=True)
    """The slug as long as the draft is worked on, so that no second one begins beside it."""
    state: Mapped[str] = mapped_column(String(10), default=HandbookDraftState.WRITING)
    latest_id: Mapped[int | None]
    """Newest text; not a foreign key, because texts already point here."""
    version_id: Mapped[int | None] = mapped_column(ForeignKey("handbook_version.id"), unique=True)
    handed_in_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    changed_at: Mapped[datetime] = mapped_column(Instant)

    latest: Mapped[HandbookText] = relationship(
        primaryjoin="foreign(HandbookDraft.latest_id) == HandbookText.id", viewonly=True, lazy="joined"
    )
    version: Mapped[HandbookVersion | None] = relationship()
    texts: Mapped[list[HandbookText]] = relationship(back_populates="draft", order_by="HandbookText.number")

    def __str__(self) -> str:
        return self.latest.title if self.latest else self.slug


class HandbookText(db.Model):
    """What a draft said when somebody saved it; never changed afterwards."""

    __tablename__ = "handbook_text"
    __table_args__ = (UniqueConstraint("draft_id", "number"),)

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("handbook_draft.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(120))
    source: Mapped[str] = mapped_column(String(200), default="")
    body: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(200), default="")
    digest: Mapped[str] = mapped_column(String(64))
    written_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    written_at: Mapped[datetime] = mapped_column(Instant)

    draft: Mapped[HandbookDraft] = relationship(back_populates="texts")
    written_by: Mapped[Member] = relationship()

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class HandbookEvent(db.Model):
    """What was said about a draft or done with it; nobody reviews what they handed in."""

    __tablename__ = "handbook_event"
    __table_args__ = (
        CheckConstraint(
            "verb NOT IN ('approve', 'return') OR (author_id IS NOT NULL AND author_id <> actor_id)", name="two_people"
        ),
    )

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("handbook_draft.id"), index=True)
    verb: Mapped[str] = mapped_column(String(12))
    place: Mapped[str] = mapped_column(String(120), default="")
    """The heading a remark is about; empty for the whole."""
    words: Mapped[str] = mapped_column(Text, default="")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    """Who had handed in what is reviewed."""
    actor_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    happened_at: Mapped[datetime] = mapped_column(Instant)

    actor: Mapped[Member] = relationship(foreign_keys=[actor_id])

    def __str__(self) -> str:
        return self.verb
