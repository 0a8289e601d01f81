"""Every page of the package is drawn in both languages and in large type."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from accounts.navigation import GROUP_ORDER
from tests.cast import Cast
from tests.conftest import SignIn

PAGES = {
    "admin": [
        "/me",
        "/me/password",
        "/units",
        "/units?line=admin",
        "/units/new",
        "/units/3",
        "/members",
        "/members?q=nobody",
        "/members/new",
        "/members/1",
        "/members/1/edit",
        "/members/1/grants",
        "/members/import",
        "/grants",
    ],
    "auditor": ["/audit", "/audit?check=1"],
    "alice": ["/me"],
}


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("who", PAGES)
def test_pages_are_drawn(cast: Cast, sign_in: SignIn, who: str, locale: str) -> None:
    browser = sign_in(getattr(cast, who))
    browser.set_cookie("locale", locale)
    browser.set_cookie("large_type", "1")

    for address in PAGES[who]:
        response = browser.get(address)

        assert response.status_code == 200, address
        assert "<main" in response.text


def entries(browser: FlaskClient, address: str) -> list[str]:
    """The groups of the menu with the words of their entries, line by line."""
    menu = browser.get(address).text.partition('<nav class="menu"')[2].partition("menu__foot")[0]
    return [re.sub(r"<[^>]+>", "", line).strip() for line in menu.splitlines() if re.sub(r"<[^>]+>", "", line).strip()]


def test_the_menu_goes_from_sources_over_teaching_to_contests(cast: Cast, sign_in: SignIn) -> None:
    words = entries(sign_in(cast.organizer), "/questions/")

    assert [each for each in words if each in GROUP_ORDER] == [each for each in GROUP_ORDER if each in words]
    assert words.index("首页") < words.index("搜索") < words.index("资料") < words.index("教学") < words.index("竞赛")
    assert words.index("题库") < words.index("课程")


@pytest.mark.parametrize(
    ("address", "tab"),
    [
        ("/cases/", "学习"),
        ("/handbooks/", "学习"),
        ("/search", "学习"),
        ("/skills", "竞赛"),
        ("/rankings", "排行"),
        ("/me", "我的"),
    ],
)
def test_every_page_of_a_member_stands_under_a_tab(cast: Cast, sign_in: SignIn, address: str, tab: str) -> None:
    tabs = sign_in(cast.alice).get(address).text.partition('class="tabbar')[2].partition("</nav>")[0]

    assert re.findall(r'aria-current="page".*?</svg>\s*(?:<span[^>]*>)?([^<]+)', tabs, re.S) == [tab]
