"""Glossaries and micro-courses: read from files, marked in the text, bounded in length."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import Markup

from core.errors import Invalid
from courses.actions import publish_courses
from courses.glossary import mark_terms, read_glossary, terms_in
from courses.micro import micro_fault
from courses.models import CourseKind
from courses.queries import course_by_slug
from courses.reading import shown_lesson
from courses.rendering import render_lesson
from courses.sources import read_courses
from tests.cast import NOON
from tests.courses.test_sources import COURSE, LESSON, write
from tests.learning.makers import course_source, lessons_of


def test_a_glossary_is_read_line_by_line():
    terms, faults = read_glossary("g.md", "# 词\n\n- 风向：风吹来的方向。\n- 退路: 撤离的路。\n")

    assert terms == (("风向", "风吹来的方向。"), ("退路", "撤离的路。"))
    assert faults == []


@pytest.mark.parametrize("line", ["风向是什么", "- 风向", "- ：没有词"])
def test_a_line_that_is_no_entry_is_a_fault_with_its_number(line):
    _terms, faults = read_glossary("g.md", f"- 退路：路\n{line}")

    assert [fault.line for fault in faults] == [2]


def test_a_term_that_stands_twice_is_a_fault():
    assert read_glossary("g.md", "- 风向：甲\n- 风向：乙")[1][0].line == 2


def test_only_terms_that_a_lesson_mentions_are_kept():
    assert terms_in({"风向": "甲", "雷管": "乙"}, ["先看风向。"]) == (("风向", "甲"),)


class TestMarking:
    def test_the_first_place_becomes_a_button_and_no_word_changes(self):
        text = render_lesson("## 风向\n\n先看**风向**，再看风向。\n\n[风向](https://a.cn)")

        html, terms = mark_terms(text.html, [("风向", "甲")])

        assert html.count('class="term"') == 1
        assert '<strong><button type="button" class="term" data-term="1">风向</button></strong>' in html
        assert html.striptags() == text.html.striptags()
        assert terms == (("风向", "甲"),)

    def test_the_longer_term_wins_and_numbers_follow_the_text(self):
        html, terms = mark_terms(Markup("<p>看风向标，看风向</p>"), [("风向", "甲"), ("风向标", "乙")])

        assert [term for term, _meaning in terms] == ["风向标", "风向"]
        assert html.index('data-term="1"') < html.index('data-term="2"')

    def test_signs_of_markup_in_a_term_stay_words(self):
        html, _terms = mark_terms(Markup("<p>a &lt;b&gt; c</p>"), [("<b>", "甲")])

        assert "&lt;b&gt;</button>" in html
        assert "<b>" not in html


def test_a_version_keeps_its_terms_and_shows_them(app):
    source = replace(course_source(lessons=1), terms=(("风向", "风吹来的方向。"),))
    publish_courses(None, [source], now=NOON)
    lesson = lessons_of(course_by_slug("fire"))[0]

    shown = shown_lesson(lesson.id, source.digest)

    assert shown.terms == (("风向", "风吹来的方向。"),)
    assert 'data-term="1"' in shown.text.html


def test_a_shared_glossary_reaches_every_course_below_it(tmp_path, app):
    (tmp_path / "fire").mkdir()
    write(tmp_path, COURSE, LESSON)
    (tmp_path / "glossary.md").write_text("- 风向：风吹来的方向。\n- 雷管：不在课里。\n", encoding="utf-8")

    assert read_courses(tmp_path)[0].terms == (("风向", "风吹来的方向。"),)


def test_a_micro_course_says_so_in_its_file(tmp_path, app):
    (tmp_path / "fire").mkdir()
    write(tmp_path, COURSE.replace("order: 1", "order: 1\nkind: micro"), LESSON)
    assert read_courses(tmp_path)[0].kind is CourseKind.MICRO

    write(tmp_path, COURSE.replace("order: 1", "order: 1\nkind: micro"), LESSON.replace("minutes: 3", "minutes: 11"))
    with pytest.raises(Invalid, match="微党课最多"):
        read_courses(tmp_path)


class TestMicroCourses:
    @pytest.mark.parametrize(("minutes", "fine"), [([10], True), ([5, 5], True), ([11], False), ([1, 1, 1], False)])
    def test_have_two_lessons_and_ten_minutes_at_most(self, minutes, fine):
        assert bool(micro_fault(CourseKind.MICRO, minutes)) is not fine
        assert micro_fault(CourseKind.STANDARD, minutes) == ""

    def test_that_are_too_long_are_not_published(self, app):
        with pytest.raises(Invalid, match="微党课最多"):
            publish_courses(None, [replace(course_source(lessons=3), kind=CourseKind.MICRO)], now=NOON)

    def test_a_standard_course_keeps_the_digest_it_always_had(self):
        source = course_source()

        assert source.digest != replace(source, kind=CourseKind.MICRO).digest
        assert source.digest == replace(source, terms=()).digest
