"""The gate before a course, and the placement test that opens a way around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from accounts.models import Member
from assessment.actions import SelfCheckOutcome, take_self_check
from assessment.models import Exam
from assessment.queries import attempts_of
from core import clock
from core.db import atomic, db, refusing
from core.errors import Refusal
from core.i18n import _
from courses.models import Placement
from courses.queries import published_courses
from learning.actions.hours import Evidence, enter_hours
from learning.hours.base import Deed
from learning.models import CourseWaiver
from learning.queries.entry import lacks_for, waived_courses

PLACEMENT = "placement"


class Locked(Refusal):
    """A course that this member may not begin yet; `lacks` says why and what opens it."""

    def __init__(self, lacks: list[str]) -> None:
        super().__init__(_("现在还不能学习这门课程：%(lacks)s。", lacks="；".join(lacks)))
        self.lacks = lacks


@dataclass(frozen=True)
class PlacementOutcome:
    """A marked placement test, and how many courses it waived."""

    check: SelfCheckOutcome
    waived: int


def ensure_may_begin(member: Member, course_id: int) -> None:
    """Refuse to begin a course whose conditions are not met; a waived course may always be read."""
    lacks = lacks_for(member, course_id)
    if lacks and course_id not in waived_courses(member.id):
        raise Locked(lacks)


def attempts_left(member: Member, exam: Exam) -> int:
    """Return how often a member may still take a placement test."""
    return max(0, (exam.attempts_allowed or 1) - len(attempts_of(member, exam.id)))


@atomic
def take_placement(
    member: Member, placement: Placement, answers: Mapping[int, Any], *, now: datetime
) -> PlacementOutcome:
    """Mark a placement test; passing it waives the course, or every published course of the tier.

    The attempt is the evidence. It gives learning hours only where a policy says so.
    """
    exam = db.session.get_one(Exam, placement.exam_id)
    if placement.live is None:
        raise Refusal(_("这份摸底测试已经停用。"))
    if attempts_left(member, exam) == 0:
        raise Refusal(_("这份摸底测试的次数已用完，请按课程学习。"))
    check = take_self_check(member, exam, answers, now=now)
    if not check.passed:
        return PlacementOutcome(check, 0)
    percent = 100 * check.milli_points // check.milli_total
    done = waived_courses(member.id)
    fresh = [course_id for course_id in _courses(placement) if course_id not in done]
    rows = [
        CourseWaiver(
            member_id=member.id, course_id=course_id, placement_id=placement.id, attempt_id=check.attempt.id,
            percent=percent, waived_at=now,
        )
        for course_id in fresh
    ]  # fmt: skip
    with refusing(Refusal(_("这次摸底测试刚刚已经记录。"))):
        db.session.add_all(rows)
    evidence = Evidence(PLACEMENT, check.attempt.id, exam.title[:160], clock.local(now).date())
    enter_hours(member.id, "passed_placement", Deed(0), evidence, now=now)
    return PlacementOutcome(check, len(rows))


def _courses(placement: Placement) -> list[int]:
    if placement.course_id is not None:
        return [placement.course_id]
    return [card.course_id for card in published_courses() if card.tier == placement.tier]
