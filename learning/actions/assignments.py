"""Requiring a course of the people of a unit, and withdrawing the requirement."""

from __future__ import annotations

from datetime import datetime

from accounts import audit
from accounts.models import Member, Unit
from accounts.permissions import Permission, can
from core.db import atomic, db
from core.errors import Forbidden, Invalid, Refusal
from core.i18n import _
from courses.models import Course, CourseState
from learning.audiences import Audience
from learning.models import Assignment


@atomic
def assign_course(
    actor: Member, course: Course, unit: Unit, audience: Audience, due_at: datetime, *, note: str = "", now: datetime
) -> Assignment:
    """Require a published course of everybody meant below a unit of the actor's scope."""
    if not can(actor, Permission.HOURS_EDIT, unit):
        raise Forbidden(_("“%(unit)s”不在您管理的范围内。", unit=unit.short_name))
    if course.state != CourseState.PUBLISHED:
        raise Refusal(_("这门课程已撤下，不能布置。"))
    if due_at <= now:
        raise Invalid(_("截止时间应晚于现在。"), field="due_at")
    row = Assignment(
        course_id=course.id,
        unit_id=unit.id,
        audience=audience,
        due_at=due_at,
        note=note,
        assigned_by_id=actor.id,
        assigned_at=now,
    )
    db.session.add(row)
    db.session.flush()
    audit.record(
        actor, "assignment.create", row, after={"unit": unit.short_name, "due_at": due_at, "course": str(course)}
    )
    return row


@atomic
def withdraw_assignment(actor: Member, assignment: Assignment, reason: str, *, now: datetime) -> None:
    """Require a course no longer; what was learned for it stays."""
    if not reason:
        raise Invalid(_("请写明撤回理由。"), field="reason")
    if assignment.withdrawn_at is not None:
        raise Refusal(_("这项任务已经撤回。"))
    assignment.withdrawn_at, assignment.withdrawn_by_id, assignment.withdrawn_reason = now, actor.id, reason
    audit.record(actor, "assignment.withdraw", assignment, reason=reason)
