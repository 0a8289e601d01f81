"""Taking part: from the contest page to a paper."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from accounts.models import Member
from assessment.actions import start_attempt
from assessment.models import Attempt
from contests import queries
from contests.models import Contest, Entry
from contests.states import State
from core.db import atomic, db, refusing
from core.errors import Forbidden, Refusal
from core.i18n import _


class AlreadyEntered(Refusal):
    """A second request entered the same person a moment earlier."""


@atomic
def enter_contest(member: Member, contest: Contest, *, now: datetime, key: str | None = None) -> Attempt:
    """Start a paper for a member, or give the one that is running; raises Refusal outside window and tries.

    Raises Forbidden for people who may look at the contest but not take part in it.
    """
    entry = db.session.scalar(select(Entry).where(Entry.contest_id == contest.id, Entry.member_id == member.id))
    if not queries.takes_part(member, contest):
        raise Forbidden(_("您不在本次竞赛的参赛范围内。"))
    if contest.state != State.OPEN or contest.exam is None:
        raise Refusal(_("竞赛没有开放作答，请查看竞赛页上的时间。"))
    attempt = start_attempt(member, contest.exam, now=now, key=key)
    if entry is None:
        _enter(member, contest, now)
    return attempt


def _enter(member: Member, contest: Contest, now: datetime) -> None:
    try:
        with refusing(AlreadyEntered("")):
            db.session.add(Entry(contest_id=contest.id, member_id=member.id, entered_at=now))
    except AlreadyEntered:
        return
