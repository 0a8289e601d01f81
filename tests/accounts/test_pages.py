"""Every page of the package is drawn in both languages and in large type."""

from __future__ import annotations

import pytest

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
