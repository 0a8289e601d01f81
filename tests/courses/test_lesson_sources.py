"""Lessons rest on paragraphs: tied by their source when published, and kept over versions."""

from __future__ import annotations

from dataclasses import replace

from core import clock
from courses import actions, queries
from courses.actions import publish_courses
from courses.models import Course
from documents.actions import store_document, supersede
from tests.cast import NOON, Cast
from tests.documents.makers import REVISED, spot, stored
from tests.documents.test_editions import TODAY
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


class TestALessonOfANewVersion:
    """Whoever edits a lesson has looked at it again; who leaves it as it was has not."""

    def test_follows_its_paragraphs_into_the_new_edition_when_it_was_edited(self, cast: Cast) -> None:
        lesson, before, trial, revised = _taught_and_replaced(cast, body="## 学时\n\n每年二十四学时。")

        actions.rest_on(cast.manager, lesson, [spot(trial, "十六学时"), spot(trial, "绩效工资")], before, now=NOON)

        assert queries.lesson_sources_of([lesson.id]) == {lesson.id: [spot(revised, "二十四学时")]}
        assert queries.stale_lesson_count(NOON) == 0

    def test_keeps_waiting_when_it_was_left_as_it_was(self, cast: Cast) -> None:
        lesson, before, trial, _revised = _taught_and_replaced(cast, body=None)

        actions.rest_on(cast.manager, lesson, [spot(trial, "十六学时")], before, now=NOON)

        assert queries.lesson_sources_of([lesson.id]) == {lesson.id: [spot(trial, "十六学时")]}
        assert queries.stale_lesson_count(NOON) == 1


def _taught_and_replaced(cast: Cast, body: str | None):
    trial = stored(cast.manager)
    first = published("")
    revised = stored(cast.manager, REVISED, "修订.txt")
    supersede(cast.manager, trial, revised, TODAY, now=NOON)
    second = published("", body=body, lessons=2)
    before = queries.version(first.id, 1)
    return queries.version(second.id, 2).lessons[0], before, trial, revised
