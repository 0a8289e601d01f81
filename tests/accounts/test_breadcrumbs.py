"""One rule for the way back: the root of the path above a staff page is the menu entry under which the page stands."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from tests.cast import Cast
from tests.conftest import SignIn

ENTRY = re.compile(r'<a class="menu__link" href="([^"]+)"( aria-current="page")?>(?:<svg.*?</svg>)?([^<]*)</a>', re.S)
CRUMB = re.compile(r'<nav class="crumbs[^"]*".*?<li>(.*?)</li>', re.S)


def entries(page: str) -> list[tuple[str, bool, str]]:
    """The entries of the menu on a page: address, whether the page stands there, label."""
    return [(html.unescape(url), bool(current), label.strip()) for url, current, label in ENTRY.findall(page)]


def root_of(page: str) -> str:
    found = CRUMB.search(page)
    return re.sub("<.*?>", "", found[1]).strip() if found else ""


def ensure_rooted(browser: FlaskClient, address: str) -> None:
    page = browser.get(address).get_data(as_text=True)
    here = [label for _url, current, label in entries(page) if current]
    assert here == [root_of(page)], address


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("manager", "/documents/"), ("organizer", "/documents/"), ("secretary", "/handbooks/runs"),
        ("reviewer", "/documents/"),  ("admin", "/units"), ("auditor", "/audit"),
    ],
)  # fmt: skip
def test_every_entry_of_the_menu_is_the_root_of_its_own_page(cast: Cast, sign_in: SignIn, who: str, start: str) -> None:
    browser = sign_in(getattr(cast, who))
    found = [entry for entry in entries(browser.get(start).get_data(as_text=True)) if entry[0] not in OF_EVERYBODY]

    assert found
    for address, _current, _label in found:
        ensure_rooted(browser, address)


OF_EVERYBODY = {"/", "/me"}
"""Home and one's own page are tabs of members, too."""


@pytest.mark.parametrize(
    "address",
    [
        "/documents/new", "/questions/new", "/questions/imports", "/questions/faults", "/questions/twins",
        "/handbooks/manage/new", "/contests/manage/new", "/skills/manage/new", "/courses/stale",
    ],
)  # fmt: skip
def test_pages_below_have_the_same_root(cast: Cast, sign_in: SignIn, address: str) -> None:
    ensure_rooted(sign_in(cast.organizer), address)


def test_a_ledger_stands_under_the_ledgers(cast: Cast, sign_in: SignIn) -> None:
    ensure_rooted(sign_in(cast.manager), f"/members/{cast.alice.id}/hours")
