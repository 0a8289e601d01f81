"""Back-entries (补录): study outside the system, recorded by one person and agreed to by another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from accounts import audit
from accounts.models import Member
from core import clock
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _
from learning.actions.hours import BACK_ENTRY, Evidence, enter_hours
from learning.hours import BY_NAME
from learning.hours.base import Deed
from learning.models import BackEntry, BackEntryReview
from learning.queries import hours

LONGEST_MINUTES = 5 * 24 * 60
OLDEST_YEARS = 2


@dataclass(frozen=True)
class Session:
    """What took place: an activity, what it was about, the local day, its length, where, and the proof of it."""

    activity: str
    title: str
    happened_on: date
    minutes: int
    place: str
    evidence: str


@atomic
def record_back_entries(
    actor: Member, members: Sequence[Member], session: Session, *, now: datetime
) -> list[BackEntry]:
    """Record a session for several members; each record waits for another person's word."""
    _ensure_sound(session, now)
    if not members:
        raise Invalid(_("请至少选择一位学员。"), field="members")
    rows = [
        BackEntry(
            member_id=member.id,
            activity=session.activity,
            title=session.title,
            happened_on=session.happened_on,
            minutes=session.minutes,
            place=session.place,
            evidence=session.evidence,
            recorded_by_id=actor.id,
            recorded_at=now,
        )
        for member in members
    ]
    db.session.add_all(rows)
    db.session.flush()
    audit.record(
        actor, "back_entry.record", rows[0], after={"members": [str(member) for member in members],
                                                    "on": session.happened_on, "minutes": session.minutes},
    )  # fmt: skip
    return rows


def _ensure_sound(session: Session, now: datetime) -> None:
    rule = BY_NAME.get(session.activity)
    if rule is None or not rule.recorded_by_hand:
        raise Invalid(_("请选择一种培训形式。"), field="activity")
    today = clock.local(now).date()
    if session.happened_on > today:
        raise Invalid(_("日期不能晚于今天。"), field="happened_on")
    if session.happened_on.year < today.year - OLDEST_YEARS:
        raise Invalid(_("只能补录近 %(years)s 年的学时。", years=OLDEST_YEARS), field="happened_on")
    if not 1 <= session.minutes <= LONGEST_MINUTES:
        raise Invalid(_("时长应为 1 到 %(most)s 分钟。", most=LONGEST_MINUTES), field="minutes")
    if hours.conversion_on(session.activity, session.happened_on) is None:
        raise Invalid(_("“%(label)s”在这一天没有折算标准，请先在学时标准中设置。", label=rule.label), field="activity")


@atomic
def review_back_entry(actor: Member, record: BackEntry, *, accepted: bool, reason: str, now: datetime) -> None:
    """Accept a back-entry, which enters its hours, or return it with a reason; once, and never by its author."""
    if actor.id in {record.recorded_by_id, record.member_id}:
        raise Refusal(_("补录人和学员本人不能审核这条记录，请由另一位管理员审核。"))
    if not accepted and not reason:
        raise Invalid(_("退回时请写明理由，让补录人知道怎样改。"), field="reason")
    review = BackEntryReview(
        back_entry_id=record.id, accepted=accepted, reason=reason, reviewed_by_id=actor.id, reviewed_at=now
    )
    with refusing(Refusal(_("这条记录已经审核过。"))):
        db.session.add(review)
    if accepted:
        evidence = Evidence(BACK_ENTRY, record.id, record.title, record.happened_on)
        enter_hours(record.member_id, record.activity, Deed(record.minutes), evidence, now=now, recorded_by=actor)
    verb = "accept" if accepted else "return"
    audit.record(actor, f"back_entry.{verb}", record, after={"minutes": record.minutes}, reason=reason)
