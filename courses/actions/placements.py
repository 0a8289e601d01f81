"""Offering and closing placement tests (摸底测试)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accounts import audit
from accounts.models import Member
from assessment.actions import DraftRow, ExamDraft, close_exam, create_exam, open_exam
from assessment.models import Exam, Purpose
from core.db import atomic, db, refusing
from core.errors import Invalid, NotFound, Refusal
from core.i18n import _
from courses import queries
from courses.labels import TIER_LABELS
from courses.models import Course, CourseState, Lesson, Placement, Tier
from question_bank.queries import ready_revisions, topic_by_path

MILLI_POINTS = 1000
FEWEST_QUESTIONS = 5
MOST_QUESTIONS = 60
MINUTES = 60


@dataclass(frozen=True)
class PlacementPlan:
    """How a placement test is drawn: questions a lesson, pass mark in per cent, attempts."""

    each: int
    pass_percent: int
    attempts: int


@atomic
def offer_placement(actor: Member, target: Course | Tier, plan: PlacementPlan, *, now: datetime) -> Placement:
    """Open a placement test over every lesson of a course, or of a tier, that has questions enough."""
    title, lessons = _lessons_of(target)
    rows = _rows(lessons, plan.each)
    if sum(row.count for row in rows) < FEWEST_QUESTIONS:
        raise Refusal(
            _("题库中可用的题目不足 %(fewest)s 道，请先为各课对应的知识点补充题目。", fewest=FEWEST_QUESTIONS)
        )
    exam = _exam(actor, _("摸底测试：%(title)s", title=title)[:120], rows, plan, now)
    row = Placement(
        course_id=target.id if isinstance(target, Course) else None,
        tier=None if isinstance(target, Course) else target.value,
        exam_id=exam.id, created_by_id=actor.id, created_at=now,
    )  # fmt: skip
    with refusing(Refusal(_("“%(title)s”已有一份开放的摸底测试，请先停用它。", title=title))):
        db.session.add(row)
    audit.record(actor, "placement.offer", row, after={"title": title, "pass": plan.pass_percent,
                                                       "attempts": plan.attempts})  # fmt: skip
    return row


@atomic
def close_placement(actor: Member, placement: Placement, reason: str, *, now: datetime) -> None:
    """Close a placement test; what was waived by it stays waived."""
    if not reason:
        raise Invalid(_("请写明理由，理由会记入审计日志。"), field="reason")
    if placement.live is None:
        raise Refusal(_("这份摸底测试已经停用。"))
    placement.live, placement.closed_at, placement.closed_by_id, placement.close_reason = None, now, actor.id, reason
    close_exam(actor, db.session.get_one(Exam, placement.exam_id), now=now)
    audit.record(actor, "placement.close", placement, reason=reason)


def _lessons_of(target: Course | Tier) -> tuple[str, list[Lesson]]:
    if isinstance(target, Course):
        if target.state != CourseState.PUBLISHED or target.current_version is None:
            raise Refusal(_("这门课程没有发布，不能设摸底测试。"))
        return str(target), list(target.current_version.lessons)
    cards = [card for card in queries.published_courses() if card.tier is target]
    lessons = [lesson for card in cards for lesson in queries.version(card.course_id, card.number).lessons]
    return str(TIER_LABELS[target]), lessons


def _rows(lessons: Sequence[Lesson], each: int) -> tuple[DraftRow, ...]:
    """One row a topic, at most MOST_QUESTIONS in all: fewer a lesson before fewer lessons."""
    topics = dict.fromkeys(topic_id for lesson in lessons if (topic_id := _topic(lesson.topic_path)) is not None)
    ready = {topic_id: len(ready_revisions(topic_id, None)) for topic_id in topics}
    held = [topic_id for topic_id, count in ready.items() if count]
    count = max(1, min(each, MOST_QUESTIONS // max(1, len(held))))
    return tuple(
        DraftRow(topic_id=topic_id, kind=None, count=min(count, ready[topic_id]), milli_points=MILLI_POINTS)
        for topic_id in held[:MOST_QUESTIONS]
    )


def _topic(path: str) -> int | None:
    try:
        return topic_by_path(path).id
    except NotFound:
        return None


def _exam(actor: Member, title: str, rows: tuple[DraftRow, ...], plan: PlacementPlan, now: datetime) -> Exam:
    draft = ExamDraft(
        title=title, purpose=Purpose.SELF_CHECK, rows=rows, duration_s=MINUTES * 60,
        attempts_allowed=plan.attempts, pass_permille=plan.pass_percent * 10, release="score", device_policy="merge",
    )  # fmt: skip
    exam = create_exam(actor, draft, now=now)
    open_exam(actor, exam, now=now)
    return exam
