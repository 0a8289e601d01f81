"""What people do on many pages, in their words."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from installation.demonstration.roster import PASSWORD

DEMO_CONTEST = "党风廉政与安全生产知识竞赛（初赛）"


def sign_in(page: Any, staff_no: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in page and send it."""
    page.goto("/sign-in")
    page.get_by_label("工号").fill(staff_no)
    page.get_by_label("密码").fill(password)
    page.get_by_role("button", name="登录", exact=True).click()


def be(page: Any, staff_no: str) -> None:
    """Become somebody without the sign-in page, where signing in is not what a journey is about."""
    reply = page.request.post("/sign-in", data={"staff_no": staff_no, "password": PASSWORD})
    assert reply.ok, reply.text()


def enter_contest(page: Any, title: str = DEMO_CONTEST) -> str:
    """Find a contest among those that run, start it, and return the address of the answer page."""
    page.goto("/contests")
    page.get_by_role("link", name=title).click()
    page.get_by_role("button", name="开始答题").click()
    page.wait_for_url("**/attempts/*")
    expect(shown_question(page).locator("input").first).to_be_enabled()
    return str(page.url)


def shown_question(page: Any) -> Any:
    """Return the question on the screen."""
    return page.locator("[data-question]:visible")


def choose(page: Any, *texts: str) -> None:
    """Choose options of the question on the screen by their text."""
    for text in texts:
        shown_question(page).locator(".option", has=page.get_by_text(text, exact=True)).click()


def choose_first(page: Any) -> None:
    """Choose the first option of the question on the screen."""
    shown_question(page).locator(".option").first.click()


def first_is_chosen(page: Any) -> Any:
    """Expect the first option of the question on the screen to be chosen."""
    expect(shown_question(page).locator("input").first).to_be_checked()


def go_on(page: Any) -> None:
    """Turn to the next question."""
    page.get_by_role("button", name="下一题").click()


def expect_saved(page: Any) -> None:
    """Wait until the page says that everything chosen is on the server."""
    expect(page.locator('[data-save-state="saved"]')).to_be_visible()


def hand_in(page: Any) -> None:
    """Hand the paper in from wherever one stands, and agree when asked."""
    page.get_by_role("button", name="答题卡").click()
    page.locator("#card").get_by_role("button", name="交卷").click()
    dialog = page.get_by_role("alertdialog")
    dialog.get_by_role("button", name="交卷").click()
    page.wait_for_url("**/result")


def accept(page: Any) -> None:
    """Agree to what a dialog asks."""
    dialog = page.get_by_role("alertdialog")
    dialog.locator(".button--primary").click()


def is_too_wide(page: Any) -> bool:
    """Tell whether the page scrolls sideways."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
