"""Tables of the talk before the shift (班前会): one key point, one question, those who were there."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member, Unit
from core.db import Instant, Key, db
from courses.models import Lesson


class Huddle(db.Model):
    """One talk of one team: opened, answered once, closed once; an abandoned one stays as it is."""

    __tablename__ = "huddle"
    __table_args__ = (
        Index("ix_huddle_unit_id_opened_at", "unit_id", "opened_at"),
        CheckConstraint("closed_at IS NULL OR answered_at IS NOT NULL", name="answered_before_closed"),
    )

    id: Mapped[Key]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    leader_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), index=True)
    key_point: Mapped[str] = mapped_column(String(300))
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_revision.id"), index=True)
    """The question as it was worded then."""
    opened_at: Mapped[datetime] = mapped_column(Instant)
    answer: Mapped[str] = mapped_column(Text, default="")
    """What the team answered together, as JSON."""
    was_right: Mapped[bool | None]
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)

    unit: Mapped[Unit] = relationship()
    leader: Mapped[Member] = relationship()
    lesson: Mapped[Lesson] = relationship()
    presences: Mapped[list[HuddlePresence]] = relationship(back_populates="huddle")

    @property
    def given(self) -> Any:
        """Return what the team answered, or nothing before it did."""
        return json.loads(self.answer) if self.answer else None

    def __str__(self) -> str:
        return f"{self.unit} {self.key_point}"[:80]


class HuddlePresence(db.Model):
    """Somebody was there."""

    __tablename__ = "huddle_presence"

    huddle_id: Mapped[int] = mapped_column(ForeignKey("huddle.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, index=True)

    huddle: Mapped[Huddle] = relationship(back_populates="presences")
    member: Mapped[Member] = relationship()
