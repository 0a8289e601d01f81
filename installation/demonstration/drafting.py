"""Courses in the making: one draft that is being written, one that waits in review with remarks."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from accounts.models import Member
from core.clock import frozen, now
from core.db import db
from courses import actions, queries
from courses.actions import LessonText
from courses.builder.minutes import LONGEST, SHORTEST
from courses.models import CourseDraft, DraftLesson
from documents.models import Article
from installation.demonstration.calendar import Calendar
from installation.demonstration.roster import Roster

QUESTIONS_A_LESSON = 2
OBJECTIVES = "能说出本课各条规定的数字和期限\n能做到按规定巡护、记录和报告"
REMARKS = (
    "这一条请写明由谁负责，巡护员看了要知道该找谁。",
    "例子再具体一点：加一个本站今年发生过的事。",
)


def draft_courses(roster: Roster, calendar: Calendar) -> None:
    """Let two people make courses of the stored documents; a reviewer has remarks on the finished one."""
    articles = db.session.scalars(select(Article).order_by(Article.id)).all()
    _begin(roster.members["manager2"], articles[0], calendar)
    draft = _finish(roster.members["organizer"], articles[-1], calendar)
    _remark(roster.members["reviewer"], draft, calendar)


def _begin(author: Member, article: Article, calendar: Calendar) -> CourseDraft:
    with frozen(calendar.at(0.985)):
        draft = actions.start_draft(author, [article.id], None, now=now())
        suggested = queries.questions_of(draft.lessons[0])
        if suggested:
            actions.accept_question(author, suggested[0], now=now())
    return draft


def _finish(author: Member, article: Article, calendar: Calendar) -> CourseDraft:
    with frozen(calendar.at(0.98)):
        started = actions.start_draft(author, [article.id], None, now=now())
    with frozen(calendar.at(0.98) + timedelta(hours=1)):
        for lesson in list(started.lessons):
            _complete(author, lesson)
        return actions.hand_in(author, queries.draft(started.id), now=now())


def _complete(author: Member, lesson: DraftLesson) -> None:
    for suggested in queries.questions_of(lesson)[:QUESTIONS_A_LESSON]:
        actions.accept_question(author, suggested, now=now())
    text = LessonText(
        title=lesson.title, body=lesson.body, minutes=max(SHORTEST, min(LONGEST, lesson.minutes)),
        key_points=lesson.key_points, key_terms=lesson.key_terms, objectives=lesson.objectives or OBJECTIVES,
        objectives_confirmed=True,
    )  # fmt: skip
    actions.save_lesson(author, lesson, text, lesson.number, now=now())


def _remark(reviewer: Member, draft: CourseDraft, calendar: Calendar) -> None:
    with frozen(calendar.at(0.99)):
        for lesson, remark in zip(draft.lessons, REMARKS, strict=False):
            actions.comment(reviewer, draft, remark, lesson=lesson, anchor=lesson.sources[0].anchor, now=now())
