"""Tables of pairs of questions: those that give each other away, and those that say the same."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, RowNumber, db


def _one_of_two() -> Mapped[int]:
    return mapped_column(
        RowNumber, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class Enmity(db.Model):
    """Two questions that must not stand on one paper, because one gives the other away."""

    __tablename__ = "question_enmity"
    __table_args__ = (CheckConstraint("low_id < high_id", name="order"),)

    low_id: Mapped[int] = _one_of_two()
    high_id: Mapped[int] = mapped_column(
        RowNumber, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    reason: Mapped[str] = mapped_column(String(200), default="")
    marked_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    marked_at: Mapped[datetime] = mapped_column(Instant)

    marked_by: Mapped[Member | None] = relationship()


class Likeness(StrEnum):
    """In what two questions are alike."""

    EXACT = "exact"
    NEAR = "near"
    CONFLICT = "conflict"


class TwinCheck(db.Model):
    """One search of the whole bank for questions that say the same."""

    __tablename__ = "twin_check"

    id: Mapped[Key]
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    asked_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    question_count: Mapped[int] = mapped_column(default=0)
    pair_count: Mapped[int] = mapped_column(default=0)


class TwinPair(db.Model):
    """Two questions that the last search found to say the same."""

    __tablename__ = "twin_pair"
    __table_args__ = (CheckConstraint("low_id < high_id", name="order"),)

    low_id: Mapped[int] = _one_of_two()
    high_id: Mapped[int] = mapped_column(
        RowNumber, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    likeness: Mapped[str] = mapped_column(String(8))
    permille: Mapped[int] = mapped_column(SmallInteger)


class TwinVerdict(db.Model):
    """Somebody looked at two questions that say the same and keeps both."""

    __tablename__ = "twin_verdict"
    __table_args__ = (CheckConstraint("low_id < high_id", name="order"),)

    low_id: Mapped[int] = _one_of_two()
    high_id: Mapped[int] = mapped_column(
        RowNumber, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True
    )
    low_revision_id: Mapped[int] = mapped_column(RowNumber)
    high_revision_id: Mapped[int] = mapped_column(RowNumber)
    """The wordings that were compared; when one is revised, the pair is shown again."""
    kept_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    kept_at: Mapped[datetime] = mapped_column(Instant)
