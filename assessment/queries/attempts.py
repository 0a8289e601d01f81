"""Reading exams, attempts, answers and results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from accounts.models import Member
from assessment import assembly, drawing, fold, papers, showing
from assessment.fold import EventVerdict, StoredEvent
from assessment.models import AnswerEvent, Attempt, AttemptGrade, Exam, Grade, GradeRun
from assessment.papers import PaperLine
from assessment.showing import Choice
from assessment.states import State
from core import clock
from core.db import db
from core.errors import NotFound
from question_bank import types
from question_bank.models import QuestionRevision
from question_bank.queries import all_enemies, revisions
from question_bank.types import Body, Line, Sent


def attempt_for(member: Member, attempt_id: int) -> Attempt:
    """The attempt if it is this member's own; raises NotFound for everybody else."""
    attempt = db.session.get(Attempt, attempt_id)
    if attempt is None or attempt.member_id != member.id:
        raise NotFound
    return attempt


def attempts_of(member: Member, exam_id: int) -> Sequence[Attempt]:
    """A member's attempts at an exam, first to last."""
    own = select(Attempt).where(Attempt.exam_id == exam_id, Attempt.member_id == member.id)
    return db.session.scalars(own.order_by(Attempt.attempt_no)).all()


def answers_of(attempt_id: int) -> dict[int, StoredEvent]:
    """The winning event of each answered item, folded from what is stored."""
    rows = db.session.execute(
        select(
            AnswerEvent.op_id, AnswerEvent.item_no, AnswerEvent.epoch, AnswerEvent.client_id, AnswerEvent.client_seq,
            AnswerEvent.payload,
        ).where(AnswerEvent.attempt_id == attempt_id, AnswerEvent.verdict == EventVerdict.APPLIED)
    )  # fmt: skip
    return fold.winners(StoredEvent(*row) for row in rows)


def known_vector(attempt_id: int) -> dict[str, int]:
    """The highest sequence number stored of each client of an attempt."""
    highest = select(AnswerEvent.client_id, func.max(AnswerEvent.client_seq))
    rows = db.session.execute(highest.where(AnswerEvent.attempt_id == attempt_id).group_by(AnswerEvent.client_id))
    return dict(rows.all())


def paper_lines(attempt_id: int) -> list[PaperLine]:
    """The questions of an attempt in order, read anew."""
    paper = papers.read_paper(attempt_id)
    return list(paper.lines.values()) if paper else []


@dataclass(frozen=True)
class AttemptResult:
    """One closed and marked attempt."""

    attempt_id: int
    member_id: int
    attempt_no: int
    milli_points: int
    milli_total: int
    started_at: datetime
    closed_at: datetime
    used_ms: int
    passed: bool
    close_kind: str


def results(exam_id: int) -> list[AttemptResult]:
    """Every marked attempt at an exam, by the run that counts, in order of attempt id."""
    rows = db.session.execute(
        select(
            Attempt.id, Attempt.member_id, Attempt.attempt_no, AttemptGrade.milli_points, AttemptGrade.milli_total,
            Attempt.started_at, Attempt.closed_at, AttemptGrade.passed, Attempt.close_kind,
        )
        .join(AttemptGrade, AttemptGrade.attempt_id == Attempt.id)
        .join(GradeRun, GradeRun.id == AttemptGrade.run_id)
        .where(Attempt.exam_id == exam_id, GradeRun.current_key == 1, Attempt.closed_at.is_not(None))
        .order_by(Attempt.id)
    )  # fmt: skip
    return [_result(row) for row in rows]


def _result(row: Any) -> AttemptResult:
    used_ms = clock.to_ms(row.closed_at) - clock.to_ms(row.started_at)
    values: tuple[Any, ...] = (*row[:7], used_ms, *row[7:])
    return AttemptResult(*values)


def grade_of(attempt: Attempt) -> AttemptGrade | None:
    """The total of an attempt in the run that counts, or None before it is marked."""
    return db.session.scalar(
        select(AttemptGrade)
        .join(GradeRun, GradeRun.id == AttemptGrade.run_id)
        .where(AttemptGrade.attempt_id == attempt.id, GradeRun.current_key == 1)
    )


@dataclass(frozen=True)
class ReviewItem:
    """One question of a marked paper as its candidate may see it after release."""

    item_no: int
    kind: str
    kind_label: str
    stem: str
    shows: str
    choices: list[Choice]
    lines: list[Line]
    written: bool
    several: bool
    answered: bool
    waits: bool
    chosen: str
    right: str
    is_right: bool
    milli_points: int
    full_milli: int
    explanation: str
    source: str
    revision_number: int
    revision_id: int


def attempt_review(attempt: Attempt) -> list[ReviewItem]:
    """Each question with what was chosen, what is right, what it earned and why, on the revision it was marked on."""
    answers = answers_of(attempt.id)
    points = dict(
        db.session.execute(
            select(Grade.item_no, Grade.milli_points)
            .join(GradeRun, GradeRun.id == Grade.run_id)
            .where(Grade.attempt_id == attempt.id, GradeRun.current_key == 1)
        ).all()
    )
    return [_review(line, answers.get(line.item_no), points.get(line.item_no, 0)) for line in paper_lines(attempt.id)]


def _review(line: PaperLine, event: StoredEvent | None, milli_points: int) -> ReviewItem:
    question = line.question
    kind = types.BY_NAME[question.kind]
    answer = json.loads(event.payload) if event else None
    body = kind.arranged(question.body, line.option_ids)
    shown = showing.choices(body, answer) if kind.shows == "choices" else []
    verdict = kind.mark(question.body, answer)
    return ReviewItem(
        item_no=line.item_no,
        kind=question.kind,
        kind_label=kind.label,
        stem=question.stem,
        shows=kind.shows,
        choices=shown,
        lines=kind.lines(body, answer),
        written=kind.shows == "text",
        several=kind.is_marked_by_rule,
        answered=verdict.answered,
        waits=verdict.needs_person,
        chosen=kind.describe_answer(body, answer),
        right=kind.describe_key(body),
        is_right=verdict.share == 1,
        milli_points=milli_points,
        full_milli=line.milli_points,
        explanation=question.explanation,
        source=question.source,
        revision_number=question.number,
        revision_id=question.revision_id,
    )


@dataclass(frozen=True)
class ExamProgress:
    """How many attempts were started, are in progress, and have been handed in or collected."""

    started: int
    in_progress: int
    submitted: int


def exam_progress(exam_id: int) -> ExamProgress:
    """How far the members are with an exam."""
    rows = db.session.execute(
        select(Attempt.state, func.count()).where(Attempt.exam_id == exam_id).group_by(Attempt.state)
    )
    counts: dict[str, int] = dict(rows.all())
    running = counts.get(State.IN_PROGRESS, 0)
    started = sum(counts.values())
    return ExamProgress(started, running, started - running)


@dataclass(frozen=True)
class CellCapacity:
    """One blueprint row: its name, how many questions it wants, how many the bank has ready."""

    label: str
    wanted: int
    available: int

    @property
    def is_enough(self) -> bool:
        """Whether the row can be filled by itself."""
        return self.available >= self.wanted


def capacity(rows: Sequence[Any], at: datetime | None = None) -> list[CellCapacity]:
    """What each blueprint row (stored or drafted) wants and what the bank holds for it, now or at a later moment."""
    cells, pools = drawing.cells_and_pools(rows, at)
    return [CellCapacity(cell.label, cell.count, len(pool)) for cell, pool in zip(cells, pools, strict=True)]


def can_be_drawn(rows: Sequence[Any], at: datetime | None = None) -> bool:
    """Whether all rows together can be filled without using a question twice or questions that give each other away."""
    cells, pools = drawing.cells_and_pools(rows, at)
    try:
        assembly.draw(cells, pools, seed=0, enemies=all_enemies())
    except assembly.TooFewQuestions:
        return False
    return True


@dataclass(frozen=True)
class SelfCheckItem:
    """One question of a self-check before it is answered."""

    item_no: int
    revision_id: int
    kind: str
    kind_label: str
    stem: str
    body: Body
    shown: Body

    def answer_of(self, sent: Sent) -> Any:
        """The answer a plain form sent; its shape is still to be checked."""
        return types.BY_NAME[self.kind].answer_of(self.body, sent)


def self_check_seed(exam_id: int, member_id: int, attempt_no: int) -> int:
    """The seed of a member's next self-check: the same questions until it is handed in."""
    digest = hashlib.sha256(f"{exam_id}|{member_id}|{attempt_no}".encode()).digest()
    return int.from_bytes(digest[:6], "big")


def self_check_paper(member: Member, exam: Exam) -> list[SelfCheckItem]:
    """The questions of a member's next self-check, to be handed to actions.take_self_check."""
    used = db.session.scalar(select(func.count()).where(Attempt.exam_id == exam.id, Attempt.member_id == member.id))
    lines = drawing.draw_paper(exam, self_check_seed(exam.id, member.id, (used or 0) + 1))
    wordings = revisions(line["revision_id"] for line in lines)
    return [_self_check_item(line, wordings[line["revision_id"]]) for line in lines]


def _self_check_item(line: dict[str, Any], revision: QuestionRevision) -> SelfCheckItem:
    kind = types.BY_NAME[revision.kind]
    body = kind.arranged(revision.body, line["option_ids"].split(",") if line["option_ids"] else [])
    return SelfCheckItem(
        line["item_no"], revision.id, revision.kind, kind.label, revision.stem, body, kind.public(body)
    )
