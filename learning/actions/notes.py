"""Keeping and deleting notes of one's own."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select

from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import Refusal
from core.i18n import _
from learning.models import ReaderNote
from learning.noting import NoteDraft
from learning.queries import study

MOST_IN_A_LESSON = 200


@atomic
def keep_note(member: Member, lesson_id: int, key: str, draft: NoteDraft, *, now: datetime) -> ReaderNote:
    """Keep a note under the name its browser gave it; sent again it changes nothing, written later it replaces."""
    study.course_of_lesson(member.id, lesson_id)
    found: ReaderNote | None = db.session.scalar(
        select(ReaderNote).where(ReaderNote.member_id == member.id, ReaderNote.key == key)
    )
    if found is None:
        return _add(member, lesson_id, key, draft, now)
    if draft.written_ms > found.written_ms and found.lesson_id == lesson_id:
        found.words, found.written_ms, found.changed_at = draft.words, draft.written_ms, now
    return found


def _add(member: Member, lesson_id: int, key: str, draft: NoteDraft, now: datetime) -> ReaderNote:
    held = select(func.count()).where(ReaderNote.member_id == member.id, ReaderNote.lesson_id == lesson_id)
    if (db.session.scalar(held) or 0) >= MOST_IN_A_LESSON:
        raise Refusal(_("一课最多记 %(most)s 条笔记，请先删去不需要的。", most=MOST_IN_A_LESSON))
    row = ReaderNote(
        member_id=member.id, lesson_id=lesson_id, key=key, block=draft.block, start_offset=draft.start,
        end_offset=draft.end, quote=draft.quote, words=draft.words, written_ms=draft.written_ms, created_at=now,
        changed_at=now,
    )  # fmt: skip
    with refusing(Refusal(_("这条笔记刚刚已经保存。"))):
        db.session.add(row)
    return row


@atomic
def delete_note(member: Member, key: str) -> None:
    """Delete a note of one's own; deleting it again changes nothing."""
    db.session.execute(delete(ReaderNote).where(ReaderNote.member_id == member.id, ReaderNote.key == key))
