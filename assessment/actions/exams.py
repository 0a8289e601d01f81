"""Setting exams up, opening, closing and releasing them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from assessment import rules
from assessment.fixed_items import fixed_items, newer_wordings
from assessment.models import Attempt, BlueprintRow, Exam, ExamItem, ExamState, GradeRun, Release
from assessment.rules import ExamDraft
from core.db import atomic, db
from core.errors import Refusal
from core.i18n import _
from question_bank.queries import clash_among

_PLAIN = (
    "title", "purpose", "opens_at", "last_start_at", "hard_end_at", "duration_s", "grace_s", "attempts_allowed",
    "multiple_rule", "pass_permille", "shuffle_questions", "shuffle_options", "device_policy", "release",
)  # fmt: skip


@atomic
def create_exam(actor: Member | None, draft: ExamDraft, *, now: datetime) -> Exam:
    """Create an exam as a draft, with the run that will hold its automatic grades."""
    rules.ensure_sound(draft)
    exam = Exam(created_by_id=actor.id if actor else None, created_at=now)
    _write(exam, draft)
    db.session.add(exam)
    db.session.flush()
    db.session.add(GradeRun(exam_id=exam.id, kind="auto", state="committed", current_key=1, made_at=now))
    audit.record(actor, "exam.create", exam, after={"title": exam.title, "purpose": exam.purpose})
    return exam


@atomic
def change_exam(actor: Member | None, exam: Exam, draft: ExamDraft, *, now: datetime) -> Exam:
    """Replace the rules of an exam that nobody has started yet."""
    rules.ensure_sound(draft)
    if db.session.scalar(select(Attempt.id).where(Attempt.exam_id == exam.id).limit(1)) is not None:
        raise Refusal(_("已有学员开始作答，试卷设置不能再改。"))
    before = {name: getattr(exam, name) for name in _PLAIN}
    exam.blueprint.clear()
    exam.items.clear()
    db.session.flush()
    _write(exam, draft)
    audit.record(actor, "exam.change", exam, before=before, after={name: getattr(exam, name) for name in _PLAIN})
    return exam


def _write(exam: Exam, draft: ExamDraft) -> None:
    if clash := clash_among([item.revision_id for item in draft.fixed_items]):
        raise Refusal(_("题目 %(one)d 与 %(other)d 互相提示，不能放在同一份试卷里。", one=clash[0], other=clash[1]))
    for name in _PLAIN:
        setattr(exam, name, getattr(draft, name))
    exam.blueprint.extend(
        BlueprintRow(ordinal=n, topic_id=row.topic_id, kind=row.kind, count=row.count, milli_points=row.milli_points)
        for n, row in enumerate(draft.rows, start=1)
    )
    exam.items.extend(
        ExamItem(ordinal=n, revision_id=item.revision_id, milli_points=item.milli_points)
        for n, item in enumerate(draft.fixed_items, start=1)
    )


@atomic
def open_exam(actor: Member | None, exam: Exam, *, now: datetime) -> None:
    """Let attempts start from the opening time on.

    Questions put on by hand are shown in the wording in force. Refused while one of them rests on paragraphs that
    changed, nobody has looked at it since, and no row of the blueprint may draw another in its place.
    """
    _take_newer_wordings(actor, exam)
    stuck = fixed_items(exam, now).stuck
    if stuck:
        numbers = "、".join(str(item.ordinal) for item in stuck)
        raise Refusal(
            _(
                "固定的第 %(numbers)s 题依据的条文有改动，还没有人复核。请先在“待复核”里确认或修改，再开放。",
                numbers=numbers,
            )
        )
    _move(actor, exam, ExamState.OPEN)


def _take_newer_wordings(actor: Member | None, exam: Exam) -> None:
    newer = newer_wordings(exam) if exam.items else {}
    for item, revision_id in newer.items():
        before, item.revision_id = item.revision_id, revision_id
        audit.record(actor, "exam.reword", exam, {"revision": before}, {"revision": revision_id, "item": item.ordinal})


@atomic
def close_exam(actor: Member | None, exam: Exam, *, now: datetime) -> None:
    """Let no further attempt start; those in progress run to their own deadline."""
    _move(actor, exam, ExamState.CLOSED)


def _move(actor: Member | None, exam: Exam, state: ExamState) -> None:
    before, exam.state = exam.state, state
    audit.record(actor, f"exam.{state}", exam, before={"state": before}, after={"state": state})


@atomic
def release_results(actor: Member | None, exam: Exam, release: Release, *, now: datetime) -> None:
    """Decide what candidates may see of their closed attempts."""
    before, exam.release = exam.release, Release(release)
    audit.record(actor, "exam.release", exam, before={"release": before}, after={"release": exam.release})
