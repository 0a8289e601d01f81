"""Large type and English: everything fits a small phone, and nothing of the interface stays Chinese."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import steps

MAIN_PAGES = ("/", "/learn", "/learn/courses/party-branch-basics", "/contests", "/skills", "/rankings", "/me", "/hours")
STAFF_PAGES = ("/reports", "/reports/people", "/contests/manage", "/questions/", "/questions/imports", "/courses/")
INTERFACE = ".bar__tab, .tabbar, .bar__side, .button, .tab, h1, label, th, .menu__link, .menu__label, .field__help, dt"
CHINESE = r"/[\u4e00-\u9fff]/"


@pytest.mark.parametrize(("staff_no", "pages"), [("judge4", MAIN_PAGES), ("manager", STAFF_PAGES)])
def test_pages_fit_a_small_phone_in_both_sizes_of_type(phone: Any, staff_no: str, pages: tuple[str, ...]) -> None:
    steps.be(phone, staff_no)
    too_wide = []

    for large in (False, True):
        set_type(phone, large=large)
        for address in pages:
            phone.goto(address)
            too_wide += [f"{address} large={large}"] if steps.is_too_wide(phone) else []

    assert too_wide == []


def test_switching_to_english_and_large_type_is_kept(phone: Any) -> None:
    steps.be(phone, "judge4")
    phone.goto("/")

    phone.get_by_role("button", name="大字版").click()
    expect(phone.locator("html[data-large]")).to_be_attached()
    phone.get_by_role("button", name="Switch to English").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    phone.goto("/contests")

    expect(phone.locator("html[data-large][lang=en]")).to_be_attached()
    phone.get_by_role("button", name="切换到中文").click()
    expect(phone.locator("html")).to_have_attribute("lang", "zh-CN")
    phone.get_by_role("button", name="标准版").click()
    expect(phone.locator("html[data-large]")).to_have_count(0)


@pytest.mark.parametrize(("staff_no", "pages"), [("judge4", MAIN_PAGES), ("manager", STAFF_PAGES)])
def test_no_chinese_is_left_in_the_interface_in_english(phone: Any, staff_no: str, pages: tuple[str, ...]) -> None:
    steps.be(phone, staff_no)
    phone.goto("/")
    phone.get_by_role("button", name="Switch to English").click()
    expect(phone.locator("html")).to_have_attribute("lang", "en")
    left = []

    for address in pages:
        phone.goto(address)
        left += [f"{address}: {words}" for words in chinese_in_the_interface(phone)]
    phone.get_by_role("button", name="切换到中文").first.evaluate("button => button.form.submit()")
    expect(phone.locator("html")).to_have_attribute("lang", "zh-CN")

    assert left == []


def set_type(page: Any, *, large: bool) -> None:
    """Choose the size of type on the own page."""
    page.goto("/me")
    name = "大字版" if large else "标准版"
    button = page.get_by_role("button", name=name, exact=True)
    if button.count():
        button.click()
        expect(page.locator("html[data-large]")).to_have_count(1 if large else 0)


def chinese_in_the_interface(page: Any) -> list[str]:
    """Return the words of controls, headings and labels with a Chinese letter in them, the language switch aside.

    Names of people, units, courses and contests are content and stay as they were given.
    """
    return list(
        page.evaluate(
            f"""selector => Array.from(document.querySelectorAll(selector))
                .filter(each => !each.closest('[lang="zh-CN"]:not(html)') && !each.closest('.menu__foot'))
                .map(each => each.textContent.trim()).filter(words => {CHINESE}.test(words))""",
            INTERFACE,
        )
    )
