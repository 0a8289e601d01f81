"""Marking closed attempts from what is stored, and nothing else."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from assessment import marking, papers, queries, rules, states
from assessment.fold import StoredEvent
from assessment.marking.base import MarkingRule
from assessment.models import Attempt, AttemptGrade, Exam, Grade, GradeRun, OutboxJob
from assessment.papers import PaperLine
from assessment.states import Event, State
from core.db import atomic, db
from question_bank import types

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
def grade_attempt(attempt: Attempt, *, now: datetime) -> AttemptGrade:
    """Mark a closed attempt in its exam's current run; an attempt already marked there is left as it is.

    Points follow from the winning answers, the revisions on the paper and the exam's marking rule alone, so that
    marking again gives the same figures on every database.
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


def current_run(exam: Exam) -> GradeRun:
    """The run whose grades count for an exam."""
    return db.session.execute(
        select(GradeRun).where(GradeRun.exam_id == exam.id, GradeRun.current_key == 1)
    ).scalar_one()


def _mark(attempt: Attempt, run: GradeRun, now: datetime) -> AttemptGrade:
    paper = papers.read_paper(attempt.id)
    if paper is None:
        raise LookupError(f"attempt {attempt.id} has no paper")
    answers = queries.answers_of(attempt.id)
    rule = marking.BY_NAME[attempt.exam.multiple_rule]
    lines = [_marked_line(line, answers.get(line.item_no), rule) for line in paper.lines.values()]
    db.session.execute(insert(Grade), [{"run_id": run.id, "attempt_id": attempt.id, **line} for line in lines])
    points = sum(line["milli_points"] for line in lines)
    graded = AttemptGrade(
        run_id=run.id,
        attempt_id=attempt.id,
        milli_points=points,
        milli_total=paper.milli_total,
        passed=rules.has_passed(points, paper.milli_total, attempt.exam.pass_permille),
        graded_at=now,
    )
    db.session.add(graded)
    db.session.flush()
    return graded


def _marked_line(line: PaperLine, event: StoredEvent | None, rule: MarkingRule) -> dict[str, Any]:
    question = line.question
    answer = json.loads(event.payload) if event else None
    verdict = types.BY_NAME[question.kind].mark(question.body, answer)
    detail = {
        "op_id": event.op_id if event else None,
        "right": verdict.right,
        "wrong": verdict.wrong,
        "of": verdict.key_size,
        "rule": rule.name,
    }
    return {
        "item_no": line.item_no,
        "milli_points": rule.milli_points(verdict, line.milli_points),
        "detail": json.dumps(detail, sort_keys=True),
    }
