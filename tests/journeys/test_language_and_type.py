"""Large type and English: everything fits a small phone, and nothing of the interface stays Chinese."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import steps

MAIN_PAGES = ("/", "/learn", "/contests", "/skills", "/rankings", "/me", "/hours")
STAFF_PAGES = ("/reports", "/reports/people", "/contests/manage", "/questions/", "/questions/imports", "/courses/")
COURSE = "/learn/courses/party-branch-basics"
INTERFACE = (
    ".bar__tab, .tabbar__link, .bar__button, .button, .tab, .tabs a, h1, label, .field__help, thead th, dt, "
    ".badge, .chip, .stat__label, .empty, .menu__label, .menu__link:not([href='/me'])"
)
CHINESE_WORDS = """selector => Array.from(document.querySelectorAll(selector))
    .filter(each => !each.closest('[lang="zh-CN"]:not(html), form[action="/locale"]'))
    .map(each => Array.from(each.childNodes).filter(node => node.nodeType === 3).map(node => node.data).join(' ').trim())
    .filter(words => /[\\u4e00-\\u9fff]/.test(words))"""
"""The own words, without those of elements inside, of everything a selector finds."""


@pytest.mark.parametrize(("staff_no", "pages"), [("judge4", MAIN_PAGES), ("manager", STAFF_PAGES)])
def test_pages_fit_a_small_phone_in_both_sizes_of_type(phone: Any, staff_no: str, pages: tuple[str, ...]) -> None:
    steps.be(phone, staff_no)
    too_wide = []

    for large in (False, True):
        phone.goto("/")
        set_type(phone, large=large)
        for address in (*pages, COURSE):
            phone.goto(address)
            too_wide += [f"{address} large={large}"] if steps.is_too_wide(phone) else []
    phone.goto("/")
    set_type(phone, large=False)

    assert too_wide == []


def test_switching_to_english_and_large_type_is_kept(phone: Any) -> None:
    steps.be(phone, "judge4")
    phone.goto("/")

    set_type(phone, large=True)
    switch_to(phone, "en")
    phone.goto("/contests")

    expect(phone.locator("html[data-large][lang=en]")).to_be_attached()
    switch_to(phone, "zh-CN")
    set_type(phone, large=False)
    expect(phone.locator("html[data-large]")).to_have_count(0)


@pytest.mark.parametrize(("staff_no", "pages"), [("judge4", MAIN_PAGES), ("manager", STAFF_PAGES)])
def test_no_chinese_is_left_in_the_interface_in_english(phone: Any, staff_no: str, pages: tuple[str, ...]) -> None:
    steps.be(phone, staff_no)
    phone.goto("/")
    switch_to(phone, "en")
    left = []

    for address in pages:
        phone.goto(address)
        left += [f"{address}: {words}" for words in chinese_in_the_interface(phone)]
    phone.goto("/")
    switch_to(phone, "zh-CN")

    assert left == []


def set_type(page: Any, *, large: bool) -> None:
    """Choose the size of type by the button in the bar; nothing happens when it is chosen already."""
    switch_to(page, "zh-CN")
    if large != bool(page.locator("html[data-large]").count()):
        page.get_by_role("button", name="大字版" if large else "标准版", exact=True).click()
        expect(page.locator("html[data-large]")).to_have_count(1 if large else 0)


def switch_to(page: Any, language: str) -> None:
    """Choose the language by the button in the bar; nothing happens when it is chosen already."""
    if page.locator("html").get_attribute("lang") == language:
        return
    page.get_by_role("button", name={"en": "Switch to English", "zh-CN": "切换到中文"}[language]).click()
    expect(page.locator("html")).to_have_attribute("lang", language)


def chinese_in_the_interface(page: Any) -> list[str]:
    """Return the words of controls, headings and labels with a Chinese letter in them, the language switch aside.

    Texts that people wrote (names of people, units, contests; the title of a course) are looked for nowhere here.
    """
    return list(page.evaluate(CHINESE_WORDS, INTERFACE))
