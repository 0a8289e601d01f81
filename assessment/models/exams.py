"""Tables of exams, papers, attempts, answer events and grades. Answer events and grades are only ever added."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member
from core.db import Instant, Key, db


class Purpose(StrEnum):
    """What an exam is for."""

    CONTEST = "contest"
    SELF_CHECK = "self_check"


class ExamState(StrEnum):
    """Where an exam stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


class Release(StrEnum):
    """What candidates may see of a closed attempt."""

    NONE = "none"
    SCORE = "score"
    ANSWERS = "answers"


class DevicePolicy(StrEnum):
    """What becomes of answers that an older device sends after another took over."""

    STRICT = "strict"
    MERGE = "merge"


class Exam(db.Model):
    """A set of rules by which members sit papers drawn from a blueprint."""

    __tablename__ = "exam"

    id: Mapped[Key]
    title: Mapped[str] = mapped_column(String(120))
    purpose: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(8), default=ExamState.DRAFT)
    opens_at: Mapped[datetime | None] = mapped_column(Instant)
    last_start_at: Mapped[datetime | None] = mapped_column(Instant)
    hard_end_at: Mapped[datetime | None] = mapped_column(Instant)
    duration_s: Mapped[int | None]
    grace_s: Mapped[int] = mapped_column(default=15)
    attempts_allowed: Mapped[int | None]
    multiple_rule: Mapped[str] = mapped_column(String(16), default="strict")
    pass_permille: Mapped[int] = mapped_column(default=600)
    shuffle_questions: Mapped[bool] = mapped_column(default=True)
    shuffle_options: Mapped[bool] = mapped_column(default=True)
    device_policy: Mapped[str] = mapped_column(String(8), default=DevicePolicy.STRICT)
    release: Mapped[str] = mapped_column(String(8), default=Release.NONE)
    markers_needed: Mapped[int] = mapped_column(SmallInteger, default=1)
    """How many people mark each answer that waits for a person; the mean of what they give counts."""
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)

    blueprint: Mapped[list[BlueprintRow]] = relationship(
        order_by="BlueprintRow.ordinal", cascade="all, delete-orphan", lazy="selectin"
    )
    items: Mapped[list[ExamItem]] = relationship(order_by="ExamItem.ordinal", cascade="all, delete-orphan")

    def __str__(self) -> str:
        return self.title


class BlueprintRow(db.Model):
    """So many questions of a kind (any kind when NULL) under a topic, each worth so many thousandths of a point."""

    __tablename__ = "blueprint_row"
    __table_args__ = (UniqueConstraint("exam_id", "ordinal"),)

    id: Mapped[Key]
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id"))
    ordinal: Mapped[int]
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), index=True)
    kind: Mapped[str | None] = mapped_column(String(20))
    count: Mapped[int] = mapped_column("question_count")
    milli_points: Mapped[int]


class ExamItem(db.Model):
    """A question that stands on every paper of an exam, ahead of what the blueprint draws."""

    __tablename__ = "exam_item"
    __table_args__ = (UniqueConstraint("exam_id", "ordinal"), UniqueConstraint("exam_id", "revision_id"))

    id: Mapped[Key]
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id"))
    ordinal: Mapped[int]
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_revision.id"), index=True)
    milli_points: Mapped[int]


class Attempt(db.Model):
    """One member sitting one paper once."""

    __tablename__ = "attempt"
    __table_args__ = (
        UniqueConstraint("exam_id", "member_id", "attempt_no"),
        UniqueConstraint("exam_id", "member_id", "running_key"),
        Index("ix_attempt_state_deadline_at", "state", "deadline_at"),
    )

    id: Mapped[Key]
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    attempt_no: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    running_key: Mapped[int | None] = mapped_column(SmallInteger)
    """1 while in progress, NULL afterwards: the database itself refuses a second attempt in progress."""
    paper_seed: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(Instant)
    deadline_at: Mapped[datetime] = mapped_column(Instant)
    entitlement: Mapped[str] = mapped_column(Text)
    """JSON list of [source, seconds] that explains the deadline."""
    grace_s: Mapped[int]
    device_policy: Mapped[str] = mapped_column(String(8))
    epoch: Mapped[int] = mapped_column(default=1)
    lease_client: Mapped[str | None] = mapped_column(String(32))
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    close_kind: Mapped[str | None] = mapped_column(String(16))
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    close_reason: Mapped[str] = mapped_column(Text, default="")
    final_digest: Mapped[str | None] = mapped_column(String(64))
    """SHA-256 over the answers the paper was handed in with."""

    exam: Mapped[Exam] = relationship()
    member: Mapped[Member] = relationship(foreign_keys=[member_id])

    def __str__(self) -> str:
        return f"attempt {self.id}"


class PaperItem(db.Model):
    """One question on one paper: which revision, what it is worth, its options in the order shown."""

    __tablename__ = "paper_item"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    item_no: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    revision_id: Mapped[int] = mapped_column(ForeignKey("question_revision.id"), index=True)
    milli_points: Mapped[int]
    option_ids: Mapped[str] = mapped_column(Text)
    """Ids separated by commas, those of parts as part.id; empty for a question in which nothing moves."""


class AnswerEvent(db.Model):
    """One change of one answer as it arrived; the database refuses to alter or delete a row."""

    __tablename__ = "answer_event"
    __table_args__ = (UniqueConstraint("attempt_id", "client_id", "client_seq"),)

    op_id: Mapped[str] = mapped_column(String(36), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    item_no: Mapped[int] = mapped_column(SmallInteger)
    epoch: Mapped[int]
    client_id: Mapped[str] = mapped_column(String(32))
    client_seq: Mapped[int]
    payload: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    client_wall: Mapped[int | None]
    client_mono: Mapped[int | None]
    arrived_at: Mapped[datetime] = mapped_column(Instant)
    deadline_at: Mapped[datetime] = mapped_column(Instant)
    """The deadline in force on arrival, so that a replay is answered byte for byte as the first time."""
    verdict: Mapped[str] = mapped_column(String(12))
    reason: Mapped[str | None] = mapped_column(String(16))


class AttemptVector(db.Model):
    """The last sequence number of each client that a submission carried."""

    __tablename__ = "attempt_vector"

    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True)
    client_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    last_seq: Mapped[int]


class Idempotency(db.Model):
    """The answer given to a keyed request, kept in the same transaction as its effect."""

    __tablename__ = "idempotency"

    actor_id: Mapped[int] = mapped_column(ForeignKey("member.id"), primary_key=True)
    route: Mapped[str] = mapped_column(String(80), primary_key=True)
    request_key: Mapped[str] = mapped_column(String(80), primary_key=True)
    body_sha256: Mapped[str] = mapped_column(String(64))
    status: Mapped[int] = mapped_column(SmallInteger)
    response: Mapped[str] = mapped_column(Text)
    expires_at: Mapped[datetime] = mapped_column(Instant, index=True)


class OutboxJob(db.Model):
    """Work that a closed attempt still calls for, entered in the transaction that closed it."""

    __tablename__ = "outbox_job"
    __table_args__ = (UniqueConstraint("kind", "attempt_id", "key_version"), Index("ix_outbox_job_done_at", "done_at"))

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(16))
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"))
    key_version: Mapped[int] = mapped_column(default=1)
    done_at: Mapped[datetime | None] = mapped_column(Instant)


class GradeRun(db.Model):
    """One marking of an exam's attempts; a correction is a new run."""

    __tablename__ = "grade_run"
    __table_args__ = (UniqueConstraint("exam_id", "current_key"),)

    id: Mapped[Key]
    exam_id: Mapped[int] = mapped_column(ForeignKey("exam.id"))
    kind: Mapped[str] = mapped_column(String(8))
    state: Mapped[str] = mapped_column(String(12))
    current_key: Mapped[int | None] = mapped_column(SmallInteger)
    """1 for the run whose grades count, NULL for all others."""
    key_version: Mapped[int] = mapped_column(default=1)
    reason: Mapped[str] = mapped_column(Text, default="")
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    second_actor_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    made_at: Mapped[datetime] = mapped_column(Instant)


class AttemptGrade(db.Model):
    """The total of one attempt in one run, thousandths of a point."""

    __tablename__ = "attempt_grade"

    run_id: Mapped[int] = mapped_column(ForeignKey("grade_run.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True, index=True)
    milli_points: Mapped[int]
    milli_total: Mapped[int]
    passed: Mapped[bool]
    graded_at: Mapped[datetime] = mapped_column(Instant)


class Grade(db.Model):
    """The points of one item in one run and the facts they follow from."""

    __tablename__ = "grade"

    run_id: Mapped[int] = mapped_column(ForeignKey("grade_run.id"), primary_key=True)
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempt.id"), primary_key=True, index=True)
    item_no: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    milli_points: Mapped[int]
    detail: Mapped[str] = mapped_column(Text)
    """JSON: op_id of the answer that counted, right, wrong, of, rule."""


class ClockWatch(db.Model):
    """The last look at the host's clock, and since when it is not believed."""

    __tablename__ = "clock_watch"

    name: Mapped[str] = mapped_column(String(16), primary_key=True)
    boot_id: Mapped[str] = mapped_column(String(64))
    utc: Mapped[int]
    boottime: Mapped[int]
    suspect_since: Mapped[datetime | None] = mapped_column(Instant)
    drift_ms: Mapped[int] = mapped_column(default=0)
