"""Reads of what rests on the paragraphs of a document."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, literal, select

from core.db import db
from courses.coverage import Named
from courses.models import Course, CourseState, CourseVersion, Lesson, LessonSource
from documents.citations import Spot
from documents.models import Article, ParagraphChange
from question_bank.models import Question, QuestionRevision, QuestionSource, State

_LONGEST_STEM = 40


def lessons_upon(document_id: int) -> dict[Spot, list[Named]]:
    """The published lessons that rest on each paragraph of a document, or on one it grew out of; two statements."""
    things = (
        select(Lesson.id, CourseVersion.title, Lesson.title)
        .join(LessonSource, LessonSource.lesson_id == Lesson.id)
        .join(CourseVersion, CourseVersion.id == Lesson.version_id)
        .join(Course, Course.current_version_id == CourseVersion.id)
        .where(Course.state == CourseState.PUBLISHED)
    )
    return _by_spot(things, LessonSource, document_id)


def questions_upon(document_id: int) -> dict[Spot, list[Named]]:
    """The questions in use that rest on each paragraph of a document, or on one it grew out of; two statements."""
    things = (
        select(Question.id, literal(""), QuestionRevision.stem)
        .join(QuestionSource, QuestionSource.question_id == Question.id)
        .join(QuestionRevision, QuestionRevision.id == Question.latest_id)
        .where(Question.state != State.RETIRED)
    )
    return _by_spot(things, QuestionSource, document_id)


def _by_spot(things: Any, source: Any, document_id: int) -> dict[Spot, list[Named]]:
    articles = select(Article.id).where(Article.document_id == document_id)
    direct = things.add_columns(source.article_id, source.anchor).where(source.article_id.in_(articles))
    grown = (
        things.join(
            ParagraphChange,
            and_(ParagraphChange.article_id == source.article_id, ParagraphChange.anchor == source.anchor),
        )
        .add_columns(ParagraphChange.new_article_id, ParagraphChange.new_anchor)
        .where(ParagraphChange.new_article_id.in_(articles))
    )
    found: dict[Spot, dict[int, Named]] = {}
    for query in (direct, grown):
        for thing_id, course, title, article_id, anchor in db.session.execute(query):
            name = f"{course} · {title}" if course else _shortened(title)
            found.setdefault((article_id, anchor), {})[thing_id] = Named(thing_id, name)
    return {spot: [named[key] for key in sorted(named)] for spot, named in found.items()}


def _shortened(stem: str) -> str:
    line = " ".join(stem.split())
    return line if len(line) <= _LONGEST_STEM else line[:_LONGEST_STEM] + "…"
