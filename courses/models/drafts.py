"""Tables of course drafts: the draft, its lessons, what they rest on, and every version of their text."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db
from documents.models import Article


class DraftState(StrEnum):
    """Where a draft stands; only a writing one can be changed."""

    WRITING = "writing"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    DISCARDED = "discarded"


class CourseDraft(db.Model):
    """A course that is being written, or a new version of one; nothing of it is seen by members."""

    __tablename__ = "course_draft"
    __table_args__ = (
        CheckConstraint("state IN ('writing', 'in_review', 'published', 'discarded')", name="state"),
        CheckConstraint("tier IN ('basic', 'intermediate', 'advanced')", name="tier"),
    )

    id: Mapped[Key]
    course_id: Mapped[int | None] = mapped_column(ForeignKey("course.id"), index=True)
    """The course whose next version this is; empty for a course that does not exist yet."""
    title: Mapped[str] = mapped_column(String(120))
    summary: Mapped[str] = mapped_column(Text, default="")
    tier: Mapped[str] = mapped_column(String(16))
    tier_reasons: Mapped[str] = mapped_column(Text, default="")
    """Why this tier was suggested, one reason a line."""
    state: Mapped[str] = mapped_column(String(12), default=DraftState.WRITING)
    created_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    handed_in_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    handed_in_at: Mapped[datetime | None] = mapped_column(Instant)
    version_id: Mapped[int | None] = mapped_column(ForeignKey("course_version.id"))
    """The version it became."""

    created_by: Mapped[Member] = relationship(foreign_keys=[created_by_id])
    handed_in_by: Mapped[Member | None] = relationship(foreign_keys=[handed_in_by_id])
    lessons: Mapped[list[DraftLesson]] = relationship(
        primaryjoin="and_(DraftLesson.draft_id == CourseDraft.id, DraftLesson.ordinal.is_not(None))",
        order_by="DraftLesson.ordinal",
        viewonly=True,
    )
    removed_lessons: Mapped[list[DraftLesson]] = relationship(
        primaryjoin="and_(DraftLesson.draft_id == CourseDraft.id, DraftLesson.ordinal.is_(None))",
        order_by="DraftLesson.id",
        viewonly=True,
    )
    articles: Mapped[list[DraftArticle]] = relationship(order_by="DraftArticle.ordinal")

    @property
    def minutes(self) -> int:
        """The minutes of all lessons together."""
        return sum(lesson.minutes for lesson in self.lessons)

    def __str__(self) -> str:
        return self.title


class DraftArticle(db.Model):
    """An article a draft draws on."""

    __tablename__ = "draft_article"
    __table_args__ = (UniqueConstraint("draft_id", "article_id"),)

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("course_draft.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    ordinal: Mapped[int] = mapped_column(SmallInteger)

    article: Mapped[Article] = relationship()


class DraftLesson(db.Model):
    """One lesson of a draft as it reads now; a removed one keeps its text and loses its place."""

    __tablename__ = "draft_lesson"
    __table_args__ = (UniqueConstraint("draft_id", "ordinal"), UniqueConstraint("draft_id", "slug"))

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("course_draft.id"))
    slug: Mapped[str] = mapped_column(String(60))
    ordinal: Mapped[int | None] = mapped_column(SmallInteger)
    number: Mapped[int] = mapped_column(default=1)
    """Counts the saves; who saves must name the number they began with."""
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    minutes: Mapped[int] = mapped_column(SmallInteger)
    key_points: Mapped[str] = mapped_column(Text, default="")
    key_terms: Mapped[str] = mapped_column(Text, default="")
    objectives: Mapped[str] = mapped_column(Text, default="")
    objectives_confirmed: Mapped[bool] = mapped_column(default=False)
    source_title: Mapped[str] = mapped_column(String(200), default="")
    source_section: Mapped[str] = mapped_column(String(80), default="")
    source_author: Mapped[str] = mapped_column(String(80), default="")
    topic_path: Mapped[str] = mapped_column(String(250), default="")
    """Where its questions stand in the bank once it was published; empty before."""
    self_check_count: Mapped[int] = mapped_column(SmallInteger, default=0)
    """Of the version it revises; the questions accepted here may raise it."""

    draft: Mapped[CourseDraft] = relationship()
    sources: Mapped[list[DraftLessonSource]] = relationship(order_by="DraftLessonSource.ordinal")
    edits: Mapped[list[DraftEdit]] = relationship(order_by="DraftEdit.number.desc()")

    def __str__(self) -> str:
        return self.title


class DraftLessonSource(db.Model):
    """A paragraph a draft lesson rests on."""

    __tablename__ = "draft_lesson_source"
    __table_args__ = (UniqueConstraint("lesson_id", "article_id", "anchor"),)

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("draft_lesson.id"))
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    anchor: Mapped[str] = mapped_column(String(20))
    ordinal: Mapped[int] = mapped_column(SmallInteger)


class DraftEdit(db.Model):
    """The text of a draft lesson as somebody left it; saves of one sitting are kept as its last."""

    __tablename__ = "draft_edit"
    __table_args__ = (UniqueConstraint("lesson_id", "number"),)

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("draft_lesson.id"))
    number: Mapped[int]
    title: Mapped[str] = mapped_column(String(120))
    body: Mapped[str] = mapped_column(Text)
    key_points: Mapped[str] = mapped_column(Text, default="")
    objectives: Mapped[str] = mapped_column(Text, default="")
    edited_by_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    edited_at: Mapped[datetime] = mapped_column(Instant)

    edited_by: Mapped[Member] = relationship()
