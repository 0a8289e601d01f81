"""Tables of the paragraphs that lessons rest on, and of what people confirmed about them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from core.db import Key, RowNumber, db
from documents.models import ConfirmsChange, RestsOnParagraph


class LessonSource(RestsOnParagraph, db.Model):
    """A lesson rests on a paragraph."""

    __tablename__ = "lesson_source"

    lesson_id: Mapped[int] = mapped_column(
        RowNumber, ForeignKey("lesson.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )


class LessonConfirmation(ConfirmsChange, db.Model):
    """Somebody looked at a changed paragraph and found that the lesson still holds."""

    __tablename__ = "lesson_confirmation"
    __table_args__ = (UniqueConstraint("lesson_id", "change_id"),)

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id", ondelete="CASCADE"))
