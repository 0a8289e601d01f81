"""Judging suggested questions: an accepted one becomes a draft in the question bank."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Member
from core.db import atomic, db
from core.errors import Refusal
from core.i18n import _
from courses.actions.drafts import lock_writing
from courses.models import DraftLesson, DraftQuestion, SuggestionState
from courses.topics import topic_path
from question_bank.actions import QuestionDraft, create_question, ensure_topic, set_question_sources
from question_bank.types import BY_NAME

LONGEST_SOURCE = 400


@atomic
def accept_question(actor: Member, suggested: DraftQuestion, *, now: datetime) -> DraftQuestion:
    """Take a suggestion into the question bank as a draft of the author's, tied to its paragraph."""
    suggested = _lock_open(suggested)
    if suggested.kind not in BY_NAME:
        raise Refusal(_("题库还不能保存这种题型，请换一道。"))
    lesson = suggested.lesson
    topic = ensure_topic(lesson.topic_path or topic_path(lesson.draft.title, lesson.title))
    question = create_question(
        actor,
        QuestionDraft(
            kind=suggested.kind,
            stem=suggested.stem,
            body=suggested.body,
            topic_id=topic.id,
            explanation=f"原文：“{suggested.quote}”",
            source=f"《{lesson.source_title}》{lesson.source_section}"[:LONGEST_SOURCE],
        ),
        now=now,
    )
    set_question_sources(actor, question, [(suggested.article_id, suggested.anchor)])
    suggested.question_id, suggested.state = question.id, SuggestionState.ACCEPTED
    db.session.flush()
    return suggested


@atomic
def decline_question(actor: Member, suggested: DraftQuestion, *, now: datetime) -> DraftQuestion:
    """Put a suggestion aside; it can be taken up again."""
    suggested = _lock_open(suggested)
    suggested.state = SuggestionState.DECLINED
    return suggested


@atomic
def reopen_question(actor: Member, suggested: DraftQuestion, *, now: datetime) -> DraftQuestion:
    """Take up a suggestion that was put aside."""
    lock_writing(db.session.get_one(DraftLesson, suggested.lesson_id).draft)
    suggested = db.session.get_one(DraftQuestion, suggested.id, with_for_update=True)
    if suggested.state == SuggestionState.DECLINED:
        suggested.state = SuggestionState.OPEN
    return suggested


def _lock_open(suggested: DraftQuestion) -> DraftQuestion:
    lock_writing(db.session.get_one(DraftLesson, suggested.lesson_id).draft)
    locked = db.session.get_one(DraftQuestion, suggested.id, with_for_update=True)
    if locked.state != SuggestionState.OPEN:
        raise Refusal(_("这道题已经处理过。"))
    return locked
