"""The shipped courses: complete, of plausible length, readable, in our own words."""

from __future__ import annotations

import re

import pytest

from tests import starter
from tests.starter import DOCUMENTS, Page, copied_runs, courses, han, lessons, micro_lessons, source_text

LESSON_KEYS = [
    "slug", "title", "minutes", "topic", "self_check", "source_title", "source_section", "source_author", "key_points",
]  # fmt: skip
COURSE_KEYS = ["slug", "title", "tier", "order", "source"]

UNSIGNED = "原文未署名"
SHARED_RUN = 40

with_sources = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not beside the project")
each_course = pytest.mark.parametrize("course", courses(), ids=lambda course: course.name)
each_lesson = pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)


def summary_of(course: Page) -> str:
    return course.body.partition("\n## ")[0]


def terms_of(course: Page) -> list[list[str]]:
    rows = course.body.partition("\n## 术语\n")[2].strip().splitlines()[2:]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def lessons_of(course: Page) -> list[Page]:
    return [lesson for lesson in lessons() if lesson.path.parent == course.path.parent]


def test_there_is_a_course_in_every_tier():
    tiers = {course.head["tier"] for course in courses()}

    assert tiers == {"basic", "intermediate", "advanced"}


def test_courses_have_their_own_place_in_the_order():
    places = [course.head["order"] for course in courses()]

    assert len(places) >= 9
    assert len(lessons()) >= 45
    assert sorted(places, key=int) == [str(place) for place in range(1, len(places) + 1)]


def test_all_eight_articles_are_taught():
    taught = {lesson.head["source_title"] for lesson in lessons()}

    assert len(taught) == 8


@each_course
def test_a_course_has_complete_front_matter_and_a_summary(course: Page):
    assert list(course.head) == COURSE_KEYS
    assert all(course.head.values())
    assert course.head["slug"] == course.path.parent.name
    assert 40 <= len(han(summary_of(course))) <= 250


@each_course
def test_a_course_tells_what_one_can_do_afterwards(course: Page):
    summary = summary_of(course)
    aims = re.findall(r"^- (.+)$", summary, re.MULTILINE)

    assert "学完以后，应当：" in summary
    assert 3 <= len(aims) <= 6
    assert [aim for aim in aims if not re.fullmatch(r"(能说出|能做到).+[；。]", aim)] == []


@each_course
def test_a_course_closes_with_terms_of_one_sentence_each(course: Page):
    terms = terms_of(course)

    assert "\n## 术语\n\n| 术语 | 含义 |\n| --- | --- |\n" in course.body
    assert 5 <= len(terms) <= 10
    assert [row for row in terms if len(row) != 2 or row[1].count("。") != 1 or not row[1].endswith("。")] == []


def test_no_term_is_explained_twice():
    names = [row[0] for course in courses() for row in terms_of(course)]

    assert sorted(name for name in set(names) if names.count(name) > 1) == []


@each_course
def test_a_course_has_at_least_four_lessons_numbered_without_gaps(course: Page):
    numbers = [lesson.path.name[:2] for lesson in lessons_of(course)]

    assert len(numbers) >= 4
    assert numbers == [f"{number:02}" for number in range(1, len(numbers) + 1)]


@each_course
def test_a_course_names_exactly_the_articles_of_its_lessons(course: Page):
    named = {lesson.head["source_title"] for lesson in lessons_of(course)}

    assert named == set(course.head["source"])


@each_course
def test_a_course_holds_a_table_and_a_checklist(course: Page):
    bodies = "\n".join(lesson.body for lesson in lessons_of(course))

    assert re.search(r"^\| --- \|", bodies, re.MULTILINE)
    assert re.search(r"^- \[ \] ", bodies, re.MULTILINE)


@each_lesson
def test_a_lesson_has_complete_front_matter(lesson: Page):
    assert list(lesson.head) == LESSON_KEYS
    assert all(lesson.head.values())
    assert lesson.path.name[3:] == f"{lesson.head['slug']}.md"
    assert 2 <= len(lesson.head["key_points"]) <= 4
    assert re.fullmatch(r"《.+》", lesson.head["source_title"])


@each_lesson
def test_a_lesson_is_tied_to_the_topic_of_its_course_and_title(lesson: Page):
    course = starter.read_page(lesson.path.parent / "course.md")

    assert lesson.head["topic"] == f"{course.head['title']}/{lesson.head['title']}"


@each_lesson
def test_the_minutes_fit_the_length(lesson: Page):
    minutes, length = int(lesson.head["minutes"]), len(han(lesson.body))

    assert 600 <= length <= 1500
    assert minutes >= 3
    assert length / 400 <= minutes <= max(3, length / 300 + 1)


@each_lesson
def test_a_lesson_has_a_point_an_example_mistakes_and_something_to_do(lesson: Page):
    headings = re.findall(r"^## (.+)$", lesson.body, re.MULTILINE)

    assert {"举个例子", "想一想", "常见误区", "学完以后做什么"} <= set(headings)
    assert "> **要点** " in lesson.body
    assert "虚构" in lesson.body


@pytest.mark.parametrize("lesson", micro_lessons(), ids=lambda lesson: lesson.name)
def test_a_micro_lesson_is_short_and_yet_complete(lesson: Page):
    headings = re.findall(r"^## (.+)$", lesson.body, re.MULTILINE)

    assert 600 <= len(han(lesson.body)) <= 1500
    assert {"举个例子", "想一想", "常见误区"} <= set(headings)
    assert "> **要点** " in lesson.body
    assert "虚构" in lesson.body
    assert lesson.head["topic"] in {each.head["topic"] for each in lessons()}


@each_lesson
def test_a_lesson_is_plain_markdown_without_a_first_level_heading(lesson: Page):
    assert not re.search(r"^# ", lesson.body, re.MULTILINE)
    assert not re.search(r"<[a-zA-Z/!]", lesson.body)


def test_no_paragraph_stands_in_two_lessons():
    allowed = {"## 举个例子", "## 想一想", "## 常见误区", "## 学完以后做什么"}
    lines = [
        line for lesson in lessons() for line in set(lesson.body.splitlines()) if han(line) and line not in allowed
    ]

    assert sorted(line for line in set(lines) if lines.count(line) > 1) == []


def test_no_two_lessons_share_a_run_of_words():
    first: dict[str, str] = {}
    shared = set()
    for lesson in lessons():
        text = han(lesson.body)
        for start in range(len(text) - SHARED_RUN + 1):
            run = text[start : start + SHARED_RUN]
            if first.setdefault(run, lesson.name) != lesson.name:
                shared.add((first[run], lesson.name, run))

    assert shared == set()


@with_sources
@each_lesson
def test_the_named_article_and_its_authors_stand_in_the_sources(lesson: Page):
    named = [lesson.head["source_title"], *lesson.head["source_author"].split("、")]

    assert [name for name in named if name != UNSIGNED and han(name) not in source_text()] == []


@with_sources
@pytest.mark.parametrize("page", courses() + lessons() + micro_lessons(), ids=lambda page: page.name)
def test_a_page_copies_no_sentence_of_the_sources(page: Page):
    text = page.path.read_text(encoding="utf-8")

    assert copied_runs(text) == []
