"""Lessons rest on paragraphs: tied by their source when published, and kept over versions."""

from __future__ import annotations

from dataclasses import replace

from core import clock
from courses import actions, queries
from courses.actions import publish_courses
from courses.models import Course
from documents.actions import store_document
from tests.cast import NOON, Cast
from tests.learning.makers import course_source

TEXT = "防火须知\n\n一、报警\n\n森林火警电话是12119，拨通后先说地点。\n\n二、巡护\n\n每天巡护两次，当天填写记录。\n"


def published(section: str = "一、", body: str | None = None, lessons: int = 1) -> Course:
    source = course_source(lessons=lessons)
    first = replace(source.lessons[0], source_title="《防火须知》", source_section=section)
    first = replace(first, body=body) if body else first
    publish_courses(None, [replace(source, lessons=(first, *source.lessons[1:]))], now=NOON)
    return queries.course_by_slug(source.slug)


def first_lesson(course: Course) -> int:
    return queries.version(course.id, course.current_version.number).lessons[0].id


def test_a_published_lesson_is_tied_by_its_source(cast: Cast) -> None:
    document = store_document(cast.manager, "防火须知.txt", TEXT.encode(), now=clock.now())

    lesson = first_lesson(published())

    assert [quote.text for quote in queries.quoted_lesson_sources(lesson)] == ["森林火警电话是12119，拨通后先说地点。"]
    assert queries.lesson_sources_of([lesson])[lesson][0][0] == document.articles[0].id


def test_a_document_stored_later_is_tied_on_request(cast: Cast) -> None:
    lesson = first_lesson(published())
    store_document(cast.manager, "防火须知.txt", TEXT.encode(), now=clock.now())

    assert actions.tie_lessons(cast.manager) == 1
    assert actions.tie_lessons(cast.manager) == 0
    assert len(queries.quoted_lesson_sources(lesson)) == 1


def test_a_lesson_left_as_it_was_keeps_what_people_set(cast: Cast) -> None:
    document = store_document(cast.manager, "防火须知.txt", TEXT.encode(), now=clock.now())
    article = document.articles[0]
    every = [(article.id, paragraph.anchor) for section in article.sections for paragraph in section.paragraphs]
    course = published()
    lesson = queries.lesson(first_lesson(course))
    actions.set_lesson_sources(cast.manager, lesson, every)

    renewed = first_lesson(published(lessons=2))

    assert renewed != lesson.id
    assert len(queries.quoted_lesson_sources(renewed)) == 2
