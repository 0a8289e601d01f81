"""The search page: what members and staff find, and what stands where nothing is found."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.clock import now
from courses.actions import publish_courses, withdraw_course
from courses.queries import course_by_slug
from courses.searching import plain
from documents.actions import store_document, supersede
from learning.actions import beat
from learning.crediting import Beat
from tests.cast import NOON, Cast
from tests.conftest import QueryCount, SignIn
from tests.learning.makers import course_source, lessons_of, make_course

TEXT = "瞭望须知\n\n一、报警\n\n发现烟点先看风向，再拨打12119。\n\n<script>alert(1)</script>风向要报准。\n"


@pytest.fixture
def library(cast: Cast) -> None:
    """Let there be a course and a document that both speak of the wind."""
    make_course()
    store_document(cast.manager, "瞭望须知.txt", TEXT.encode(), now=now())


def page(browser, query: str, **more: str) -> str:
    answer = browser.get("/search", query_string={"q": query, **more})
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_members_find_lessons_and_no_documents(cast: Cast, library: None, sign_in: SignIn) -> None:
    shown = page(sign_in(cast.alice), "风向")

    assert "/search/lessons/" in shown and "<mark>风向</mark>" in shown
    assert "瞭望须知" not in shown
    assert "没有找到“12119”" in page(sign_in(cast.alice), "12119", kind="paragraph")


def test_staff_find_documents_too(cast: Cast, library: None, sign_in: SignIn) -> None:
    browser = sign_in(cast.organizer)

    shown = page(browser, "风向")
    only = page(browser, "风向", kind="paragraph")

    assert "/courses/lessons/" in shown and "/documents/articles/1#" in shown
    assert "/courses/lessons/" not in only
    assert "<script>alert" not in shown and "&lt;script&gt;" in shown


def test_an_empty_search_says_what_to_do(cast: Cast, sign_in: SignIn) -> None:
    assert "想找什么" in page(sign_in(cast.alice), " ")
    assert "没有找到“熊猫”" in page(sign_in(cast.alice), "熊猫")
    assert page(sign_in(cast.alice), "字" * 500, page="x")


def test_a_found_lesson_leads_to_the_version_one_learns(cast: Cast, library: None, sign_in: SignIn) -> None:
    old = lessons_of(course_by_slug("fire"))
    beat(cast.alice, Beat(old[0].id, "c" * 32, NOON, takes_over=True), position=0, end_reached=False)
    source = course_source(lessons=3)
    publish_courses(None, [replace(source, lessons=(*source.lessons, _extra(source)))], now=NOON)
    new = lessons_of(course_by_slug("fire"))

    alice, bob = sign_in(cast.alice), sign_in(cast.bob)

    assert alice.get(f"/search/lessons/{new[0].id}").location.endswith(f"/learn/lessons/{old[0].id}")
    assert alice.get(f"/search/lessons/{new[-1].id}").location.endswith("/learn/courses/fire")
    assert bob.get(f"/search/lessons/{new[0].id}").location.endswith(f"/learn/lessons/{new[0].id}")
    assert alice.get("/search/lessons/999").status_code == 404


def _extra(source):
    return replace(source.lessons[0], slug="extra", title="新增的一讲", ordinal=9)


def test_only_current_versions_of_offered_courses_are_found(cast: Cast, library: None, sign_in: SignIn) -> None:
    course = course_by_slug("fire")
    make_course(lessons=4)
    assert f"找到 {len(lessons_of(course))} 条" in page(sign_in(cast.alice), "风向")

    withdraw_course(cast.manager, course, "停用", now=NOON)

    assert "没有找到“风向”" in page(sign_in(cast.alice), "风向")


def test_strangers_are_asked_to_sign_in(client) -> None:
    assert client.get("/search?q=a").status_code == 302
    assert client.post("/search").status_code == 405


def test_the_number_of_statements_does_not_grow(
    cast: Cast, library: None, sign_in: SignIn, query_count: QueryCount
) -> None:
    browser = sign_in(cast.organizer)
    with query_count:
        page(browser, "风向")

    assert len(query_count) <= 8


def test_the_marks_of_markdown_are_not_words() -> None:
    assert plain("## 标题\n\n- **要点** [链接](http://x/y)\n\n| 甲 | 乙 |\n| --- | --- |\n") == "标题 要点 链接 甲 乙"


def test_a_paragraph_of_a_superseded_document_says_so(cast: Cast, sign_in: SignIn) -> None:
    older = store_document(cast.manager, "须知.txt", TEXT.encode(), now=NOON)
    newer = store_document(cast.manager, "新须知.txt", TEXT.replace("再拨打", "立即拨打").encode(), now=NOON)
    browser = sign_in(cast.organizer)
    assert "已被新版替代" not in page(browser, "风向")

    supersede(cast.manager, older, newer, date(2026, 1, 1), now=NOON)

    assert (
        page(browser, "风向", kind="paragraph").count("已被新版替代") == page(browser, "风向").count("已被新版替代") > 0
    )
