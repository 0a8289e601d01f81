"""Looking again at lessons whose paragraphs changed."""

from __future__ import annotations

from datetime import datetime

from accounts import audit
from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.i18n import _
from courses import queries
from courses.models import Lesson, LessonConfirmation

LONGEST_NOTE = 200


@atomic
def confirm_lesson(actor: Member, lesson: Lesson, note: str, *, now: datetime) -> int:
    """Note that a lesson still holds after every change its paragraphs went through; return how many changes.

    A later edition asks anew. Refused without a note and when nothing waits.
    """
    lesson = db.session.get_one(Lesson, lesson.id, with_for_update=True)
    if not note.strip():
        raise Invalid(_("请写明为什么仍然有效，说明会记入审计日志。"), field="note")
    changes = queries.open_lesson_changes([lesson.id], now).get(lesson.id, [])
    if not changes:
        raise Refusal(_("这一课没有待复核的改动，可能已由他人处理，请刷新页面。"))
    for change in changes:
        confirmed = LessonConfirmation(
            lesson_id=lesson.id, change_id=change.id, note=note.strip()[:LONGEST_NOTE], confirmed_by_id=actor.id,
            confirmed_at=now,
        )  # fmt: skip
        db.session.add(confirmed)
    told = {"changes": [change.id for change in changes]}
    audit.record(actor, "lesson.confirm", lesson, after=told, reason=note.strip()[:LONGEST_NOTE])
    return len(changes)
