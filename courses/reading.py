"""Lessons ready to be shown, kept in memory: a published version never changes."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from threading import Lock

from sqlalchemy import select

from core.db import db
from core.errors import NotFound
from courses.glossary import Term, mark_terms
from courses.models import Lesson
from courses.queries.entry import terms_of
from courses.rendering import LessonText, render_lesson

KEPT = 400


@dataclass(frozen=True)
class ShownLesson:
    """A lesson as its page shows it."""

    text: LessonText
    key_points: tuple[str, ...]
    source: str
    terms: tuple[Term, ...] = ()
    """Terms marked in the text, in their order; the marks carry their numbers from 1."""


class _Shelf:
    """The lessons shown lately, by id and by the digest of their version."""

    def __init__(self) -> None:
        self._lessons: OrderedDict[tuple[int, str], ShownLesson] = OrderedDict()
        self._lock = Lock()

    def find(self, key: tuple[int, str]) -> ShownLesson | None:
        return self._lessons.get(key)

    def keep(self, key: tuple[int, str], lesson: ShownLesson) -> None:
        with self._lock:
            self._lessons[key] = lesson
            while len(self._lessons) > KEPT:
                self._lessons.popitem(last=False)


_shelf = _Shelf()


def shown_lesson(lesson_id: int, digest: str) -> ShownLesson:
    """Return a lesson as HTML; `digest` is that of its version. Reads the database the first time only."""
    found = _shelf.find((lesson_id, digest))
    if found is None:
        found = _read(lesson_id)
        _shelf.keep((lesson_id, digest), found)
    return found


def _read(lesson_id: int) -> ShownLesson:
    row = db.session.execute(
        select(
            Lesson.body, Lesson.key_points, Lesson.source_title, Lesson.source_section, Lesson.source_author,
            Lesson.version_id,
        ).where(Lesson.id == lesson_id)
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotFound
    points = tuple(point for point in row.key_points.split("\n") if point)
    source = source_line(row.source_title, row.source_section, row.source_author)
    text = render_lesson(row.body)
    html, terms = mark_terms(text.html, terms_of(row.version_id))
    return ShownLesson(replace(text, html=html), points, source, terms)


def source_line(title: str, section: str, author: str) -> str:
    """Write where a lesson comes from in one line."""
    place = f"{title} {section}".strip()
    return f"{place}（{author}）" if author else place
