"""Tables of the paragraphs that questions rest on, and of what people confirmed about them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Key, RowNumber, db
from documents.models import ConfirmsChange, RestsOnParagraph


class QuestionSource(RestsOnParagraph, db.Model):
    """A question rests on a paragraph."""

    __tablename__ = "question_source"

    question_id: Mapped[int] = mapped_column(
        RowNumber, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class QuestionConfirmation(ConfirmsChange, db.Model):
    """Somebody looked at a changed paragraph and found that the question still holds."""

    __tablename__ = "question_confirmation"
    __table_args__ = (UniqueConstraint("question_id", "change_id"),)

    id: Mapped[Key]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"))
