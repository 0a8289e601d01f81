"""Publishing versions, self-checks, withdrawing."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from assessment.models import Exam
from core.db import db
from core.errors import Invalid, Refusal
from courses.actions import publish_courses, tie_self_checks, withdraw_course
from courses.cli import STARTER
from courses.models import CourseVersion, Lesson
from courses.queries import course_by_slug, published_courses
from courses.sources import read_courses
from tests.cast import NOON, Cast
from tests.conftest import QueryCount
from tests.learning.makers import course_source, make_course, make_questions


def count_of(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_publishing_the_same_again_changes_nothing(app):
    first = publish_courses(None, [course_source()], now=NOON)
    second = publish_courses(None, [course_source()], now=NOON)

    assert (first.new, second.unchanged) == (["fire"], ["fire"])
    assert count_of(CourseVersion) == 1


def test_a_changed_course_gets_a_new_version_and_keeps_the_old_one(app):
    publish_courses(None, [course_source(lessons=2)], now=NOON)

    loaded = publish_courses(None, [course_source(lessons=3)], now=NOON)

    assert loaded.changed == ["fire"]
    course = course_by_slug("fire")
    assert course.current_version.number == 2
    assert [len(version.lessons) for version in course.versions] == [2, 3]


def test_a_self_check_is_tied_once_its_topic_has_enough_questions(cast: Cast):
    loaded = publish_courses(None, [course_source(lessons=1, questions=3)], now=NOON)
    assert loaded.without_check == ["防火 / 第1讲"]
    make_questions("防火/第1讲", cast.organizer, 2)
    assert tie_self_checks(None, now=NOON) == 0
    make_questions("防火/第1讲/补充", cast.organizer, 1)

    assert tie_self_checks(None, now=NOON) == 1
    assert tie_self_checks(None, now=NOON) == 0
    exam = db.session.scalars(select(Exam)).one()
    assert (exam.purpose, exam.state, exam.blueprint[0].count) == ("self_check", "open", 3)


def test_an_unchanged_lesson_keeps_its_self_check_in_the_new_version(cast: Cast):
    make_course(owner=cast.organizer, lessons=1, questions=3)

    make_course(owner=None, lessons=2, questions=3)

    tied = db.session.scalars(select(Lesson.exam_id).where(Lesson.ordinal == 1)).all()
    assert len(tied) == 2
    assert len(set(tied)) == 1


def test_a_withdrawn_course_is_offered_no_longer_and_says_why_in_the_log(cast: Cast):
    course = make_course()

    with pytest.raises(Invalid):
        withdraw_course(cast.manager, course, "", now=NOON)
    withdraw_course(cast.manager, course, "内容有误", now=NOON)

    assert published_courses() == []
    with pytest.raises(Refusal):
        withdraw_course(cast.manager, course, "再撤", now=NOON)


def test_the_list_of_courses_is_one_statement(app, query_count: QueryCount):
    for number in range(5):
        make_course(slug=f"course-{number}", title=f"课程{number}")

    with query_count:
        assert len(published_courses()) == 5

    assert len(query_count) == 1


def test_the_shipped_courses_load(app):
    sources = read_courses(STARTER)

    loaded = publish_courses(None, sources, now=NOON)

    assert len(loaded.new) == len(sources) >= 3


def test_the_command_tells_what_it_did_and_what_is_wrong(app, tmp_path):
    runner = app.test_cli_runner()

    good = runner.invoke(args=["courses", "load"])
    again = runner.invoke(args=["courses", "load"])
    bad = runner.invoke(args=["courses", "load", str(tmp_path)])

    assert good.exit_code == again.exit_code == 0
    assert "新增 0" in again.output
    assert bad.exit_code == 1
    assert "没有课程" in bad.output
    assert "Traceback" not in bad.output
