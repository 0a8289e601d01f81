"""Leading a talk before the shift: open, answer together, close."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from datetime import datetime

from accounts import audit
from accounts.models import Member, Unit
from core import clock
from core.db import atomic, db, refusing
from core.errors import Invalid, Refusal
from core.i18n import _
from courses.models import Lesson
from learning.actions.hours import Evidence, enter_hours
from learning.hours.base import Deed
from learning.huddles import read_choice
from learning.models import Huddle, HuddlePresence
from learning.queries import huddles
from question_bank import types

HUDDLE = "huddle"
LONGEST_HOURS = 12


@atomic
def open_huddle(leader: Member, unit: Unit, lesson: Lesson, *, now: datetime) -> Huddle:
    """Open a talk of a team about a lesson: the key point and the question it had least, and longest ago."""
    revision_id = huddles.next_question(unit.id, lesson)
    if revision_id is None:
        raise Refusal(_("题库中“%(lesson)s”还没有可用的选择题或判断题，请换一课。", lesson=lesson.title))
    row = Huddle(
        unit_id=unit.id, leader_id=leader.id, lesson_id=lesson.id, revision_id=revision_id,
        key_point=huddles.next_key_point(unit.id, lesson), opened_at=now, answer="",
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


@atomic
def answer_huddle(huddle: Huddle, sent: Sequence[str], present: Collection[int], *, now: datetime) -> Huddle:
    """Mark what the team answered together, once; those who are there are written down with it."""
    if huddle.answered_at is not None:
        raise Refusal(_("这道题已经答过，答案不能再改。"))
    _ensure_same_day(huddle, now)
    revision = huddles.revision_of(huddle)
    answer = read_choice(revision.body, sent)
    _write_down(huddle, present)
    huddle.answer = json.dumps(answer, ensure_ascii=False)
    huddle.was_right = types.BY_NAME[revision.kind].mark(revision.body, answer).share == 1
    huddle.answered_at = now
    return huddle


@atomic
def close_huddle(leader: Member, huddle: Huddle, present: Collection[int], *, now: datetime) -> int:
    """Close a talk with those who came late, enter hours where a policy gives any; return how many were there."""
    if huddle.answered_at is None:
        raise Refusal(_("请先一起答题，再结束班前会。"))
    if huddle.closed_at is not None:
        raise Refusal(_("这次班前会已经结束。"))
    _ensure_same_day(huddle, now)
    _write_down(huddle, present)
    huddle.closed_at = now
    day = clock.local(huddle.opened_at).date()
    evidence = Evidence(HUDDLE, huddle.id, _("班前会：%(point)s", point=huddle.key_point)[:160], day)
    minutes = int((now - huddle.opened_at).total_seconds()) // 60
    there = sorted({presence.member_id for presence in huddle.presences})
    for member_id in there:
        enter_hours(member_id, HUDDLE, Deed(minutes), evidence, now=now, recorded_by=leader)
    audit.record(leader, "huddle.close", huddle, after={"present": there, "right": huddle.was_right})
    return len(there)


def _ensure_same_day(huddle: Huddle, now: datetime) -> None:
    if (now - huddle.opened_at).total_seconds() > LONGEST_HOURS * 3600:
        raise Refusal(_("这次班前会已过去很久，不能再登记。请新开一次。"))


def _write_down(huddle: Huddle, present: Collection[int]) -> None:
    """Add those who are there and not yet written down; only people of the team can be."""
    team = {member.id for member in huddles.people_of(huddle.unit)}
    if not set(present) <= team:
        raise Invalid(_("名单中有人不在这个班组，请刷新页面后重新勾选。"), field="present")
    known = {presence.member_id for presence in huddle.presences}
    if not known | set(present):
        raise Invalid(_("请勾选到会的人。"), field="present")
    with refusing(Refusal(_("到会名单刚刚已经更新，请刷新页面。"))):
        for member_id in sorted(set(present) - known):
            huddle.presences.append(HuddlePresence(member_id=member_id))
