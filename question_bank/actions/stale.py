"""Looking again at questions whose paragraphs changed."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Member
from core.db import atomic, db
from core.i18n import _
from documents.actions import confirm_changes
from documents.queries import cited_spots, successors
from question_bank import queries
from question_bank.actions.sources import set_question_sources
from question_bank.models import Question, QuestionRevision


@atomic
def confirm_question(actor: Member, question: Question, note: str, *, now: datetime) -> int:
    """Note that a question still holds after every change its paragraphs went through; return how many changes.

    From then on it is drawn again; a later edition asks anew. Refused without a note and when nothing waits.
    """
    question = db.session.get_one(Question, question.id, with_for_update=True)
    return confirm_changes(
        actor, queries.QUESTIONS, question, note, action="question.confirm",
        otherwise=_("这道题没有待复核的改动，可能已由他人处理，请刷新页面。"), now=now,
    )  # fmt: skip


def retie(actor: Member | None, question: Question, before: QuestionRevision, revision: QuestionRevision) -> None:
    """Let a reworded question rest on what its new 出处 names, else on what its paragraphs have become by now.

    Its author has just looked at it; paragraphs that were removed are left behind.
    """
    spots = queries.sources_of([question.id]).get(question.id, [])
    named = cited_spots([revision.source]) if revision.source != before.source else {}
    if named:
        set_question_sources(actor, question, named[revision.source])
    elif spots:
        reached = successors(spots, revision.created_at)
        moved = [reached[spot].spot if spot in reached else spot for spot in spots]
        set_question_sources(actor, question, [spot for spot in moved if spot])
