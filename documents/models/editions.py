"""Tables of editions: which document supersedes which from when, and what became of each paragraph."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, SmallInteger, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db
from documents.models.library import Document


class Outcome(StrEnum):
    """What became of a paragraph in a newer edition."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    REMOVED = "removed"


class Supersession(db.Model):
    """One document takes the place of another from an instant on."""

    __tablename__ = "supersession"
    __table_args__ = (
        CheckConstraint("older_id <> newer_id", name="other"),
        UniqueConstraint("older_id", "newer_id"),
        UniqueConstraint("older_id", "in_force_at"),
    )

    id: Mapped[Key]
    older_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    newer_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    in_force_at: Mapped[datetime] = mapped_column(Instant)
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    older: Mapped[Document] = relationship(foreign_keys=[older_id])
    newer: Mapped[Document] = relationship(foreign_keys=[newer_id])
    recorded_by: Mapped[Member | None] = relationship()

    def __str__(self) -> str:
        return f"{self.older} → {self.newer}"


class ParagraphChange(db.Model):
    """What a supersession made of a paragraph of the older document, or of a document that one had superseded.

    Follows from the texts, which never change; kept so that what rests on a paragraph can be asked in one statement.
    """

    __tablename__ = "paragraph_change"
    __table_args__ = (
        CheckConstraint("outcome IN ('unchanged', 'edited', 'removed')", name="outcome"),
        UniqueConstraint("supersession_id", "article_id", "anchor"),
        ForeignKeyConstraint(
            ["article_id", "anchor"], ["paragraph.article_id", "paragraph.anchor"], name="fk_paragraph_change_old"
        ),
        ForeignKeyConstraint(
            ["new_article_id", "new_anchor"], ["paragraph.article_id", "paragraph.anchor"],
            name="fk_paragraph_change_new",
        ),
        Index("ix_paragraph_change_article_id_anchor", "article_id", "anchor"),
        Index("ix_paragraph_change_new_article_id_new_anchor", "new_article_id", "new_anchor"),
    )  # fmt: skip

    id: Mapped[Key]
    supersession_id: Mapped[int] = mapped_column(ForeignKey("supersession.id", ondelete="CASCADE"))
    article_id: Mapped[int]
    anchor: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(12))
    similarity: Mapped[int] = mapped_column(SmallInteger)
    """Thousandths; 1000 where nothing but the number changed."""
    new_article_id: Mapped[int | None]
    new_anchor: Mapped[str | None] = mapped_column(String(20))

    supersession: Mapped[Supersession] = relationship()

    @property
    def new_spot(self) -> tuple[int, str] | None:
        """Where the paragraph stands in the newer document; None when it was removed."""
        if self.new_article_id is None or self.new_anchor is None:
            return None
        return self.new_article_id, self.new_anchor
