"""Table of what was asked of the writing aid, and how it ended."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db
from courses.models.drafts import DraftLesson


class AidRequest(db.Model):
    """A question to the writing aid about a lesson; it is asked in the background, one at a time for a lesson."""

    __tablename__ = "aid_request"
    __table_args__ = (CheckConstraint("(finished_at IS NULL) = (open_lesson_id IS NOT NULL)", name="open"),)

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("draft_lesson.id"), index=True)
    open_lesson_id: Mapped[int | None] = mapped_column(unique=True)
    """The lesson as long as an answer is awaited, so that nobody asks beside it."""
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    begun_at: Mapped[datetime | None] = mapped_column(Instant)
    finished_at: Mapped[datetime | None] = mapped_column(Instant)
    points: Mapped[int] = mapped_column(SmallInteger, default=0)
    questions: Mapped[int] = mapped_column(SmallInteger, default=0)
    refused: Mapped[int] = mapped_column(SmallInteger, default=0)
    """What it said without ground in the paragraphs."""
    refusal: Mapped[str] = mapped_column(String(500), default="")

    lesson: Mapped[DraftLesson] = relationship()
    asked_by: Mapped[Member] = relationship()
