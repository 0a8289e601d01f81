"""Tables of the case library and the problem library: immutable revisions, and what happened to each case."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member, Unit
from core.db import Instant, Key, db


class CaseKind(StrEnum):
    """A case tells what was done and came of it; a problem tells what to do."""

    CASE = "case"
    PROBLEM = "problem"


class CaseTopic(StrEnum):
    """The classes by which both libraries are read."""

    ORGANISATION = "organisation"
    SYSTEM = "system"
    PEOPLE = "people"
    ACTIVITY = "activity"
    SAFETY = "safety"
    ECOLOGY = "ecology"
    UNION = "union"
    CONDUCT = "conduct"


class CaseState(StrEnum):
    """Where a case stands on its way to the members."""

    DRAFT = "draft"
    REVIEW = "review"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class Case(db.Model):
    """A case or a problem under one number; what it says stands in its revisions."""

    __tablename__ = "case_item"
    __table_args__ = (
        CheckConstraint("kind IN ('case', 'problem')", name="kind"),
        CheckConstraint("state IN ('draft', 'review', 'published', 'withdrawn')", name="state"),
    )

    id: Mapped[Key]
    slug: Mapped[str | None] = mapped_column(String(60), unique=True)
    """Name of its file, for cases that are shipped or loaded."""
    kind: Mapped[str] = mapped_column(String(8))
    topic: Mapped[str] = mapped_column(String(16), index=True)
    state: Mapped[str] = mapped_column(String(12), default=CaseState.DRAFT, index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """The unit that contributed it; empty for shipped ones."""
    latest_id: Mapped[int | None]
    """Newest revision; not a foreign key, because revisions already point here."""
    shown_id: Mapped[int | None]
    """Revision that members read; empty until one was approved."""
    created_at: Mapped[datetime] = mapped_column(Instant)

    unit: Mapped[Unit | None] = relationship()
    latest: Mapped[CaseRevision] = relationship(
        primaryjoin="foreign(Case.latest_id) == CaseRevision.id", viewonly=True, lazy="joined"
    )
    shown: Mapped[CaseRevision | None] = relationship(
        primaryjoin="foreign(Case.shown_id) == CaseRevision.id", viewonly=True
    )

    def __str__(self) -> str:
        return self.latest.title if self.latest else str(self.id)


class CaseRevision(db.Model):
    """What a case said at one time; never changed afterwards."""

    __tablename__ = "case_revision"
    __table_args__ = (UniqueConstraint("case_id", "number"),)

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case_item.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(120))
    problem: Mapped[str] = mapped_column(Text)
    advice: Mapped[str] = mapped_column(Text)
    steps: Mapped[str] = mapped_column(Text)
    """One a line."""
    lessons_learned: Mapped[str] = mapped_column(Text, default="")
    unit_words: Mapped[str] = mapped_column(String(120), default="")
    """The unit as the page names it."""
    source: Mapped[str] = mapped_column(String(200), default="")
    digest: Mapped[str] = mapped_column(String(64))
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)

    created_by: Mapped[Member | None] = relationship()

    @property
    def step_lines(self) -> list[str]:
        """Return the steps, one a line."""
        return [line for line in self.steps.split("\n") if line.strip()]

    def __str__(self) -> str:
        return f"{self.title} v{self.number}"


class CaseEvent(db.Model):
    """What happened to a case: handed in, approved, returned, withdrawn, offered again."""

    __tablename__ = "case_event"

    id: Mapped[Key]
    case_id: Mapped[int] = mapped_column(ForeignKey("case_item.id"), index=True)
    revision_id: Mapped[int] = mapped_column(ForeignKey("case_revision.id"))
    verb: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(300), default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    happened_at: Mapped[datetime] = mapped_column(Instant)

    actor: Mapped[Member | None] = relationship()


class CaseLesson(db.Model):
    """A lesson that teaches what a case is about, by its course and its slug, whatever the version."""

    __tablename__ = "case_lesson"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_item.id"), primary_key=True)
    course_id: Mapped[int] = mapped_column(ForeignKey("course.id"), primary_key=True, index=True)
    lesson_slug: Mapped[str] = mapped_column(String(60), primary_key=True)


class CaseQuestion(db.Model):
    """A question that asks about what a case teaches."""

    __tablename__ = "case_question"

    case_id: Mapped[int] = mapped_column(ForeignKey("case_item.id"), primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True, index=True)
