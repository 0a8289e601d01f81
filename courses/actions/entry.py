"""Setting and ending the conditions of a course."""

from __future__ import annotations

import json
from datetime import date, datetime

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid, NotFound
from core.i18n import _
from courses import gates, queries
from courses.entry import BY_NAME
from courses.models import Course, CourseEntryRule

MOST = 8


@atomic
def add_entry_rule(
    actor: Member | None, course: Course, kind: str, terms: dict[str, str], *, valid_from: date, now: datetime
) -> CourseEntryRule:
    """Let a course be begun only by those who meet a condition, from a day on; who already began goes on."""
    rule = BY_NAME.get(kind)
    if rule is None:
        raise NotFound
    kept = {term.name: terms.get(term.name, "") for term in rule.terms}
    fault = rule.fault(kept)
    if fault:
        raise Invalid(fault)
    if len(queries.conditions_of(course.id)) >= MOST:
        raise Invalid(_("一门课程最多设 %(most)s 条学习条件，请先停用不需要的。", most=MOST))
    if kind == gates.PRIOR:
        queries.course_by_slug(kept["course"])
        gates.ensure_no_circle(course.slug, kept["course"], queries.prior_courses())
    row = CourseEntryRule(
        course_id=course.id, kind=kind, terms=json.dumps(kept, ensure_ascii=False, sort_keys=True),
        valid_from=valid_from, created_by_id=actor.id if actor else None, created_at=now,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    audit.record(actor, "course.entry_rule.add", row, after={"kind": kind, "terms": kept, "from": valid_from})
    return row


@atomic
def end_entry_rule(actor: Member, rule: CourseEntryRule, reason: str, *, now: datetime) -> None:
    """End a condition; it stays on record."""
    if not reason:
        raise Invalid(_("请写明理由，理由会记入审计日志。"), field="reason")
    rule.ended_at, rule.ended_by_id, rule.end_reason = now, actor.id, reason
    audit.record(actor, "course.entry_rule.end", rule, before={"terms": rule.terms}, reason=reason)
