"""What is due, in the words and colours of the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from contests.queries import DueContest
from core.i18n import _
from core.text import soon
from learning import wording
from learning.queries.due import DueCourse
from learning.queries.home import Home


@dataclass(frozen=True)
class DueThing:
    """One row of what is due."""

    title: str
    note: str
    icon: str
    tone: str
    badge: str
    badge_tone: str
    url: str


def due_things(page: Home, now: datetime) -> tuple[DueThing, ...]:
    """Return the contests and then the courses that are due, as rows."""
    contests = (_contest(contest, now) for contest in page.contests)
    return (*contests, *(_course(course, now) for course in page.courses))


def _contest(contest: DueContest, now: datetime) -> DueThing:
    begun = contest.opens_at <= now
    until = wording.due_words(contest.last_start_at, now)
    facts = (
        _("%(questions)s 题", questions=contest.questions),
        _("%(minutes)s 分钟", minutes=contest.minutes),
        until if begun else _("%(time)s 开始", time=soon(contest.opens_at, now)),
    )
    left = _("作答中") if contest.in_progress_attempt_id else wording.time_left(contest.last_start_at, now)
    return DueThing(
        title=contest.title,
        note=" · ".join(facts),
        icon="clock",
        tone="red",
        badge=left if begun else _("未开始"),
        badge_tone=wording.due_tone(contest.last_start_at, now) if begun else "neutral",
        url=url_for("contests.show", contest_id=contest.contest_id),
    )


def _course(course: DueCourse, now: datetime) -> DueThing:
    done = _("已完成 %(completed)s / %(lessons)s 课", completed=course.completed, lessons=course.lessons)
    return DueThing(
        title=course.title,
        note=" · ".join((_("必修"), done, wording.due_words(course.due_at, now))),
        icon="book",
        tone="amber",
        badge=wording.time_left(course.due_at, now),
        badge_tone=wording.due_tone(course.due_at, now),
        url=url_for("learning.course", slug=course.slug),
    )
