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
        "/search?q=防火",
        "/learn/courses/five-focuses",
        "/me/password",
        "/skills",
        "/handbooks/",
        "/handbooks/handbook-branch",
        "/no-such-page",
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
        "/questions/twins",
        "/questions/faults",
        "/skills/manage",
        "/skills/manage/new",
        "/documents/new",
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
        "/reports/courses",
        "/assignments/new",
        "/hours/back-entries",
        "/hours/policies/new",
    ),
    "foreman": ("/huddles", "/huddles/new"),
    "admin": ("/members", "/members/new", "/units", "/units/new", "/members/import", "/grants"),
    "judge1": ("/skills/judging",),
    "auditor": ("/audit",),
}


BEHIND = {
    "member": (("/contests", "a.row"), ("/rankings", ".card .button"), ("/hours", ".data a"), ("/cases/", "a.row")),
    "organizer": (("/questions/", ".data a"), ("/contests/manage", ".data th a")),
    "manager": (("/courses/", ".data th a"), ("/documents/", ".data a"), ("/hours/members", ".data th a")),
    "judge1": (("/skills/judging", "a.row"),),
}
"""Lists, and what opens the first thing in each."""
REACHED = {
    "member": ("/", "/learn", "/hours", "/cases/", "/learn/notes"),
    "organizer": ("/contests/manage", "/contests/manage/new"),
    "manager": ("/reports", "/assignments/new"),
    "auditor": ("/audit",),
}
"""Pages walked with Tab alone, long ones among them."""
FOCUSED = """() => {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const shown = focused.classList.contains("option__input") ? focused.nextElementSibling : focused;
  const box = shown.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + Math.min(box.width, 40) / 2, box.top + box.height / 2);
  const free = Boolean(at && (shown.contains(at) || at.contains(shown)));
  const marked = getComputedStyle(shown).outlineStyle !== "none";
  if (!focused.dataset.walked) focused.dataset.walked = String(document.querySelectorAll("[data-walked]").length + 1);
  return { words: (focused.innerText || focused.name || focused.id || focused.tagName).slice(0, 30), free, marked,
    walked: Number(focused.dataset.walked) };
}"""
MOST_STOPS = 90


@pytest.mark.parametrize("staff_no", PAGES)
def test_axe_finds_nothing_serious_on_the_main_pages(phone: Any, staff_no: str) -> None:
    steps.be(phone, staff_no)
    found = []

    for address in PAGES[staff_no]:
        phone.goto(address)
        found += grave_violations(phone)

    assert found == []


@pytest.mark.parametrize("staff_no", BEHIND)
def test_axe_finds_nothing_serious_behind_the_lists(phone: Any, staff_no: str) -> None:
    steps.be(phone, staff_no)
    found = []

    for address, opens in BEHIND[staff_no]:
        phone.goto(address)
        phone.goto(phone.locator(f"main {opens}").first.get_attribute("href"))
        assert not phone.url.endswith(address)
        found += grave_violations(phone)

    assert found == []


@pytest.mark.parametrize("staff_no", REACHED)
def test_tab_leads_through_a_page_in_order_and_the_focus_is_always_in_sight(phone: Any, staff_no: str) -> None:
    steps.be(phone, staff_no)
    hidden = []

    for address in REACHED[staff_no]:
        phone.goto(address)
        stops = walk(phone)
        assert stops[0]["words"] == "跳到正文"
        assert len(stops) > 5
        hidden += [(address, stop) for stop in stops if not (stop["free"] and stop["marked"])]

    assert hidden == []


def test_a_drawer_and_a_dialog_give_the_focus_back(phone: Any) -> None:
    steps.be(phone, "organizer")
    phone.goto("/contests/manage")
    opener = phone.get_by_role("button", name="打开菜单")
    opener.focus()
    phone.keyboard.press("Enter")
    expect(phone.locator("#menu")).to_have_class("menu is-open")

    phone.keyboard.press("Escape")

    expect(opener).to_be_focused()
    expect(phone.locator("#menu")).to_have_class("menu")


def walk(page: Any) -> list[dict[str, Any]]:
    """Press Tab until the page ends or begins anew; tell where the focus stood, once it has settled."""
    stops: list[dict[str, Any]] = []
    for _time in range(MOST_STOPS):
        page.keyboard.press("Tab")
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        stop = page.evaluate(FOCUSED)
        if stop is None or stop["walked"] < len({each["walked"] for each in stops}):
            break
        stops.append(stop)
    return stops


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
