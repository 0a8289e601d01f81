"""The whole demonstration, told once in an empty installation."""

from __future__ import annotations

import random
from datetime import datetime

from sqlalchemy import func, select

from accounts.models import Installation, Member
from core.clock import frozen
from core.db import atomic, db
from installation.demonstration.calendar import calendar
from installation.demonstration.contesting import hold_finished_contest, hold_skills_contest, open_contest
from installation.demonstration.drafting import draft_courses
from installation.demonstration.every_kind import show_every_kind
from installation.demonstration.library import replace_regulation, store_documents
from installation.demonstration.roster import make_roster
from installation.demonstration.studying import assign_courses, hold_sessions, read_lessons
from installation.demonstration.teaching import hold_talks, set_conditions, share_experience, take_notes
from learning.actions import collect_contest_hours

MARK = "demonstration"
SEED = 20260601


def is_told() -> bool:
    """Tell whether this installation holds the demonstration unit."""
    return db.session.get(Installation, MARK) is not None


def may_be_told() -> bool:
    """Tell whether the installation is empty, so that the demonstration may be made."""
    return db.session.scalar(select(func.count()).select_from(Member)) == 0


def tell(now: datetime) -> None:
    """Make the demonstration unit and its history up to now, by the product's own verbs under a set clock."""
    chance = random.Random(SEED)
    span = calendar(now)
    with frozen(span.at(0)):
        roster = make_roster(now=span.at(0))
    store_documents(roster, span)
    assign_courses(roster, span)
    hold_sessions(roster, span, chance)
    read_lessons(roster, span, chance)
    set_conditions(roster, span)
    hold_talks(roster, span)
    take_notes(roster, span)
    share_experience(roster, span)
    hold_finished_contest(roster, span, chance)
    hold_skills_contest(roster, span, chance)
    open_contest(roster, now)
    replace_regulation(roster, span)
    draft_courses(roster, span)
    show_every_kind(roster, now)
    collect_contest_hours(now)
    _note(now)


@atomic
def _note(now: datetime) -> None:
    db.session.add(Installation(name=MARK, setting=now.isoformat(timespec="seconds")))
