"""Tables of who may begin a course: entry rules, placement tests, and the terms a version explains."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Instant, Key, db
from courses.models.catalogue import Course


class CourseEntryRule(db.Model):
    """What somebody must bring to begin a course, from a day on; ended, never changed or deleted."""

    __tablename__ = "course_entry_rule"

    id: Mapped[Key]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    kind: Mapped[str] = mapped_column(String(24))
    """Name of a rule of courses.entry."""
    terms: Mapped[str] = mapped_column(Text)
    """JSON object; what it means says the rule."""
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)
    """Last day on which it holds; empty while it holds on."""
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    ended_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    end_reason: Mapped[str] = mapped_column(String(200), default="")

    course: Mapped[Course] = relationship()

    def __str__(self) -> str:
        return f"{self.kind} → {self.course}"


class Placement(db.Model):
    """A placement test (摸底测试) that lets the able skip one course or one tier."""

    __tablename__ = "course_placement"
    __table_args__ = (
        CheckConstraint("(course_id IS NULL) <> (tier IS NULL)", name="one_target"),
        UniqueConstraint("course_id", "live"),
        UniqueConstraint("tier", "live"),
    )

    id: Mapped[Key]
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"))
    tier: Mapped[str | None] = mapped_column(String(16))
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id"), unique=True)
    live: Mapped[bool | None] = mapped_column(default=True)
    """True while it may be taken, NULL afterwards: a second open one for the same target is impossible."""
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    close_reason: Mapped[str] = mapped_column(String(200), default="")

    course: Mapped[Course | None] = relationship()

    def __str__(self) -> str:
        return str(self.course) if self.course else str(self.tier)


class CourseTerm(db.Model):
    """A term that a version of a course explains where it stands in the text."""

    __tablename__ = "course_term"
    __table_args__ = (UniqueConstraint("version_id", "term"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    term: Mapped[str] = mapped_column(String(40))
    meaning: Mapped[str] = mapped_column(String(300))
