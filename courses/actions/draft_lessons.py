"""Changing the lessons of a draft: text, order, cutting, joining, sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update

from accounts.models import Member
from core.db import atomic, db
from core.errors import Invalid, Refusal
from core.i18n import _
from courses import cutting, queries
from courses.actions.drafts import add_edit, add_sources, lock_writing, touch
from courses.builder.minutes import minutes_of
from courses.models import CourseDraft, DraftEdit, DraftLesson, DraftLessonSource, DraftQuestion
from courses.pictures import digests_in
from documents.queries import pictures_held

SITTING = timedelta(minutes=5)
"""Saves of one person that follow each other this closely are kept as one edit."""
MOST_LINES = 8
LONGEST_BODY = 60_000


@dataclass(frozen=True)
class LessonText:
    """What an author writes of a lesson."""

    title: str
    body: str
    minutes: int
    key_points: str = ""
    key_terms: str = ""
    objectives: str = ""
    objectives_confirmed: bool = False


class Stale(Refusal):
    """Somebody else saved the lesson meanwhile; `lesson` is how it reads now, nothing was overwritten."""

    def __init__(self, lesson: DraftLesson, by: str) -> None:
        super().__init__(_("%(name)s 刚刚保存过这一课。您的文字没有丢失，请选择保留哪一份。", name=by))
        self.lesson = lesson


@atomic
def save_lesson(actor: Member, lesson: DraftLesson, text: LessonText, number: int, *, now: datetime) -> DraftLesson:
    """Save the text of a lesson begun from save `number`; raises Stale when another save came in between.

    Sending the same text again changes nothing, so that a save whose answer was lost can be repeated.
    """
    lesson = lock_lesson(lesson)
    values = vars(text)
    if all(getattr(lesson, field) == value for field, value in values.items()):
        return lesson
    if lesson.number != number:
        raise Stale(lesson, queries.last_editor(lesson.id))
    if len(text.body) > LONGEST_BODY:
        raise Invalid(_("正文超过 %(most)s 字，请拆成几课。", most=LONGEST_BODY), field="body")
    _refuse_unknown_pictures(text.body)
    for field, value in values.items():
        setattr(lesson, field, value)
    keep_edit(actor, lesson, now)
    return lesson


def _refuse_unknown_pictures(body: str) -> None:
    wanted = set(digests_in(body))
    if wanted and wanted - pictures_held(wanted):
        raise Invalid(_("正文里有一张图片没有上传成功，请删去后重新插入。"), field="body")


def lock_lesson(lesson: DraftLesson) -> DraftLesson:
    """The lesson of a draft that is being written, both locked."""
    lock_writing(lesson.draft)
    locked = db.session.get_one(DraftLesson, lesson.id, with_for_update=True, populate_existing=True)
    if locked.ordinal is None:
        raise Refusal(_("这一课已被移出草稿，请先恢复。"))
    return locked


def keep_edit(actor: Member, lesson: DraftLesson, now: datetime) -> None:
    """Number a change and keep its text; the saves of one sitting share one edit."""
    lesson.number += 1
    last = db.session.scalar(
        select(DraftEdit).where(DraftEdit.lesson_id == lesson.id).order_by(DraftEdit.number.desc()).limit(1)
    )
    if last and last.number > 1 and last.edited_by_id == actor.id and now - last.edited_at < SITTING:
        db.session.delete(last)
        db.session.flush()
    add_edit(actor, lesson, now)
    touch(lesson.draft_id, now)


@atomic
def add_lesson(actor: Member, draft: CourseDraft, title: str, *, now: datetime) -> DraftLesson:
    """Add an empty lesson at the end."""
    lock_writing(draft)
    place = len(_live(draft.id)) + 1
    return _new_lesson(actor, draft.id, place, title, "", now)


def _new_lesson(actor: Member, draft_id: int, place: int, title: str, body: str, now: datetime) -> DraftLesson:
    count = db.session.scalar(select(func.count()).where(DraftLesson.draft_id == draft_id)) or 0
    slugs = set(db.session.scalars(select(DraftLesson.slug).where(DraftLesson.draft_id == draft_id)))
    slug = next(name for step in range(count + 2) if (name := f"lesson-{count + 1 + step}") not in slugs)
    lesson = DraftLesson(
        draft_id=draft_id, slug=slug, ordinal=place, title=title, body=body, minutes=minutes_of(len(body), 0)
    )
    db.session.add(lesson)
    db.session.flush()
    add_edit(actor, lesson, now)
    touch(draft_id, now)
    return lesson


def _live(draft_id: int) -> list[DraftLesson]:
    query = select(DraftLesson).where(DraftLesson.draft_id == draft_id, DraftLesson.ordinal.is_not(None))
    return list(db.session.scalars(query.order_by(DraftLesson.ordinal)))


def _arrange(lessons: list[DraftLesson]) -> None:
    """Number lessons by their order; by way of negative numbers, because no two may share a place."""
    for place, lesson in enumerate(lessons, start=1):
        lesson.ordinal = -place
    db.session.flush()
    for place, lesson in enumerate(lessons, start=1):
        lesson.ordinal = place
    db.session.flush()


@atomic
def move_lesson(actor: Member, lesson: DraftLesson, place: int, *, now: datetime) -> None:
    """Put a lesson at another place, counted from 1; a place beyond the ends is the end."""
    lesson = lock_lesson(lesson)
    others = [each for each in _live(lesson.draft_id) if each.id != lesson.id]
    others.insert(max(0, place - 1), lesson)
    _arrange(others)
    touch(lesson.draft_id, now)


@atomic
def split_lesson(actor: Member, lesson: DraftLesson, at: int, *, now: datetime) -> DraftLesson:
    """Cut a lesson in two before a block of its text; sources and questions go where their words are."""
    lesson = lock_lesson(lesson)
    first, second = cutting.cut(lesson.body, at)
    order = _live(lesson.draft_id)
    new = _new_lesson(actor, lesson.draft_id, len(order) + 1, lesson.title, second, now)
    new.title = cutting.title_of(second, f"{lesson.title[:110]}（续）")
    for field in ("source_title", "source_section", "source_author", "key_terms"):
        setattr(new, field, getattr(lesson, field))
    lesson.body = first
    _part_sources(lesson, new)
    for each in (lesson, new):
        each.minutes = reading_minutes(each)
        each.objectives_confirmed = False
    keep_edit(actor, lesson, now)
    order.insert(order.index(lesson) + 1, new)
    _arrange(order)
    return new


def _part_sources(lesson: DraftLesson, new: DraftLesson) -> None:
    texts = queries.paragraph_texts((source.article_id, source.anchor) for source in lesson.sources)
    gone = [
        source
        for source in lesson.sources
        if cutting.belongs_to_second(texts.get((source.article_id, source.anchor), ""), lesson.body, new.body)
    ]
    for source in gone:
        source.lesson_id = new.id
        db.session.execute(
            update(DraftQuestion)
            .where(
                DraftQuestion.lesson_id == lesson.id,
                DraftQuestion.article_id == source.article_id,
                DraftQuestion.anchor == source.anchor,
            )
            .values(lesson_id=new.id)
        )
    db.session.flush()
    db.session.expire(lesson, ["sources"])


def reading_minutes(lesson: DraftLesson) -> int:
    """How long a lesson takes, by its words and its suggested questions."""
    return minutes_of(len("".join(lesson.body.split())), min(5, queries.suggestion_count(lesson.id)))


@atomic
def merge_lesson(actor: Member, lesson: DraftLesson, *, now: datetime) -> DraftLesson:
    """Join the next lesson into this one; the next one keeps its text among the removed ones."""
    lesson = lock_lesson(lesson)
    order = _live(lesson.draft_id)
    place = order.index(lesson)
    if place + 1 >= len(order):
        raise Refusal(_("后面没有课可以合并。"))
    after = order.pop(place + 1)
    lesson.body = f"{lesson.body}\n\n{after.body}".strip()
    lesson.key_points = cutting.merged_lines([lesson.key_points, after.key_points], MOST_LINES)
    lesson.key_terms = cutting.merged_lines([lesson.key_terms, after.key_terms], MOST_LINES)
    lesson.objectives = cutting.merged_lines([lesson.objectives, after.objectives], MOST_LINES)
    lesson.objectives_confirmed = lesson.objectives_confirmed and after.objectives_confirmed
    add_sources(lesson, [(source.article_id, source.anchor) for source in after.sources])
    db.session.execute(update(DraftQuestion).where(DraftQuestion.lesson_id == after.id).values(lesson_id=lesson.id))
    lesson.minutes = reading_minutes(lesson)
    after.ordinal = None
    db.session.flush()
    _arrange(order)
    keep_edit(actor, lesson, now)
    return lesson


@atomic
def remove_lesson(actor: Member, lesson: DraftLesson, *, now: datetime) -> None:
    """Take a lesson out of the draft; it can be put back."""
    lesson = lock_lesson(lesson)
    others = [each for each in _live(lesson.draft_id) if each.id != lesson.id]
    lesson.ordinal = None
    db.session.flush()
    _arrange(others)
    touch(lesson.draft_id, now)


@atomic
def restore_lesson(actor: Member, lesson: DraftLesson, *, now: datetime) -> None:
    """Put a removed lesson back at the end."""
    lock_writing(lesson.draft)
    locked = db.session.get_one(DraftLesson, lesson.id, with_for_update=True, populate_existing=True)
    if locked.ordinal is None:
        locked.ordinal = len(_live(lesson.draft_id)) + 1
        db.session.flush()
        touch(lesson.draft_id, now)


@atomic
def use_paragraph(
    actor: Member, lesson: DraftLesson, article_id: int, anchor: str, *, used: bool, now: datetime
) -> None:
    """Let a lesson rest on a paragraph, or no longer; refuses a paragraph that does not exist."""
    lesson = lock_lesson(lesson)
    if (article_id, anchor) not in queries.paragraph_texts([(article_id, anchor)]):
        raise Invalid(_("没有这个段落，请刷新页面后重试。"), field="anchor")
    if used:
        add_sources(lesson, [(article_id, anchor)])
    else:
        db.session.execute(
            delete(DraftLessonSource).where(
                DraftLessonSource.lesson_id == lesson.id,
                DraftLessonSource.article_id == article_id,
                DraftLessonSource.anchor == anchor,
            )
        )
    touch(lesson.draft_id, now)
