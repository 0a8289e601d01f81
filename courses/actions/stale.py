"""Looking again at lessons whose paragraphs changed."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Member
from core.db import atomic, db
from core.i18n import _
from courses import queries
from courses.models import Lesson
from documents.actions import confirm_changes


@atomic
def confirm_lesson(actor: Member, lesson: Lesson, note: str, *, now: datetime) -> int:
    """Note that a lesson still holds after every change its paragraphs went through; return how many changes.

    A later edition asks anew. Refused without a note and when nothing waits.
    """
    lesson = db.session.get_one(Lesson, lesson.id, with_for_update=True)
    return confirm_changes(
        actor, queries.LESSONS, lesson, note, action="lesson.confirm",
        otherwise=_("这一课没有待复核的改动，可能已由他人处理，请刷新页面。"), now=now,
    )  # fmt: skip
