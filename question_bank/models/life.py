"""Tables of what people say about questions: comments, faults that learners report, words and kept filters."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, RowNumber, db
from question_bank.models.questions import Question, QuestionRevision


class QuestionComment(db.Model):
    """What somebody of the staff said about a question; only ever added."""

    __tablename__ = "question_comment"

    id: Mapped[Key]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id", ondelete="CASCADE"), index=True)
    revision_number: Mapped[int] = mapped_column(SmallInteger)
    """The revision that was in force when it was said."""
    author_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    body: Mapped[str] = mapped_column(Text)
    said_at: Mapped[datetime] = mapped_column(Instant)

    author: Mapped[Member | None] = relationship()


class FaultOutcome(StrEnum):
    """How a reported fault was answered."""

    CORRECTED = "corrected"
    RETIRED = "retired"
    REJECTED = "rejected"


class FaultReport(db.Model):
    """A learner says that something is wrong with a question, and what became of it."""

    __tablename__ = "fault_report"
    __table_args__ = (
        UniqueConstraint("question_id", "member_id", "open_key"),
        CheckConstraint("outcome IN ('corrected', 'retired', 'rejected')", name="outcome"),
        CheckConstraint("(open_key IS NULL) = (answered_at IS NOT NULL)", name="answered"),
        Index("ix_fault_report_open_key_id", "open_key", "id"),
    )

    id: Mapped[Key]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_revision.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    body: Mapped[str] = mapped_column(Text)
    reported_at: Mapped[datetime] = mapped_column(Instant)
    open_key: Mapped[int | None] = mapped_column(SmallInteger)
    """1 until it is answered, NULL afterwards: the database refuses a second open report of a person."""
    outcome: Mapped[str | None] = mapped_column(String(12))
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Instant)

    question: Mapped[Question] = relationship()
    revision: Mapped[QuestionRevision] = relationship()
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    answered_by: Mapped[Member | None] = relationship(foreign_keys=[answered_by_id])

    def __str__(self) -> str:
        return f"题目 {self.question_id} 的纠错"


class WordKind(StrEnum):
    """What a word at a question tells."""

    TAG = "tag"
    POST = "post"


class QuestionWord(db.Model):
    """A tag of a question, or a post it is meant for."""

    __tablename__ = "question_word"
    __table_args__ = (
        CheckConstraint("kind IN ('tag', 'post')", name="kind"),
        Index("ix_question_word_kind_word", "kind", "word"),
    )

    question_id: Mapped[int] = mapped_column(
        RowNumber, ForeignKey("question.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    word: Mapped[str] = mapped_column(String(40), primary_key=True)


class KeptFilter(db.Model):
    """A way of narrowing the bank that a person gave a name."""

    __tablename__ = "kept_filter"
    __table_args__ = (UniqueConstraint("member_id", "name"),)

    id: Mapped[Key]
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"))
    name: Mapped[str] = mapped_column(String(40))
    query: Mapped[str] = mapped_column(String(500))
