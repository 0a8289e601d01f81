"""Marking closed attempts from what is stored, and nothing else."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from assessment import marking, papers, points, queries, rules, states
from assessment.actions import marking_tasks
from assessment.fold import StoredEvent
from assessment.marking.base import MarkingRule
from assessment.models import Attempt, AttemptGrade, Exam, Grade, GradeRun, OutboxJob, Purpose
from assessment.papers import Paper, PaperLine
from assessment.points import Earned
from assessment.queries import marking as marking_queries
from assessment.states import Event, State
from core.db import atomic, db
from question_bank import types
from question_bank.types import Verdict

MOST_AT_ONCE = 20
MOST_ROUNDS = 500


def grade_pending(now: datetime) -> int:
    """Mark the closed attempts that wait for it, a few in each transaction; how many were marked."""
    marked = 0
    for _round in range(MOST_ROUNDS):
        done = _grade_some(now)
        marked += done
        if done < MOST_AT_ONCE:
            break
    return marked


@atomic
def _grade_some(now: datetime) -> int:
    waiting = (
        select(Attempt)
        .join(OutboxJob, OutboxJob.attempt_id == Attempt.id)
        .where(OutboxJob.done_at.is_(None), OutboxJob.kind == "grade")
        .order_by(OutboxJob.id)
        .limit(MOST_AT_ONCE)
        .with_for_update(skip_locked=True, of=OutboxJob)
    )
    attempts = db.session.scalars(waiting).all()
    for attempt in attempts:
        grade_attempt(attempt, now=now)
    return len(attempts)


@atomic
def grade_attempt(attempt: Attempt, *, now: datetime) -> AttemptGrade | None:
    """Mark a closed attempt in its exam's current run; an attempt already marked there is left as it is.

    Points follow from the winning answers, the revisions on the paper, the exam's marking rule and what people gave, so
    that marking again gives the same figures on every database. An attempt with an answer that waits for a person has
    no grade yet (None); its answers are put into the queue. Self-checks wait for nobody.
    """
    db.session.refresh(attempt, with_for_update=True)
    states.next_state(State(attempt.state), Event.GRADE)
    run = current_run(attempt.exam)
    graded = db.session.get(AttemptGrade, (run.id, attempt.id))
    if graded is None:
        graded = _mark(attempt, run, now)
    done = update(OutboxJob).where(OutboxJob.attempt_id == attempt.id, OutboxJob.kind == "grade")
    db.session.execute(done.where(OutboxJob.done_at.is_(None)).values(done_at=now))
    return graded


def grade_in_force(attempt: Attempt) -> AttemptGrade | None:
    """The grade of an attempt in the run that counts, or None."""
    return db.session.get(AttemptGrade, (current_run(attempt.exam).id, attempt.id))


def provisional_milli(attempt: Attempt) -> int:
    """What an attempt without a grade has earned so far, thousandths of a point."""
    paper = papers.read_paper(attempt.id)
    return sum(each.earned.milli_points for each in marked_lines(attempt, paper)) if paper else 0


def current_run(exam: Exam) -> GradeRun:
    """The run whose grades count for an exam."""
    return db.session.execute(
        select(GradeRun).where(GradeRun.exam_id == exam.id, GradeRun.current_key == 1)
    ).scalar_one()


def _mark(attempt: Attempt, run: GradeRun, now: datetime) -> AttemptGrade | None:
    paper = papers.read_paper(attempt.id)
    if paper is None:
        raise LookupError(f"attempt {attempt.id} has no paper")
    found = marked_lines(attempt, paper)
    waiting = [(each.line, place) for each in found for place in each.earned.waiting]
    if waiting and attempt.exam.purpose != Purpose.SELF_CHECK:
        marking_tasks.open_tasks(attempt, [_waiting(line, place) for line, place in waiting])
        return None
    rows = [{"run_id": run.id, "attempt_id": attempt.id, **each.as_row()} for each in found]
    db.session.execute(insert(Grade), rows)
    milli_points = sum(each.earned.milli_points for each in found)
    graded = AttemptGrade(
        run_id=run.id,
        attempt_id=attempt.id,
        milli_points=milli_points,
        milli_total=paper.milli_total,
        passed=rules.has_passed(milli_points, paper.milli_total, attempt.exam.pass_permille),
        graded_at=now,
    )
    db.session.add(graded)
    db.session.flush()
    return graded


def _waiting(line: PaperLine, place: str) -> tuple[int, int, str, int]:
    question = line.question
    kind = types.BY_NAME[question.kind]
    worth = points.worth_of_place(kind.weights(question.body), line.milli_points, place)
    return line.item_no, question.revision_id, place, worth


@dataclass(frozen=True)
class MarkedLine:
    """One question of a paper with what its answer earned."""

    line: PaperLine
    op_id: str | None
    verdict: Verdict
    earned: Earned
    rule: str

    def as_row(self) -> dict[str, Any]:
        """The grade as it is stored."""
        detail = {
            "op_id": self.op_id,
            "right": self.verdict.right,
            "wrong": self.verdict.wrong,
            "of": self.verdict.key_size,
            "rule": self.rule,
        }
        return {
            "item_no": self.line.item_no,
            "milli_points": self.earned.milli_points,
            "detail": json.dumps(detail, sort_keys=True),
        }


def marked_lines(attempt: Attempt, paper: Paper) -> list[MarkedLine]:
    """Every question of an attempt as it stands marked now, by machine and by people."""
    answers = queries.answers_of(attempt.id)
    given = marking_queries.given_marks(attempt)
    rule = marking.BY_NAME[attempt.exam.multiple_rule]
    return [_marked(line, answers.get(no), rule, given.get(no, {})) for no, line in paper.lines.items()]


def _marked(line: PaperLine, event: StoredEvent | None, rule: MarkingRule, given: dict[str, int]) -> MarkedLine:
    question = line.question
    answer = json.loads(event.payload) if event else None
    kind = types.BY_NAME[question.kind]
    verdict = kind.mark(question.body, answer)
    earned = points.earned(verdict, line.milli_points, rule, kind.part_ids(question.body), given)
    return MarkedLine(line, event.op_id if event else None, verdict, earned, rule.name)
