"""Tables of what people say about a draft: suggested questions, comments and reviews."""

from __future__ import annotations

import json
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, SmallInteger, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db
from courses.models.drafts import CourseDraft, DraftLesson


class SuggestionState(StrEnum):
    """What a person made of a suggested question."""

    OPEN = "open"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Origin(StrEnum):
    """What suggested a question."""

    RULES = "rules"
    AID = "aid"


class DraftQuestion(db.Model):
    """A suggested question with its paragraph; accepted, it is a draft in the question bank."""

    __tablename__ = "draft_question"
    __table_args__ = (
        CheckConstraint("state IN ('open', 'accepted', 'declined')", name="state"),
        CheckConstraint("(state = 'accepted') = (question_id IS NOT NULL)", name="accepted"),
    )

    id: Mapped[Key]
    lesson_id: Mapped[int] = mapped_column(ForeignKey("draft_lesson.id"), index=True)
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    origin: Mapped[str] = mapped_column(String(8), default=Origin.RULES)
    maker: Mapped[str] = mapped_column(String(24))
    """Name of the kind of suggestion (courses.builder.suggestions)."""
    kind: Mapped[str] = mapped_column(String(20))
    stem: Mapped[str] = mapped_column(Text)
    body_json: Mapped[str] = mapped_column(Text)
    quote: Mapped[str] = mapped_column(Text)
    why: Mapped[str] = mapped_column(String(200))
    article_id: Mapped[int] = mapped_column(ForeignKey("article.id"), index=True)
    anchor: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(10), default=SuggestionState.OPEN)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), unique=True)

    lesson: Mapped[DraftLesson] = relationship()

    @property
    def body(self) -> dict[str, Any]:
        """Options, blanks and key."""
        return json.loads(self.body_json)  # type: ignore[no-any-return]

    def __str__(self) -> str:
        return self.stem[:80]


class DraftComment(db.Model):
    """A remark on a draft, on one of its lessons, or on a paragraph of its source."""

    __tablename__ = "draft_comment"

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("course_draft.id"), index=True)
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("draft_lesson.id"), index=True)
    anchor: Mapped[str] = mapped_column(String(20), default="")
    body: Mapped[str] = mapped_column(Text)
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    written_at: Mapped[datetime] = mapped_column(Instant)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    settled_at: Mapped[datetime | None] = mapped_column(Instant)

    author: Mapped[Member] = relationship(foreign_keys=[author_id])
    lesson: Mapped[DraftLesson | None] = relationship()


class Verdict(StrEnum):
    """How a review ended."""

    PUBLISHED = "published"
    RETURNED = "returned"


class DraftReview(db.Model):
    """One review of a draft; nobody reviews what they handed in."""

    __tablename__ = "draft_review"
    __table_args__ = (
        CheckConstraint("reviewer_id <> author_id", name="two_people"),
        CheckConstraint("verdict IN ('published', 'returned')", name="verdict"),
    )

    id: Mapped[Key]
    draft_id: Mapped[int] = mapped_column(ForeignKey("course_draft.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    reviewer_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    verdict: Mapped[str] = mapped_column(String(10))
    note: Mapped[str] = mapped_column(String(500), default="")
    reviewed_at: Mapped[datetime] = mapped_column(Instant)

    draft: Mapped[CourseDraft] = relationship()
    reviewer: Mapped[Member] = relationship(foreign_keys=[reviewer_id])
