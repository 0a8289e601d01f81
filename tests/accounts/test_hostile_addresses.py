"""Arguments that mean something to the framework mean nothing in an address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from accounts.models import Member
from tests.cast import Cast


@pytest.mark.parametrize("word", ["endpoint=x", "_scheme=x", "_external=1", "_anchor=x", "values=x"])
@pytest.mark.parametrize(("path", "reader"), [("/members", "admin"), ("/audit", "auditor")])
def test_a_list_opens_whatever_its_address_asks(
    cast: Cast, sign_in: Callable[[Member], FlaskClient], path: str, reader: str, word: str
) -> None:
    page = sign_in(getattr(cast, reader)).get(f"{path}?{word}&q=1")

    assert page.status_code == 200
    assert f"export.xlsx?{word.replace('&', '&amp;')}" in page.get_data(as_text=True)
