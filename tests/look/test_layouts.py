"""Frames of a page: what every page has, in both languages and both letter sizes."""

from __future__ import annotations

import pytest
from flask import Flask, render_template_string
from flask.testing import FlaskClient

from tests.look.conftest import Markup

LAYOUTS = ("member", "focus", "staff", "bare", "print")


@pytest.fixture
def browser(sqlite_app: Flask) -> FlaskClient:
    """Return a browser that is not signed in."""
    return sqlite_app.test_client()


@pytest.mark.parametrize("layout", LAYOUTS)
class TestEveryLayout:
    """What no page may lack."""

    def test_has_title_skip_link_main_and_token(self, layout: str, sqlite_app: Flask) -> None:
        page = show(sqlite_app, layout)

        assert "成绩 · 树人" in page.words
        assert page.of_class("skip-link")[0]["href"] == "#main"
        assert page.one("main")["id"] == "main"
        assert [meta for meta in page.all("meta") if meta.get("name") == "csrf-token" and meta["content"]]

    def test_loads_scripts_only_as_modules_from_this_host(self, layout: str, sqlite_app: Flask) -> None:
        scripts = show(sqlite_app, layout).all("script")

        assert scripts
        assert all(script["type"] == "module" and script["src"].startswith("/static/") for script in scripts)

    def test_shows_its_content(self, layout: str, sqlite_app: Flask) -> None:
        assert "正文在此" in show(sqlite_app, layout).words


@pytest.mark.parametrize("layout", ["member", "staff"])
def test_a_page_has_one_main_heading(layout: str, sqlite_app: Flask) -> None:
    page = show(sqlite_app, layout)

    assert len(page.all("h1")) == 1


def test_the_switches_come_back_to_the_page(sqlite_app: Flask) -> None:
    page = show(sqlite_app, "member", "/list?unit=3")

    assert {field["value"] for field in page.all("input") if field["name"] == "next"} == {"/list?unit=3"}


def test_the_component_page_shows_every_component(browser: FlaskClient) -> None:
    answer = browser.get("/components")

    page = Markup(answer.get_data(as_text=True))
    wanted = ("button", "field", "card", "data", "tabs", "badge", "progress", "ring", "steps", "dialog", "toast",
              "empty", "pager", "skeleton", "countdown", "answer-card", "chart", "stat", "crumbs", "chip", "filters",
              "option", "save-state", "notice", "key-points", "facts", "row", "source")  # fmt: skip
    assert answer.status_code == 200
    assert [name for name in wanted if not page.of_class(name)] == []


def test_ids_on_the_component_page_are_unique(browser: FlaskClient) -> None:
    page = Markup(browser.get("/components").get_data(as_text=True))

    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert sorted(ids) == sorted(set(ids))


def test_large_type_marks_the_whole_page(browser: FlaskClient) -> None:
    browser.set_cookie("large_type", "1")

    page = Markup(browser.get("/components").get_data(as_text=True))

    assert "data-large" in page.one("html")
    assert "标准版" in page.words


def test_english_leaves_no_chinese_word_in_the_components(browser: FlaskClient) -> None:
    browser.set_cookie("locale", "en")

    page = Markup(browser.get("/components").get_data(as_text=True))

    body = page.words[page.words.index("Every page is made") :]
    assert page.one("html")["lang"] == "en"
    assert [letter for letter in body if "一" <= letter <= "鿿"] == []


def test_an_unknown_address_says_what_to_do(browser: FlaskClient) -> None:
    answer = browser.get("/no-such-page", headers={"Accept": "text/html"})

    page = Markup(answer.get_data(as_text=True))
    assert answer.status_code == 404
    assert "没有找到" in page.words and "返回首页" in page.words


@pytest.mark.parametrize("code", [403, 404, 405, 409, 413, 422, 429, 500, 503])
def test_every_refusal_has_a_calm_page(code: int, sqlite_app: Flask) -> None:
    with sqlite_app.test_request_context("/x"):
        html = sqlite_app.jinja_env.get_template("errors/error.html").render(
            code=code, title="现在不能这样做", sentence="报名已截止。", action_label="查看竞赛", action_url="/contests"
        )

    page = Markup(html)
    assert len(page.all("h1")) == 1 and "报名已截止。" in page.words
    assert [link for link in page.all("a") if link["href"] == "/contests"]


def show(app: Flask, layout: str, address: str = "/list") -> Markup:
    """Render a page of two blocks in a layout."""
    source = (
        f'{{% extends "layout/{layout}.html" %}}'
        "{% block title %}成绩{% endblock %}{% block content %}<p>正文在此</p>{% endblock %}"
    )
    with app.test_request_context(address):
        return Markup(render_template_string(source))
