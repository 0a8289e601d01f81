"""Moving paragraphs and suggested questions from one lesson of a draft to another."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, func, select, update

from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid
from core.i18n import _
from courses import cutting, queries
from courses.actions.draft_lessons import keep_edit, lock_lesson, reading_minutes
from courses.actions.drafts import add_sources, touch
from courses.models import DraftLesson, DraftLessonSource, DraftQuestion


@atomic
def move_question(actor: Member, suggested: DraftQuestion, target: DraftLesson, *, now: datetime) -> DraftLesson:
    """Put a suggested question, accepted or not, under another lesson of the same draft."""
    _ensure_another(suggested.lesson, target)
    lesson, target = lock_lesson(suggested.lesson), lock_lesson(target)
    suggested = db.session.get_one(DraftQuestion, suggested.id, with_for_update=True)
    suggested.lesson_id, suggested.ordinal = target.id, _next_ordinal(target)
    db.session.flush()
    db.session.expire(suggested, ["lesson"])
    touch(lesson.draft_id, now)
    return target


@atomic
def move_paragraph(
    actor: Member, lesson: DraftLesson, target: DraftLesson, spot: tuple[int, str], *, now: datetime
) -> bool:
    """Let another lesson rest on a paragraph; its suggested questions go with it, and its words where they stand verbatim.

    Tells whether words went along: a text that was rewritten stays where its author put it.
    """
    _ensure_another(lesson, target)
    lesson, target = lock_lesson(lesson), lock_lesson(target)
    if spot not in {(source.article_id, source.anchor) for source in lesson.sources}:
        raise Invalid(_("这一课不再引用这个段落，请刷新页面后重试。"), field="anchor")
    _move_source(lesson, target, spot)
    _move_questions(lesson, target, spot)
    taken = cutting.taken_out(lesson.body, queries.paragraph_texts([spot]).get(spot, ""))
    if taken:
        lesson.body, block = taken
        target.body = f"{target.body}\n\n{block}".strip()
        for each in (lesson, target):
            each.minutes = reading_minutes(each)
            keep_edit(actor, each, now)
    touch(lesson.draft_id, now)
    return bool(taken)


def _ensure_another(lesson: DraftLesson, target: DraftLesson) -> None:
    if lesson.id == target.id or lesson.draft_id != target.draft_id:
        raise Invalid(_("请选择同一份草稿里的另一课。"), field="lesson")


def _move_source(lesson: DraftLesson, target: DraftLesson, spot: tuple[int, str]) -> None:
    db.session.execute(
        delete(DraftLessonSource).where(
            DraftLessonSource.lesson_id == lesson.id,
            DraftLessonSource.article_id == spot[0],
            DraftLessonSource.anchor == spot[1],
        )
    )
    db.session.expire(lesson, ["sources"])
    add_sources(target, [spot])


def _move_questions(lesson: DraftLesson, target: DraftLesson, spot: tuple[int, str]) -> None:
    db.session.execute(
        update(DraftQuestion)
        .where(
            DraftQuestion.lesson_id == lesson.id,
            DraftQuestion.article_id == spot[0],
            DraftQuestion.anchor == spot[1],
        )
        .values(lesson_id=target.id)
    )


def _next_ordinal(lesson: DraftLesson) -> int:
    last = db.session.scalar(select(func.max(DraftQuestion.ordinal)).where(DraftQuestion.lesson_id == lesson.id))
    return (last or 0) + 1
