"""Tables of the paragraphs that questions rest on, and of what people confirmed about them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, RowNumber, db


class QuestionSource(db.Model):
    """A question rests on a paragraph."""

    __tablename__ = "question_source"
    __table_args__ = (
        ForeignKeyConstraint(["article_id", "anchor"], ["paragraph.article_id", "paragraph.anchor"]),
        Index("ix_question_source_article_id_anchor", "article_id", "anchor"),
    )

    question_id: Mapped[int] = mapped_column(
        RowNumber, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    article_id: Mapped[int] = mapped_column(RowNumber, primary_key=True, autoincrement=False)
    anchor: Mapped[str] = mapped_column(String(20), primary_key=True)


class QuestionConfirmation(db.Model):
    """Somebody looked at a changed paragraph and found that the question still holds."""

    __tablename__ = "question_confirmation"
    __table_args__ = (UniqueConstraint("question_id", "change_id"),)

    id: Mapped[Key]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
    change_id: Mapped[int] = mapped_column(ForeignKey("paragraph_change.id", ondelete="CASCADE"), index=True)
    note: Mapped[str] = mapped_column(String(200))
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    confirmed_at: Mapped[datetime] = mapped_column(Instant)

    confirmed_by: Mapped[Member | None] = relationship()
