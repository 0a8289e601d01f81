"""A member goes on where they stopped, passes the self-check, and finds the hours with their evidence."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.conftest import Live

TRIES = 6
ONLY_THE_CHECK = re.compile(r"^[^：]+：自测未通过$")


def test_a_member_completes_a_lesson_and_finds_it_in_the_ledger(phone: Any, live: Live) -> None:
    steps.sign_in(phone, "member")
    expect(phone.get_by_role("link", name="查看台账")).to_be_visible()
    expect(phone.locator(".ring__unit").first).to_contain_text("学时")

    phone.get_by_role("link", name="接着学").click()
    phone.wait_for_url("**/learn/lessons/*")
    lesson_address = phone.url
    title = phone.locator("h1.lesson-title").inner_text()
    expect(phone.locator("#lesson-lacks")).to_contain_text("未读到末尾、自测未通过")
    phone.goto("/learn")  # The lesson is left, so that its page does not beat while time passes elsewhere.
    live.read_earlier("member", int(lesson_address.rsplit("/", 1)[1]))

    read_to_the_end(phone, lesson_address)
    fail_the_self_check(phone)
    expect(phone.locator(".notice__words p")).to_have_text(ONLY_THE_CHECK)
    pass_the_self_check(phone)
    expect(phone.get_by_text("本课已完成，学时已记入台账。")).to_be_visible()

    phone.goto("/hours")
    phone.get_by_role("link", name=title).first.click()
    expect(phone.get_by_text("学习凭据")).to_be_visible()
    expect(phone.get_by_text("计时记录")).to_be_attached()
    expect(phone.locator("dl.facts", has_text="完成规则")).to_contain_text(title)


def read_to_the_end(page: Any, address: str) -> None:
    """Open the lesson, scroll to its end, and wait until only the self-check is missing."""
    page.goto(address)
    page.locator("#lesson-end").scroll_into_view_if_needed()
    expect(page.locator("#lesson-lacks")).to_have_text(ONLY_THE_CHECK)
    expect(page.locator("#lesson-clock")).to_contain_text("计时已够")


def fail_the_self_check(page: Any) -> None:
    """Answer at most one question."""
    page.get_by_role("link", name="道自测题").click()
    options = page.locator("fieldset.lesson-question .option")
    if options.count():
        options.first.click()
    page.get_by_role("button", name="交卷看结果").click()
    expect(page.get_by_text("不合格", exact=True)).to_be_visible()


def pass_the_self_check(page: Any) -> None:
    """Learn from the explanations and try again until it is passed."""
    known: dict[str, list[str]] = {}
    for _time in range(TRIES):
        known |= right_answers(page)
        page.get_by_role("link", name="再做一次").click()
        answer_from(page, known)
        page.get_by_role("button", name="交卷看结果").click()
        page.wait_for_url("**/self-check/*")
        if page.get_by_text("合格", exact=True).count():
            return
    raise AssertionError("the self-check was never passed")


def right_answers(page: Any) -> dict[str, list[str]]:
    """Read the right answers of each question from the page of the result."""
    found = {}
    for question in page.locator(".lesson-question").all():
        right = question.locator(".option--right .option__text").all_inner_texts()
        found[without_number(question.locator(".stem").inner_text())] = right
    return found


def answer_from(page: Any, known: dict[str, list[str]]) -> None:
    """Answer what is known, take the first option of what is not, and leave out what has no options."""
    for question in page.locator("fieldset.lesson-question").all():
        stem = without_number(question.locator(".stem").inner_text())
        offered = question.locator(".option__text").all_inner_texts()
        for text in known.get(stem, offered[:1]):
            question.locator(".option", has=page.get_by_text(text, exact=True)).click()


def without_number(stem: str) -> str:
    """Drop the place of a question, which changes from paper to paper."""
    return stem.split(".", 1)[1].strip()
