"""Studying: enrolling, beats, self-checks, and completing a lesson."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from accounts.models import Member
from assessment.actions import SelfCheckOutcome, take_self_check
from assessment.models import Exam
from core import clock
from core.db import atomic, db, refusing
from core.errors import NotFound, Refusal
from core.i18n import _
from learning import crediting
from learning.actions.entry import ensure_may_begin
from learning.actions.hours import enter_check_hours, enter_lesson_hours
from learning.completion import Reading, lacks, rule_on
from learning.crediting import Beat, BeatState, Outcome, Stream
from learning.models import Enrolment, LessonCompletion, LessonProgress, StudyCredit, StudyStream
from learning.queries import study
from learning.queries.study import LessonRow


class Twin(Refusal):
    """Another request of the same person did the same at the same moment; its row stands."""


@dataclass(frozen=True)
class Beaten:
    """What a beat led to: its state, how far the lesson is read now, and whether it is (or just became) completed."""

    state: BeatState
    reading: Reading
    completed: bool
    completed_now: bool


@atomic
def enrol(member: Member, course_id: int, version_id: int, *, now: datetime) -> Enrolment:
    """Enrol a member in a version of a course; somebody already enrolled keeps what they began.

    Raises Locked while the member does not meet the conditions of the course.
    """
    found = study.enrolment_of(member, course_id)
    if found is not None:
        return found
    ensure_may_begin(member, course_id)
    row = Enrolment(member_id=member.id, course_id=course_id, version_id=version_id, enrolled_at=now)
    try:
        with refusing(Twin(_("您已经开始学习这门课程。"))):
            db.session.add(row)
    except Twin:
        found = study.enrolment_of(member, course_id)
        if found is None:
            raise
        return found
    return row


@atomic
def beat(member: Member, pulse: Beat, *, position: int | None, end_reached: bool) -> Beaten:
    """Take one beat of a lesson page: credit time, keep the place, complete the lesson when all is there.

    The first beat of a course enrols the member. `position` is the number of the block on top of
    the screen. Raises NotFound for a lesson this member may not learn.
    """
    course = study.course_of_lesson(member.id, pulse.lesson_id)
    lesson = course.lesson(pulse.lesson_id)
    if not course.enrolled:
        enrol(member, lesson.course_id, lesson.version_id, now=pulse.at)
    outcome = _credit(member, lesson, pulse)
    progress = _progress(member, pulse.lesson_id, pulse.at)
    progress.credited_ms += outcome.milliseconds
    progress.last_at = pulse.at
    if position is not None and outcome.state is not BeatState.TAKEN:
        progress.position = position
    if end_reached and progress.end_reached_at is None:
        progress.end_reached_at = pulse.at
    completed_now = complete_if_done(member, lesson, progress, now=pulse.at)
    return Beaten(outcome.state, reading_of(lesson, progress), lesson.is_complete or completed_now, completed_now)


def reading_of(lesson: LessonRow, progress: LessonProgress) -> Reading:
    """Return what the completion rule looks at, with the progress as it is now."""
    return Reading(
        minutes=lesson.minutes,
        credited_ms=progress.credited_ms,
        end_reached=progress.end_reached_at is not None,
        has_check=lesson.exam_id is not None,
        check_passed=progress.check_attempt_id is not None,
    )


def _credit(member: Member, lesson: LessonRow, pulse: Beat) -> Outcome:
    row = db.session.scalar(select(StudyStream).where(StudyStream.member_id == member.id).with_for_update())
    before = Stream(row.lesson_id, row.client_id, row.last_beat_at) if row else None
    outcome = crediting.judge_beat(
        before, pulse, credited_ms=_credited_ms(member, lesson.lesson_id), cap_ms=crediting.cap_ms(lesson.minutes)
    )
    if row is None:
        row = StudyStream(
            member_id=member.id, lesson_id=pulse.lesson_id, client_id=pulse.client_id, last_beat_at=pulse.at
        )
        with refusing(Twin(_("另一个页面刚刚开始计时，请稍候。"))):
            db.session.add(row)
    elif outcome.stream is not None:
        row.lesson_id, row.client_id, row.last_beat_at = (
            outcome.stream.lesson_id, outcome.stream.client_id, outcome.stream.last_beat_at,
        )  # fmt: skip
    if outcome.milliseconds and before:
        db.session.add(
            StudyCredit(
                member_id=member.id,
                lesson_id=lesson.lesson_id,
                from_at=before.last_beat_at,
                to_at=pulse.at,
                milliseconds=outcome.milliseconds,
            )
        )
    return outcome


def _credited_ms(member: Member, lesson_id: int) -> int:
    """Read the sum under the lock of the stream, past any beat that another process just took."""
    sum_of = select(LessonProgress.credited_ms).where(
        LessonProgress.member_id == member.id, LessonProgress.lesson_id == lesson_id
    )
    return db.session.scalar(sum_of) or 0


def _progress(member: Member, lesson_id: int, now: datetime) -> LessonProgress:
    found = db.session.get(LessonProgress, (member.id, lesson_id), populate_existing=True)
    if found is not None:
        return found
    row = LessonProgress(member_id=member.id, lesson_id=lesson_id, last_at=now, credited_ms=0, position=0)
    with refusing(Twin(_("另一个页面刚刚开始计时，请稍候。"))):
        db.session.add(row)
    return row


@atomic
def complete_if_done(member: Member, lesson: LessonRow, progress: LessonProgress, *, now: datetime) -> bool:
    """Append the completion of a lesson, and its hours, once the rule in force is fulfilled; tell whether it was."""
    if lesson.is_complete:
        return False
    rule = rule_on(clock.local(now).date())
    if lacks(rule, reading_of(lesson, progress)):
        return False
    completion = LessonCompletion(
        member_id=member.id,
        lesson_id=lesson.lesson_id,
        completed_at=now,
        rule_version=rule.version,
        credited_ms=progress.credited_ms,
        attempt_id=progress.check_attempt_id,
    )
    with refusing(Twin(_("这一课已经完成。"))):
        db.session.add(completion)
    enter_lesson_hours(member, lesson, completion.id, now=now)
    return True


@atomic
def submit_self_check(member: Member, lesson_id: int, answers: Mapping[int, Any], *, now: datetime) -> SelfCheckOutcome:
    """Mark a self-check of a lesson; the first pass is kept as evidence and may complete the lesson."""
    course = study.course_of_lesson(member.id, lesson_id)
    lesson = course.lesson(lesson_id)
    exam = db.session.get(Exam, lesson.exam_id) if lesson.exam_id else None
    if exam is None:
        raise NotFound(_("这一课没有自测题。"))
    if not course.enrolled:
        enrol(member, lesson.course_id, lesson.version_id, now=now)
    outcome = take_self_check(member, exam, answers, now=now)
    progress = _progress(member, lesson_id, now)
    progress.last_at = now
    if outcome.passed and progress.check_attempt_id is None:
        progress.check_attempt_id = outcome.attempt.id
        enter_check_hours(member, lesson, outcome.attempt.id, now=now)
    complete_if_done(member, lesson, progress, now=now)
    return outcome
