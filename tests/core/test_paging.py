"""Pages: bounds, totals, and nonsense in the address."""

from __future__ import annotations

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Member
from core.paging import asked_page, paginate
from tests.cast import Cast


def test_pages_hold_their_share_and_know_the_total(app: Flask, cast: Cast) -> None:
    page = paginate(select(Member).order_by(Member.staff_no), 2, size=4)

    assert [member.staff_no for member in page.items] == ["M001", "R001", "S001", "U001"]
    assert (page.total, page.pages, page.has_previous, page.has_next) == (10, 3, True, True)


@pytest.mark.parametrize(("asked", "given"), [(-3, 1), (0, 1), (99, 3), (10**9, 3)])
def test_a_page_out_of_range_gives_the_nearest(app: Flask, cast: Cast, asked: int, given: int) -> None:
    assert paginate(select(Member), asked, size=4).number == given


@pytest.mark.parametrize(
    ("text", "number"), [(None, 1), ("", 1), ("3", 3), ("-1", 1), ("x", 1), ("٣", 1), ("9" * 30, 1), ("0", 1)]
)
def test_a_page_number_is_read_from_the_address(text: str | None, number: int) -> None:
    assert asked_page(text) == number
