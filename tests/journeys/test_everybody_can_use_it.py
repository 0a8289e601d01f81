"""Accessibility: axe finds nothing serious on the main pages of each role, and the keyboard alone is enough."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from installation.demonstration.roster import PASSWORD
from tests.journeys import steps

GRAVE = {"serious", "critical"}
PAGES = {
    "member": (
        "/",
        "/learn",
        "/learn/courses/party-branch-basics",
        "/contests",
        "/rankings",
        "/hours",
        "/me",
        "/learn/notes",
        "/cases/",
        "/handbooks/",
        "/search?q=防火",
        "/learn/courses/five-focuses",
    ),
    "organizer": (
        "/contests/manage",
        "/contests/manage/new",
        "/questions/",
        "/questions/new",
        "/questions/imports",
        "/questions/export",
        "/attempts/marking",
        "/questions/topics",
    ),
    "manager": (
        "/reports",
        "/reports/people",
        "/courses/",
        "/hours/members",
        "/assignments",
        "/hours/policies",
        "/documents/",
        "/courses/stale",
        "/courses/drafts",
        "/courses/placements",
        "/cases/manage",
        "/handbooks/runs",
    ),
    "foreman": ("/huddles", "/huddles/new"),
    "admin": ("/members", "/units", "/members/import", "/grants"),
    "judge1": ("/skills/judging",),
    "auditor": ("/audit",),
}


@pytest.mark.parametrize("staff_no", PAGES)
def test_axe_finds_nothing_serious_on_the_main_pages(phone: Any, staff_no: str) -> None:
    steps.be(phone, staff_no)
    found = []

    for address in PAGES[staff_no]:
        phone.goto(address)
        found += grave_violations(phone)

    assert found == []


def test_axe_finds_nothing_serious_where_people_sign_in_read_and_answer(phone: Any) -> None:
    phone.goto("/sign-in")
    found = grave_violations(phone)
    steps.be(phone, "judge4")
    phone.goto("/learn/courses/party-branch-basics")
    phone.locator("a.row").first.click()
    found += grave_violations(phone)

    steps.enter_contest(phone)
    found += grave_violations(phone)

    assert found == []


def test_the_keyboard_alone_signs_in_and_answers_a_question(desktop: Any) -> None:
    desktop.goto("/sign-in")
    for text in ("manager2", PASSWORD):
        if text == PASSWORD:
            desktop.keyboard.press("Tab")
        desktop.keyboard.type(text)
    desktop.keyboard.press("Enter")
    expect(desktop).to_have_title("首页 · 树人")

    desktop.goto("/contests")
    tab_to(desktop, steps.DEMO_CONTEST)
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/contests/*")
    tab_to(desktop, "开始答题")
    desktop.keyboard.press("Enter")
    desktop.wait_for_url("**/attempts/*")
    expect(steps.shown_question(desktop).locator("input").first).to_be_enabled()
    desktop.keyboard.press("1")

    steps.expect_saved(desktop)
    desktop.keyboard.press("ArrowRight")
    tab_to(desktop, "A")
    desktop.keyboard.press("Space")
    steps.first_is_chosen(desktop)
    steps.expect_saved(desktop)


def tab_to(page: Any, words: str) -> None:
    """Press Tab until the focus is on something with these words (an option by its label)."""
    for _time in range(60):
        page.keyboard.press("Tab")
        focused = "(label => label ? label.textContent : document.activeElement.textContent)"
        if words in page.evaluate(f"{focused}(document.activeElement.closest('label'))"):
            return
    raise AssertionError(f"the keyboard never reaches {words}")


def grave_violations(page: Any) -> list[str]:
    """Return what axe calls serious or critical, with where it stands."""
    violations = Axe().run(page).response["violations"]
    return [
        f"{page.url}: {each['id']}: {node['target']} {node.get('failureSummary', '')}"
        for each in violations
        if each["impact"] in GRAVE
        for node in each["nodes"]
    ]
