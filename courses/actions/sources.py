"""Tying lessons to the paragraphs they rest on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select

from accounts import audit
from accounts.models import Member
from core.db import atomic, db, refusing
from core.errors import Invalid
from core.i18n import _
from courses import queries
from courses.models import Course, CourseVersion, Lesson, LessonConfirmation, LessonSource
from documents.citations import Spot, unique_spots
from documents.queries import cited_spots, successors


@atomic
def set_lesson_sources(actor: Member | None, lesson: Lesson, spots: Iterable[Spot]) -> list[Spot]:
    """Let a lesson rest on these paragraphs and no others; return them. Refuses a paragraph that does not exist."""
    wanted = unique_spots(spots)
    before = queries.lesson_sources_of([lesson.id]).get(lesson.id, [])
    if sorted(before) == sorted(wanted):
        return wanted
    db.session.execute(delete(LessonSource).where(LessonSource.lesson_id == lesson.id))
    with refusing(Invalid(_("有的段落不存在，请从文档的段落标记复制链接。"), field="sources")):
        _tie({lesson.id: wanted})
    told = [[f"{article_id}#{anchor}" for article_id, anchor in spots] for spots in (before, wanted)]
    audit.record(actor, "lesson.set_sources", lesson, {"sources": told[0]}, {"sources": told[1]})
    return wanted


@atomic
def tie_lessons(actor: Member | None, version: CourseVersion | None = None) -> int:
    """Tie lessons without sources to the paragraphs that their source names, if it names exactly one place; return how many.

    The lessons of all current versions unless a version is given. Nothing is guessed.
    """
    cited = _untied(version)
    spots = cited_spots(cited.values())
    found = {lesson_id: spots[source] for lesson_id, source in cited.items() if source in spots}
    _tie(found)
    if found and version is None:
        audit.record(actor, "lesson.tie_by_citation", "lesson_source", after={"lessons": len(found)})
    return len(found)


def _untied(version: CourseVersion | None) -> dict[int, str]:
    query = select(Lesson.id, Lesson.source_title, Lesson.source_section).where(
        Lesson.id.not_in(select(LessonSource.lesson_id))
    )
    if version is None:
        query = query.join(Course, Course.current_version_id == Lesson.version_id)
    else:
        query = query.where(Lesson.version_id == version.id)
    return {row.id: f"{row.source_title}{row.source_section}" for row in db.session.execute(query)}


def carry_sources(before: CourseVersion, version: CourseVersion) -> None:
    """Let lessons that a new version left as they were keep their paragraphs, and what was confirmed about them."""
    kept = {_said(lesson): lesson.id for lesson in before.lessons}
    pairs = [(kept[_said(lesson)], lesson.id) for lesson in version.lessons if _said(lesson) in kept]
    sources = queries.lesson_sources_of([old for old, _new in pairs])
    _tie({new: sources[old] for old, new in pairs if old in sources})
    for old, new in pairs:
        _carry_confirmations(old, new)


def rest_on(
    actor: Member | None, lesson: Lesson, spots: Iterable[Spot], before: CourseVersion | None, *, now: datetime
) -> None:
    """Let a lesson of a new version rest on what its author chose.

    Where the author changed its words, paragraphs of superseded documents give way to what they have become by now:
    whoever edits a lesson has looked at it again. Paragraphs that were removed are left behind.
    """
    chosen = unique_spots(spots)
    was_edited = before is not None and _said(lesson) not in {_said(old) for old in before.lessons}
    reached = successors(chosen, now) if was_edited else {}
    moved = [reached[spot].spot if spot in reached else spot for spot in chosen]
    set_lesson_sources(actor, lesson, [spot for spot in moved if spot])


def _said(lesson: Lesson) -> tuple[str, ...]:
    return lesson.title, lesson.body, lesson.key_points, lesson.source_title, lesson.source_section


def _carry_confirmations(old: int, new: int) -> None:
    for told in db.session.scalars(select(LessonConfirmation).where(LessonConfirmation.lesson_id == old)).all():
        db.session.add(
            LessonConfirmation(
                lesson_id=new, change_id=told.change_id, note=told.note, confirmed_by_id=told.confirmed_by_id,
                confirmed_at=told.confirmed_at,
            )
        )  # fmt: skip


def _tie(found: dict[int, list[Spot]]) -> None:
    rows = [
        {"lesson_id": lesson_id, "article_id": article_id, "anchor": anchor}
        for lesson_id, spots in found.items()
        for article_id, anchor in spots
    ]
    if rows:
        db.session.execute(insert(LessonSource), rows)
