"""Tables of topics, questions, their revisions, import batches and uploads that wait for a decision."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint, event
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db


class State(StrEnum):
    """Where a question stands in its life; only ready ones may be drawn into papers."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    READY = "ready"
    RETIRED = "retired"


class Topic(db.Model):
    """A node of the topic tree; `path` is the names from the root joined by /."""

    __tablename__ = "topic"

    id: Mapped[Key]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    path: Mapped[str] = mapped_column(String(400), unique=True)
    sort_no: Mapped[int] = mapped_column(SmallInteger, default=0)

    def __str__(self) -> str:
        return self.path


class ImportBatch(db.Model):
    """What one confirmed import brought in; taken back as a whole while nothing of it is used."""

    __tablename__ = "import_batch"

    id: Mapped[Key]
    file_name: Mapped[str] = mapped_column(String(160))
    file_format: Mapped[str] = mapped_column(String(24))
    question_count: Mapped[int]
    skipped_count: Mapped[int]
    """Sound questions that the bank already held, and so were not taken in twice."""
    imported_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    imported_at: Mapped[datetime] = mapped_column(Instant)
    taken_back_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_back_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    imported_by: Mapped[Member | None] = relationship(foreign_keys=[imported_by_id])

    def __str__(self) -> str:
        return self.file_name


class Question(db.Model):
    """A question as a lasting thing; its wording lives in revisions."""

    __tablename__ = "question"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'in_review', 'ready', 'retired')", name="state"),
        CheckConstraint("tier BETWEEN 0 AND 3", name="tier"),
        Index("ix_question_state_id", "state", "id"),
        Index("ix_question_topic_id_kind_state", "topic_id", "kind", "state"),
    )

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(20))
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"))
    state: Mapped[str] = mapped_column(String(12), default=State.DRAFT)
    latest_id: Mapped[int | None] = mapped_column(index=True)
    """The newest revision; no foreign key, because the two tables point at each other."""
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"), index=True)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    tier: Mapped[int] = mapped_column(SmallInteger, default=0)
    """1 basic, 2 intermediate, 3 advanced; 0 where nobody said."""
    valid_until: Mapped[date | None] = mapped_column(Date, index=True)
    """The last day on which it may be drawn into new papers; NULL for ever."""

    topic: Mapped[Topic] = relationship()
    owner: Mapped[Member | None] = relationship()
    latest: Mapped[QuestionRevision] = relationship(
        primaryjoin="foreign(Question.latest_id) == QuestionRevision.id", viewonly=True
    )

    def __str__(self) -> str:
        return f"题目 {self.id}"


class QuestionRevision(db.Model):
    """One wording of a question, never changed: attempts point at the revision they were marked on."""

    __tablename__ = "question_revision"
    __table_args__ = (UniqueConstraint("question_id", "number"),)

    id: Mapped[Key]
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"))
    number: Mapped[int] = mapped_column(SmallInteger)
    kind: Mapped[str] = mapped_column(String(20))
    stem: Mapped[str] = mapped_column(Text)
    body_json: Mapped[str] = mapped_column(Text)
    explanation: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(String(400), default="")
    difficulty: Mapped[int] = mapped_column(SmallInteger, default=2)
    digest: Mapped[str] = mapped_column(String(64), index=True)
    """Same stem and same options in any order give the same digest, whatever the key."""
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)

    created_by: Mapped[Member | None] = relationship()

    @property
    def body(self) -> dict[str, Any]:
        """Options and key."""
        return json.loads(self.body_json)  # type: ignore[no-any-return]


class RevisionIsFinal(Exception):
    """A revision was about to be altered; a correction is a new revision."""


@event.listens_for(QuestionRevision, "before_update")
@event.listens_for(QuestionRevision, "before_delete")
def _refuse_change(mapper: Any, connection: Any, revision: QuestionRevision) -> None:
    raise RevisionIsFinal(f"revision {revision.id} is final")


class StagedImport(db.Model):
    """A file that was read and waits for its owner's decision."""

    __tablename__ = "staged_import"

    id: Mapped[Key]
    owner_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    file_name: Mapped[str] = mapped_column(String(160))
    file_format: Mapped[str] = mapped_column(String(24))
    encoding: Mapped[str] = mapped_column(String(16), default="")
    warnings_json: Mapped[str] = mapped_column(Text, default="[]")
    staged_at: Mapped[datetime] = mapped_column(Instant)
    batch_id: Mapped[int | None] = mapped_column(ForeignKey("import_batch.id"))

    batch: Mapped[ImportBatch | None] = relationship()

    @property
    def warnings(self) -> list[str]:
        """Sentences about the file as a whole."""
        return json.loads(self.warnings_json)  # type: ignore[no-any-return]


class StagedQuestion(db.Model):
    """One question of a file that waits, with its state, its reasons and its raw text."""

    __tablename__ = "staged_question"
    __table_args__ = (Index("ix_staged_question_staged_id_status", "staged_id", "status"),)

    id: Mapped[Key]
    staged_id: Mapped[int] = mapped_column(ForeignKey("staged_import.id", ondelete="CASCADE"))
    ordinal: Mapped[int]
    status: Mapped[str] = mapped_column(String(12))
    question_json: Mapped[str] = mapped_column(Text)
    corrected: Mapped[bool] = mapped_column(default=False)
