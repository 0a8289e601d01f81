"""Each role opens every entry of its menus once; the watch of the browser reports what goes wrong on the way."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.journeys import steps

ROLES = ("member", "secretary", "foreman", "organizer", "manager", "reviewer", "judge1", "admin", "auditor")
MENUS = ".tabbar__link, .menu__link[href], .bar__side a[href]"


@pytest.mark.parametrize("staff_no", ROLES)
def test_every_entry_of_the_menus_opens(desktop: Any, staff_no: str) -> None:
    steps.be(desktop, staff_no)
    refused = []
    desktop.on("response", lambda answer: refused.append(answer.url) if answer.status >= 400 else None)

    waiting, seen = ["/"], set()
    while waiting:
        address = waiting.pop()
        seen.add(address)
        desktop.goto(address)
        assert desktop.locator("h1").count() == 1, address
        waiting += sorted(set(entries(desktop)) - seen - set(waiting))

    assert refused == []
    assert len(seen) >= 5


def entries(page: Any) -> list[str]:
    """Return the addresses of all entries of the menus on a page."""
    return [str(address) for address in page.locator(MENUS).evaluate_all("all => all.map(e => e.getAttribute('href'))")]


def test_a_wrong_password_is_refused_in_words(phone: Any) -> None:
    steps.sign_in(phone, "reviewer", "Not-my-password-1")

    expect(phone.get_by_text("工号或密码不正确。请核对后重试；忘记密码请联系本单位的管理员重置。")).to_be_visible()
    expect(phone.get_by_label("工号")).to_have_value("reviewer")
    expect(phone.get_by_label("密码")).to_have_value("")
    steps.sign_in(phone, "reviewer")
    expect(phone).to_have_title("首页 · 树人")
