"""Entering hours: lessons, self-checks, contests; reversals and exemptions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from accounts import audit
from accounts.models import Member
from core import clock
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _
from learning.hours.base import Deed
from learning.models import Exemption, HourEntry
from learning.queries import hours
from learning.queries.hours import Conversion
from learning.queries.study import LessonRow

COMPLETION = "completion"
SELF_CHECK = "self_check"
BACK_ENTRY = "back_entry"
CONTEST = "contest"
CORRECTION = "correction"


@dataclass(frozen=True)
class Evidence:
    """What an entry rests on: its kind, the id of the fact, what to call it, and the local day it happened."""

    kind: str
    id: int
    title: str
    happened_on: date


def enter_lesson_hours(member: Member, lesson: LessonRow, completion_id: int, *, now: datetime) -> HourEntry | None:
    """Enter the hours of a completed lesson, if the conversion in force gives any."""
    evidence = Evidence(COMPLETION, completion_id, _lesson_title(lesson), clock.local(now).date())
    return enter_hours(member.id, "online_lesson", Deed(lesson.minutes), evidence, now=now)


def enter_check_hours(member: Member, lesson: LessonRow, attempt_id: int, *, now: datetime) -> HourEntry | None:
    """Enter the hours of a passed self-check, if a unit turned its conversion on."""
    evidence = Evidence(SELF_CHECK, attempt_id, _lesson_title(lesson), clock.local(now).date())
    return enter_hours(member.id, "passed_check", Deed(0, passed=True), evidence, now=now)


def _lesson_title(lesson: LessonRow) -> str:
    return f"{lesson.course_title} · {lesson.title}"[:160]


@atomic
def enter_hours(
    member_id: int,
    activity: str,
    deed: Deed,
    evidence: Evidence,
    *,
    now: datetime,
    recorded_by: Member | None = None,
    conversion: Conversion | None = None,
) -> HourEntry | None:
    """Enter hours once for an evidence; None when no conversion gives any or the entry is already there.

    The conversion is the one in force on the day of the evidence unless given.
    """
    conversion = conversion or hours.conversion_on(activity, evidence.happened_on)
    quarters = conversion.rule.quarters(deed, conversion.terms) if conversion else 0
    if conversion is None or quarters <= 0:
        return None
    entry = HourEntry(
        member_id=member_id,
        year=evidence.happened_on.year,
        happened_on=evidence.happened_on,
        activity=activity,
        side=conversion.rule.side,
        title=evidence.title,
        minutes=deed.minutes,
        quarters=quarters,
        evidence_kind=evidence.kind,
        evidence_id=evidence.id,
        conversion_id=conversion.id,
        recorded_by_id=recorded_by.id if recorded_by else None,
        recorded_at=now,
    )
    return entry if _added(entry) else None


def _added(entry: HourEntry) -> bool:
    """Add an entry unless its evidence already has one."""
    try:
        with refusing(Refusal(_("这条学时已经登记过。"))):
            db.session.add(entry)
    except Refusal:
        return False
    return True


@atomic
def reverse_entry(actor: Member, entry: HourEntry, reason: str, *, now: datetime) -> HourEntry:
    """Take an entry back by a second one of the opposite sign; the first stays for everybody to see."""
    if not reason:
        raise Invalid(_("请写明更正理由，理由会随更正一起显示。"), field="reason")
    if entry.evidence_kind == CORRECTION:
        raise Refusal(_("更正记录本身不能再更正；如需恢复，请重新补录。"))
    if entry.member_id == actor.id:
        raise Refusal(_("不能更正自己的学时，请由其他管理员处理。"))
    reversal = HourEntry(
        member_id=entry.member_id,
        year=entry.year,
        happened_on=entry.happened_on,
        activity=entry.activity,
        side=entry.side,
        title=entry.title,
        minutes=-entry.minutes,
        quarters=-entry.quarters,
        evidence_kind=CORRECTION,
        evidence_id=entry.id,
        conversion_id=entry.conversion_id,
        reason=reason,
        recorded_by_id=actor.id,
        recorded_at=now,
    )
    with refusing(Refusal(_("这条学时已经更正过。"))):
        db.session.add(reversal)
    audit.record(actor, "hours.reverse", reversal, before={"quarters": entry.quarters}, after={"quarters": 0},
                 reason=reason)  # fmt: skip
    return reversal


@atomic
def exempt(actor: Member, member: Member, year: int, reason: str, approved_by: str, *, now: datetime) -> Exemption:
    """Record that a member need not fulfil the hours of a year."""
    if actor.id == member.id:
        raise Refusal(_("不能为自己登记免学，请由其他管理员处理。"))
    row = Exemption(
        member_id=member.id, year=year, reason=reason, approved_by=approved_by, recorded_by_id=actor.id, recorded_at=now
    )
    with refusing(Refusal(_("%(name)s %(year)s 年已有免学登记。", name=member.name, year=year))):
        db.session.add(row)
    audit.record(actor, "exemption.create", row, after={"member": str(member), "year": year}, reason=reason)
    return row


@atomic
def withdraw_exemption(actor: Member, member: Member, year: int, reason: str, *, now: datetime) -> None:
    """End the exemption of a year; it stays on record as withdrawn."""
    if not reason:
        raise Invalid(_("请写明取消理由。"), field="reason")
    row = db.session.scalar(
        select(Exemption).where(Exemption.member_id == member.id, Exemption.year == year, Exemption.live.is_(True))
    )
    if row is None:
        raise Refusal(_("%(name)s %(year)s 年没有免学登记。", name=member.name, year=year))
    row.live, row.withdrawn_by_id, row.withdrawn_at, row.withdrawn_reason = None, actor.id, now, reason
    audit.record(actor, "exemption.withdraw", row, before={"member": str(member), "year": year}, reason=reason)
