"""Tables of study and of hours. Credits, completions, entries and reviews are only ever added."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member, Unit
from core.db import Instant, Key, db
from courses.models import Course


class Enrolment(db.Model):
    """A member learning a course in the version that was current when they began."""

    __tablename__ = "enrolment"
    __table_args__ = (UniqueConstraint("member_id", "course_id"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"), index=True)
    enrolled_at: Mapped[datetime] = mapped_column(Instant)


class LessonProgress(db.Model):
    """Where a member stands in a lesson: a place to come back to, and sums of the facts beside it."""

    __tablename__ = "lesson_progress"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), primary_key=True, index=True)
    position: Mapped[int] = mapped_column(default=0)
    """Number of the block of the lesson that stood on top of the screen."""
    credited_ms: Mapped[int] = mapped_column(default=0)
    """Sum of the study credits; the credits are the facts."""
    end_reached_at: Mapped[datetime | None] = mapped_column(Instant)
    check_attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))
    """The first self-check that was passed."""
    last_at: Mapped[datetime] = mapped_column(Instant)


class StudyStream(db.Model):
    """The one page at which a member's time runs."""

    __tablename__ = "study_stream"

    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True, autoincrement=False)
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    client_id: Mapped[str] = mapped_column(String(32))
    last_beat_at: Mapped[datetime] = mapped_column(Instant)


class StudyCredit(db.Model):
    """Time between two beats of one page, as the server's clock measured it."""

    __tablename__ = "study_credit"
    __table_args__ = (Index("ix_study_credit_member_id_lesson_id", "member_id", "lesson_id"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"))
    from_at: Mapped[datetime] = mapped_column(Instant)
    to_at: Mapped[datetime] = mapped_column(Instant)
    milliseconds: Mapped[int]


class LessonCompletion(db.Model):
    """A member fulfilled the completion rule for a lesson."""

    __tablename__ = "lesson_completion"
    __table_args__ = (UniqueConstraint("member_id", "lesson_id"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("lesson.id"), index=True)
    completed_at: Mapped[datetime] = mapped_column(Instant)
    rule_version: Mapped[int] = mapped_column(SmallInteger)
    credited_ms: Mapped[int]
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))


class HourPolicy(db.Model):
    """Hours required of an audience in each calendar year of a span."""

    __tablename__ = "hour_policy"
    __table_args__ = (UniqueConstraint("audience", "from_year"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(60))
    audience: Mapped[str] = mapped_column(String(20))
    required_quarters: Mapped[int]
    """Quarters of a learning hour."""
    online_cap_quarters: Mapped[int | None]
    """Most online quarters that count; empty for no limit."""
    basis: Mapped[str] = mapped_column(Text)
    """依据: the document the figure comes from."""
    from_year: Mapped[int] = mapped_column(SmallInteger)
    to_year: Mapped[int | None] = mapped_column(SmallInteger)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)

    def __str__(self) -> str:
        return f"{self.name} {self.required_quarters / 4:g}"


class HourConversion(db.Model):
    """How an activity becomes hours, from a day on."""

    __tablename__ = "hour_conversion"
    __table_args__ = (UniqueConstraint("activity", "valid_from"),)

    id: Mapped[Key]
    activity: Mapped[str] = mapped_column(String(30))
    terms: Mapped[str] = mapped_column(Text)
    """JSON object of whole numbers; what they mean says the rule of the activity."""
    active: Mapped[bool] = mapped_column(default=True)
    basis: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Date)
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)

    def __str__(self) -> str:
        return f"{self.activity} {self.valid_from}"


class HourEntry(db.Model):
    """Hours in somebody's ledger, or (negative) their correction, each with its evidence."""

    __tablename__ = "hour_entry"
    __table_args__ = (
        UniqueConstraint("member_id", "evidence_kind", "evidence_id"),
        Index("ix_hour_entry_member_id_year", "member_id", "year_no"),
        Index("ix_hour_entry_year_no", "year_no"),
    )

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    year: Mapped[int] = mapped_column("year_no", SmallInteger)
    happened_on: Mapped[date] = mapped_column(Date)
    activity: Mapped[str] = mapped_column(String(30))
    side: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(160))
    minutes: Mapped[int]
    quarters: Mapped[int]
    evidence_kind: Mapped[str] = mapped_column(String(20))
    evidence_id: Mapped[int]
    conversion_id: Mapped[int | None] = mapped_column(ForeignKey("hour_conversion.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    recorded_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    def __str__(self) -> str:
        return f"{self.title} {self.quarters / 4:g}"


class BackEntry(db.Model):
    """Study outside the system that somebody recorded for a member; counts once another person agreed."""

    __tablename__ = "back_entry"
    __table_args__ = (Index("ix_back_entry_member_id", "member_id"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    activity: Mapped[str] = mapped_column(String(30))
    title: Mapped[str] = mapped_column(String(120))
    happened_on: Mapped[date] = mapped_column(Date)
    minutes: Mapped[int]
    place: Mapped[str] = mapped_column(String(80))
    evidence: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)

    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    recorded_by: Mapped[Member] = relationship(foreign_keys=[recorded_by_id])
    review: Mapped[BackEntryReview | None] = relationship(back_populates="entry")

    def __str__(self) -> str:
        return self.title


class BackEntryReview(db.Model):
    """The second person's word on a back-entry: one a record."""

    __tablename__ = "back_entry_review"

    id: Mapped[Key]
    back_entry_id: Mapped[int] = mapped_column(ForeignKey("back_entry.id"), unique=True)
    accepted: Mapped[bool]
    reason: Mapped[str] = mapped_column(Text, default="")
    reviewed_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    reviewed_at: Mapped[datetime] = mapped_column(Instant)

    entry: Mapped[BackEntry] = relationship(back_populates="review")
    reviewed_by: Mapped[Member] = relationship(foreign_keys=[reviewed_by_id])


class Exemption(db.Model):
    """A member need not fulfil the hours of a year, and why; withdrawn, never deleted."""

    __tablename__ = "hour_exemption"
    __table_args__ = (UniqueConstraint("member_id", "year_no", "live"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    year: Mapped[int] = mapped_column("year_no", SmallInteger)
    reason: Mapped[str] = mapped_column(String(200))
    approved_by: Mapped[str] = mapped_column(String(80))
    """Who decided, in words, such as 党委会 2026-03-01."""
    live: Mapped[bool | None] = mapped_column(default=True)
    """True while it holds, NULL once withdrawn: a second one for the same year is impossible."""
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_reason: Mapped[str] = mapped_column(String(200), default="")

    member: Mapped[Member] = relationship(foreign_keys=[member_id])

    def __str__(self) -> str:
        return f"{self.year} {self.reason}"


class Assignment(db.Model):
    """A course that everybody of a unit (and, if named, of a party post) has to complete by an instant."""

    __tablename__ = "assignment"

    id: Mapped[Key]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    audience: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime] = mapped_column(Instant)
    note: Mapped[str] = mapped_column(String(200), default="")
    assigned_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    assigned_at: Mapped[datetime] = mapped_column(Instant)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    withdrawn_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_reason: Mapped[str] = mapped_column(String(200), default="")

    course: Mapped[Course] = relationship()
    unit: Mapped[Unit] = relationship()
    assigned_by: Mapped[Member] = relationship(foreign_keys=[assigned_by_id])

    def __str__(self) -> str:
        return f"{self.course} → {self.unit}"


class ContestCollection(db.Model):
    """A published contest whose hours were entered."""

    __tablename__ = "contest_collection"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), primary_key=True, autoincrement=False)
    collected_at: Mapped[datetime] = mapped_column(Instant)
