"""Tables of contests, entries, judging and ranking snapshots. Sheets and snapshots are only ever added."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, SmallInteger, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from accounts.models import Member, Unit
from assessment.models import Exam
from contests.states import State
from core.db import Instant, Key, db


class Kind(StrEnum):
    """What a contest is."""

    KNOWLEDGE = "knowledge"
    SKILLS = "skills"


class Board(StrEnum):
    """Who is ranked."""

    PERSON = "person"
    BRANCH = "branch"
    TEAM = "team"


class Contest(db.Model):
    """A contest and its rules; the exam is made from them when the contest is opened."""

    __tablename__ = "contest"
    __table_args__ = (Index("ix_contest_state_hard_end_at", "state", "hard_end_at"),)

    id: Mapped[Key]
    kind: Mapped[str] = mapped_column(String(12))
    title: Mapped[str] = mapped_column(String(80))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    notice: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(12), default=State.DRAFT)
    exam_id: Mapped[int | None] = mapped_column(ForeignKey("exam.id"), unique=True)

    # the written paper
    opens_at: Mapped[datetime | None] = mapped_column(Instant)
    last_start_at: Mapped[datetime | None] = mapped_column(Instant)
    hard_end_at: Mapped[datetime | None] = mapped_column(Instant)
    duration_minutes: Mapped[int] = mapped_column(SmallInteger, default=45)
    attempts_allowed: Mapped[int] = mapped_column(SmallInteger, default=1)
    counting_rule: Mapped[str] = mapped_column(String(24), default="best")
    multiple_rule: Mapped[str] = mapped_column(String(16), default="strict")
    pass_permille: Mapped[int] = mapped_column(SmallInteger, default=600)

    # what is shown, and how people are ranked
    release: Mapped[str] = mapped_column(String(8), default="answers")
    ranking_rule: Mapped[str] = mapped_column(String(24), default="score_then_time")
    branch_rule: Mapped[str] = mapped_column(String(24), default="top_mean")
    branch_top: Mapped[int] = mapped_column(SmallInteger, default=5)

    # skills contests only
    written_permille: Mapped[int] = mapped_column(SmallInteger, default=300)
    """Weight of the written round; 0 when there is none."""
    team_top: Mapped[int] = mapped_column(SmallInteger, default=3)

    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    opened_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    published_at: Mapped[datetime | None] = mapped_column(Instant)
    withdrawn_reason: Mapped[str] = mapped_column(Text, default="")

    unit: Mapped[Unit] = relationship()
    exam: Mapped[Exam | None] = relationship()
    paper_rows: Mapped[list[PaperRow]] = relationship(order_by="PaperRow.ordinal", cascade="all, delete-orphan")
    audience: Mapped[list[ContestAudience]] = relationship(
        order_by="ContestAudience.unit_id", cascade="all, delete-orphan"
    )
    posts: Mapped[list[ContestPost]] = relationship(order_by="ContestPost.post", cascade="all, delete-orphan")
    rounds: Mapped[list[PracticalRound]] = relationship(order_by="PracticalRound.ordinal", cascade="all, delete-orphan")
    judges: Mapped[list[Judge]] = relationship(order_by="Judge.id", cascade="all, delete-orphan")
    teams: Mapped[list[Team]] = relationship(order_by="Team.id", cascade="all, delete-orphan")
    awards: Mapped[list[AwardRule]] = relationship(order_by="AwardRule.first_place", cascade="all, delete-orphan")

    def __str__(self) -> str:
        return self.title

    @property
    def is_skills(self) -> bool:
        """Tell whether this is a 业务比武."""
        return self.kind == Kind.SKILLS

    @property
    def has_paper(self) -> bool:
        """Tell whether people sit a written paper."""
        return not self.is_skills or self.written_permille > 0

    @property
    def question_count(self) -> int:
        """Return how many questions a paper has."""
        return sum(row.question_count for row in self.paper_rows)

    @property
    def milli_total(self) -> int:
        """Return thousandths of a point of a faultless paper."""
        return sum(row.question_count * row.milli_points for row in self.paper_rows)


class PaperRow(db.Model):
    """One row of the blueprint: so many questions of a kind (any when NULL) under a topic."""

    __tablename__ = "contest_paper_row"
    __table_args__ = (UniqueConstraint("contest_id", "ordinal"),)

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), index=True)
    kind: Mapped[str | None] = mapped_column(String(20))
    question_count: Mapped[int] = mapped_column(SmallInteger)
    milli_points: Mapped[int]

    @property
    def count(self) -> int:
        """Return how many questions this row asks for."""
        return self.question_count


class ContestAudience(db.Model):
    """A unit whose subtree may take part."""

    __tablename__ = "contest_audience"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True, index=True)

    unit: Mapped[Unit] = relationship()


class ContestPost(db.Model):
    """A post to which the audience is limited; without any row every post may take part."""

    __tablename__ = "contest_post"

    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), primary_key=True)
    post: Mapped[str] = mapped_column(String(40), primary_key=True)


class Team(db.Model):
    """A team of a skills contest, sent by a unit."""

    __tablename__ = "contest_team"
    __table_args__ = (UniqueConstraint("contest_id", "name"),)

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    name: Mapped[str] = mapped_column(String(40))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)

    unit: Mapped[Unit] = relationship()
    entries: Mapped[list[Entry]] = relationship(back_populates="team", order_by="Entry.start_no")

    def __str__(self) -> str:
        return self.name


class Entry(db.Model):
    """A person taking part in a contest; entered by starting a paper, or by the organizer of a skills contest."""

    __tablename__ = "contest_entry"
    __table_args__ = (UniqueConstraint("contest_id", "member_id"),)

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("contest_team.id"), index=True)
    start_no: Mapped[int] = mapped_column(SmallInteger, default=0)
    """Number drawn for the order of appearance in practical rounds."""
    entered_at: Mapped[datetime] = mapped_column(Instant)

    contest: Mapped[Contest] = relationship()
    member: Mapped[Member] = relationship(foreign_keys=[member_id])
    team: Mapped[Team | None] = relationship(back_populates="entries")

    def __str__(self) -> str:
        return f"{self.member.name} · {self.contest.title}"


class PracticalRound(db.Model):
    """A practical part scored by judges; sealed until the chief judge or the organizer unlocks it."""

    __tablename__ = "practical_round"
    __table_args__ = (UniqueConstraint("contest_id", "ordinal"),)

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(40))
    weight_permille: Mapped[int] = mapped_column(SmallInteger)
    unlocked_at: Mapped[datetime | None] = mapped_column(Instant)
    unlocked_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))

    contest: Mapped[Contest] = relationship(back_populates="rounds")
    items: Mapped[list[RubricItem]] = relationship(order_by="RubricItem.ordinal", cascade="all, delete-orphan")

    def __str__(self) -> str:
        return self.title

    @property
    def milli_full(self) -> int:
        """Return the most points a contestant can win, in thousandths."""
        return sum(item.milli_max for item in self.items if not item.is_veto)


class RubricItem(db.Model):
    """One line of the rubric: points up to a maximum with hints for deductions, or a safety veto."""

    __tablename__ = "rubric_item"
    __table_args__ = (UniqueConstraint("round_id", "ordinal"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("practical_round.id"))
    ordinal: Mapped[int] = mapped_column(SmallInteger)
    title: Mapped[str] = mapped_column(String(60))
    hint: Mapped[str] = mapped_column(String(300), default="")
    milli_max: Mapped[int]
    is_veto: Mapped[bool] = mapped_column(default=False)


class Judge(db.Model):
    """A person named to judge the practical rounds of one contest."""

    __tablename__ = "contest_judge"
    __table_args__ = (UniqueConstraint("contest_id", "member_id"),)

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("member.id"), index=True)
    is_chief: Mapped[bool] = mapped_column(default=False)
    named_at: Mapped[datetime] = mapped_column(Instant)

    contest: Mapped[Contest] = relationship(back_populates="judges")
    member: Mapped[Member] = relationship(foreign_keys=[member_id])

    def __str__(self) -> str:
        return f"{self.member.name} · {self.contest.title}"


class ScoreSheet(db.Model):
    """What one judge gave one contestant in one round; a correction is a new version with its reason."""

    __tablename__ = "score_sheet"
    __table_args__ = (UniqueConstraint("round_id", "entry_id", "judge_id", "version_no"),)

    id: Mapped[Key]
    round_id: Mapped[int] = mapped_column(ForeignKey("practical_round.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("contest_entry.id"), index=True)
    judge_id: Mapped[int] = mapped_column(ForeignKey("contest_judge.id"), index=True)
    version_no: Mapped[int] = mapped_column(SmallInteger)
    is_recusal: Mapped[bool] = mapped_column(default=False)
    """The judge stands aside (回避) and gives this contestant no score."""
    reason: Mapped[str] = mapped_column(String(300), default="")
    submitted_at: Mapped[datetime] = mapped_column(Instant)

    round: Mapped[PracticalRound] = relationship()
    entry: Mapped[Entry] = relationship()
    judge: Mapped[Judge] = relationship()
    lines: Mapped[list[ScoreLine]] = relationship(order_by="ScoreLine.item_id")

    def __str__(self) -> str:
        return f"sheet {self.round_id}/{self.entry_id}/{self.judge_id} v{self.version_no}"


class ScoreLine(db.Model):
    """The points of one rubric item on one sheet, in thousandths; or whether its veto was called."""

    __tablename__ = "score_line"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheet.id"), primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("rubric_item.id"), primary_key=True, index=True)
    milli_points: Mapped[int]
    veto: Mapped[bool] = mapped_column(default=False)

    item: Mapped[RubricItem] = relationship()


class AwardRule(db.Model):
    """An award for a range of places on one board."""

    __tablename__ = "award_rule"
    __table_args__ = (UniqueConstraint("contest_id", "board", "first_place"),)

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"))
    board: Mapped[str] = mapped_column(String(8))
    name: Mapped[str] = mapped_column(String(40))
    first_place: Mapped[int] = mapped_column(SmallInteger)
    last_place: Mapped[int] = mapped_column(SmallInteger)


class RankingSnapshot(db.Model):
    """The boards of a contest as they stood at one moment; pages read this and compute nothing."""

    __tablename__ = "ranking_snapshot"
    __table_args__ = (UniqueConstraint("contest_id", "current_key"),)

    id: Mapped[Key]
    contest_id: Mapped[int] = mapped_column(ForeignKey("contest.id"), index=True)
    current_key: Mapped[int | None] = mapped_column(SmallInteger)
    """1 for the snapshot that is shown, NULL for those before it."""
    made_at: Mapped[datetime] = mapped_column(Instant)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    body: Mapped[str] = mapped_column(Text)
    """JSON: rules in words and in names, how many rows each board has."""
    digest: Mapped[str] = mapped_column(String(64))
    """SHA-256 over the rules and all rows, so that a later change would show."""


class RankingRow(db.Model):
    """One line of a board in a snapshot."""

    __tablename__ = "ranking_row"
    __table_args__ = (
        Index("ix_ranking_row_snapshot_id_member_id", "snapshot_id", "member_id"),
        Index("ix_ranking_row_member_id", "member_id"),
    )

    snapshot_id: Mapped[int] = mapped_column(ForeignKey("ranking_snapshot.id"), primary_key=True)
    board: Mapped[str] = mapped_column(String(8), primary_key=True)
    ordinal: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    place: Mapped[int]
    shared: Mapped[bool]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id"))
    name: Mapped[str] = mapped_column(String(80))
    unit_name: Mapped[str] = mapped_column(String(80))
    milli_points: Mapped[int]
    milli_total: Mapped[int]
    used_ms: Mapped[int | None]
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    passed: Mapped[bool | None]
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempt.id"))
    practical_milli: Mapped[int | None]
    people: Mapped[int | None]
    eligible: Mapped[int | None]
    award: Mapped[str] = mapped_column(String(40), default="")
