"""Tables of reading: a reader's own notes, and courses waived by a placement test."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Instant, Key, db
from courses.models import Course, Lesson, Placement


class ReaderNote(db.Model):
    """A highlight in a lesson, with or without words of one's own; private, and deleted when its owner says so."""

    __tablename__ = "reader_note"
    __table_args__ = (
        UniqueConstraint("member_id", "key"),
        Index("ix_reader_note_member_id_lesson_id", "member_id", "lesson_id"),
        CheckConstraint("end_offset > start_offset", name="span"),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), index=True)
    key: Mapped[str] = mapped_column(String(32))
    """Named by the browser, so that sending a note twice leaves one."""
    block: Mapped[int]
    """Number of the block of the lesson, as LessonProgress.position counts them."""
    start_offset: Mapped[int]
    end_offset: Mapped[int]
    """Characters of the block's text, from 0."""
    quote: Mapped[str] = mapped_column(String(400))
    words: Mapped[str] = mapped_column(Text, default="")
    written_ms: Mapped[int]
    """The browser's clock when it was written; a later writing wins."""
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)

    lesson: Mapped[Lesson] = relationship()

    def __str__(self) -> str:
        return self.quote


class CourseWaiver(db.Model):
    """A member need not learn a course: the placement test they passed is the evidence."""

    __tablename__ = "course_waiver"
    __table_args__ = (UniqueConstraint("member_id", "course_id"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    placement_id: Mapped[int] = mapped_column(ForeignKey("course_placement.id"), index=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), index=True)
    percent: Mapped[int] = mapped_column(SmallInteger)
    waived_at: Mapped[datetime] = mapped_column(Instant)

    course: Mapped[Course] = relationship()
    placement: Mapped[Placement] = relationship()

    def __str__(self) -> str:
        return str(self.course)
