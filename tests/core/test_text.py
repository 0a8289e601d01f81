"""Instants, days and figures stand on pages as people write them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from flask import Flask

from core import i18n, text

SUMMER = datetime(2026, 6, 1, 0, 30, tzinfo=UTC)


@pytest.fixture
def request_of_a_page(sqlite_app: Flask):
    with sqlite_app.test_request_context():
        yield


@pytest.mark.usefixtures("request_of_a_page")
class TestTimes:
    """Times in both languages."""

    def test_are_written_in_full(self) -> None:
        assert text.when(SUMMER) == "2026年6月1日 08:30"
        assert text.day(date(2026, 12, 9)) == "2026年12月9日"
        assert text.when(None) == text.day(None) == "—"

    def test_leave_out_the_year_while_it_is_this_one(self) -> None:
        assert text.soon(SUMMER, datetime(2026, 1, 2, tzinfo=UTC)) == "6月1日 08:30"
        assert text.soon(SUMMER, datetime(2025, 12, 30, tzinfo=UTC)) == "2026年6月1日"

    def test_are_english_for_english_readers(self) -> None:
        with i18n.speaking("en"):
            assert text.when(SUMMER) == "1 Jun 2026 08:30"
            assert text.soon(SUMMER, datetime(2026, 1, 2, tzinfo=UTC)) == "1 Jun 08:30"

    def test_sort_in_names_of_files(self) -> None:
        assert text.file_day(SUMMER) == "2026-06-01"


def test_points_of_a_column_stand_below_each_other() -> None:
    column = [94510, 66400, 0, None]

    places = text.places_of(column)

    assert places == 2
    assert [text.points(milli, places) for milli in column] == ["94.51", "66.40", "0.00", "—"]
    assert text.places_of([]) == text.places_of([70000, 68000]) == 0


def test_a_number_keeps_its_decimals_only_where_asked() -> None:
    assert [text.number(15.4), text.number(15.4, fixed=True), text.number(28, fixed=True)] == ["15.4", "15.40", "28.00"]
