"""Tables of courses, their immutable versions, and lessons."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from core.db import Instant, Key, db


class Tier(StrEnum):
    """How far a course goes: for everybody, for those who carry duties, for those who lead."""

    BASIC = "basic"
    INTERMEDIATE = "intermediate"
    ADVANCED = "advanced"


class CourseState(StrEnum):
    """Whether members may learn a course."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class CourseKind(StrEnum):
    """A course of the usual length, or a micro-course (微党课) of ten minutes at most."""

    STANDARD = "standard"
    MICRO = "micro"


class Course(db.Model):
    """A course under one name; what it teaches stands in its versions."""

    __tablename__ = "course"
    __table_args__ = (CheckConstraint("tier IN ('basic', 'intermediate', 'advanced')", name="tier"),)

    id: Mapped[Key]
    slug: Mapped[str] = mapped_column(String(60), unique=True)
    tier: Mapped[str] = mapped_column(String(16))
    sort_no: Mapped[int] = mapped_column(SmallInteger, default=0)
    current_version_id: Mapped[int | None]
    """Version that new learners get; not a foreign key, because versions already point here."""
    state: Mapped[str] = mapped_column(String(12), default=CourseState.PUBLISHED)
    created_at: Mapped[datetime] = mapped_column(Instant)

    versions: Mapped[list[CourseVersion]] = relationship(back_populates="course", order_by="CourseVersion.number")
    current_version: Mapped[CourseVersion | None] = relationship(
        primaryjoin="foreign(Course.current_version_id) == CourseVersion.id", viewonly=True
    )

    def __str__(self) -> str:
        return self.current_version.title if self.current_version else self.slug


class CourseVersion(db.Model):
    """The text of a course as it was published once; never changed afterwards."""

    __tablename__ = "course_version"
    __table_args__ = (UniqueConstraint("course_id", "number"),)

    id: Mapped[Key]
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(12), default=CourseKind.STANDARD, server_default="standard")
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(Text)
    sources: Mapped[str] = mapped_column(Text)
    """Titles of the documents the course draws on, one a line."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 over everything the version says."""
    published_at: Mapped[datetime] = mapped_column(Instant)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    course: Mapped[Course] = relationship(back_populates="versions")
    lessons: Mapped[list[Lesson]] = relationship(back_populates="version", order_by="Lesson.ordinal")

    @property
    def minutes(self) -> int:
        """Return the estimated minutes of all lessons together."""
        return sum(lesson.minutes for lesson in self.lessons)

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class Lesson(db.Model):
    """One lesson of a version."""

    __tablename__ = "lesson"
    __table_args__ = (UniqueConstraint("version_id", "slug"), UniqueConstraint("version_id", "ordinal"))

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("course_version.id"))
    slug: Mapped[str] = mapped_column(String(60))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    """Markdown."""
    minutes: Mapped[int] = mapped_column(SmallInteger)
    key_points: Mapped[str] = mapped_column(Text, default="")
    """One a line."""
    source_title: Mapped[str] = mapped_column(String(200))
    source_section: Mapped[str] = mapped_column(String(80), default="")
    source_author: Mapped[str] = mapped_column(String(80), default="")
    topic_path: Mapped[str] = mapped_column(String(250), default="")
    """Where the questions on this lesson stand in the question bank, as 课程/课."""
    self_check_count: Mapped[int] = mapped_column(SmallInteger, default=0)
    exam_id: Mapped[int | None] = mapped_column(ForeignKey("exam.id"), index=True)
    """The self-check; empty until its topic exists in the question bank."""

    version: Mapped[CourseVersion] = relationship(back_populates="lessons")

    def __str__(self) -> str:
        return self.title
