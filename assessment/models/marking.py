"""Tables of marking by people: what waits, and what was given."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from assessment.models.exams import Attempt
from core.db import Instant, Key, db
from question_bank.models import QuestionRevision


class MarkingTask(db.Model):
    """An answer, or the answer to one part of a question, on which a person has the last word."""

    __tablename__ = "marking_task"
    __table_args__ = (
        UniqueConstraint("attempt_id", "item_no", "place"),
        Index("ix_marking_task_exam_id_revision_id", "exam_id", "revision_id", "place"),
    )

    id: Mapped[Key]
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id"))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    item_no: Mapped[int] = mapped_column(SmallInteger)
    place: Mapped[str] = mapped_column(String(20), default="")
    """The id of the part inside a material question; empty for a whole question."""
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_revision.id"), index=True)
    milli_full: Mapped[int]
    shuffle: Mapped[int]
    """Where the answer stands in its queue: drawn by lot, so that neither name nor hour tells whose it is."""

    attempt: Mapped[Attempt] = relationship()
    revision: Mapped[QuestionRevision] = relationship()

    def __str__(self) -> str:
        return f"marking task {self.id}"


class ItemMark(db.Model):
    """What one person gave for one answer; a later mark of the same person supersedes it, no row is ever changed."""

    __tablename__ = "item_mark"
    __table_args__ = (Index("ix_item_mark_task_id_marker_id", "task_id", "marker_id"),)

    id: Mapped[Key]
    task_id: Mapped[int] = mapped_column(ForeignKey("marking_task.id"))
    marker_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    milli_points: Mapped[int]
    rows_json: Mapped[str] = mapped_column(Text)
    """JSON list of [rubric row, points given, points there were]."""
    reason: Mapped[str] = mapped_column(String(1000), default="")
    made_at: Mapped[datetime] = mapped_column(Instant)

    task: Mapped[MarkingTask] = relationship()
    marker: Mapped[Member] = relationship()
