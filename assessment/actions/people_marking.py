"""Marking by people: opening what waits, giving points, and computing the grade from what was given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select, update

from accounts import audit
from accounts.models import Member
from accounts.permissions import Permission, scope
from assessment import rubrics
from assessment.actions import grading
from assessment.models import Attempt, AttemptGrade, Exam, ExamState, GradeRun, ItemMark, MarkingTask, Release
from assessment.queries import marking as marking_queries
from core.db import atomic, db
from core.errors import Invalid, NotFound, Refusal
from core.i18n import _

MOST_MARKERS = 3
LONGEST_REASON = 1000


@atomic
def mark_answer(
    marker: Member, task: MarkingTask, given: Mapping[str, str], *, reason: str = "", now: datetime
) -> ItemMark:
    """Give points for an answer, row by row; once nothing of the paper waits any more, its grade follows.

    Marking again supersedes what the same person gave, needs a reason, and is refused once results are released.
    """
    if not scope(marker, Permission.ANSWER_MARK).covers(task.attempt.member):
        raise NotFound
    if task.attempt.member_id == marker.id:
        raise Refusal(_("不能评阅自己的答卷。"))
    exam = db.session.get_one(Exam, task.exam_id, with_for_update=True)
    earlier = marking_queries.latest_marks([task.id]).get(task.id, {}).get(marker.id)
    if earlier is not None and not reason.strip():
        raise Invalid(_("改分请写明理由。"), field="reason")
    if exam.release != Release.NONE and grading.grade_in_force(task.attempt) is not None:
        raise Refusal(_("成绩已经公布，不能再改分。"))
    if len(reason) > LONGEST_REASON:
        raise Invalid(_("理由不能超过 %(most)d 字。", most=LONGEST_REASON), field="reason")
    rows = rubrics.given_points(marking_queries.rubric_of(task), given)
    mark = ItemMark(
        task_id=task.id,
        marker_id=marker.id,
        milli_points=sum(milli for _row, milli, _full in rows),
        rows_json=json.dumps(rows, ensure_ascii=False),
        reason=reason.strip(),
        made_at=now,
    )
    db.session.add(mark)
    db.session.flush()
    audit.record(
        marker, "answer.mark", task, {"milli_points": earlier}, {"milli_points": mark.milli_points}, reason.strip()
    )
    _follow(marker, task.attempt, reason.strip(), now)
    return mark


def _follow(marker: Member, attempt: Attempt, reason: str, now: datetime) -> None:
    """Grade the attempt, or grade its exam anew where the attempt has a grade already."""
    if grading.grade_in_force(attempt) is None:
        grading.grade_attempt(attempt, now=now)
    else:
        regrade(marker, attempt.exam, reason, now)


def regrade(actor: Member | None, exam: Exam, reason: str, now: datetime) -> GradeRun:
    """Mark every graded attempt of an exam anew, as a run of its own that counts from now on."""
    before = grading.current_run(exam)
    graded = select(AttemptGrade.attempt_id).where(AttemptGrade.run_id == before.id).order_by(AttemptGrade.attempt_id)
    attempts = db.session.scalars(select(Attempt).where(Attempt.id.in_(graded)).order_by(Attempt.id)).all()
    db.session.execute(update(GradeRun).where(GradeRun.id == before.id).values(current_key=None))
    run = GradeRun(
        exam_id=exam.id,
        kind="marked",
        state="committed",
        current_key=1,
        key_version=before.key_version,
        reason=reason,
        actor_id=actor.id if actor else None,
        made_at=now,
    )
    db.session.add(run)
    db.session.flush()
    for attempt in attempts:
        grading.grade_attempt(attempt, now=now)
    return run


@atomic
def ask_for_markers(actor: Member, exam: Exam, needed: int) -> Exam:
    """Decide how many people mark each answer; their mean counts."""
    if not 1 <= needed <= MOST_MARKERS:
        raise Invalid(_("每份答案由 1 至 %(most)d 人评阅。", most=MOST_MARKERS), field="markers")
    if exam.state == ExamState.CLOSED and exam.release != Release.NONE:
        raise Refusal(_("成绩已经公布，不能再改评阅人数。"))
    before, exam.markers_needed = exam.markers_needed, needed
    audit.record(actor, "exam.markers", exam, {"markers": before}, {"markers": needed})
    return exam
