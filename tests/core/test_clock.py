"""The clock: instants survive the way to milliseconds and back, and stand still when told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock


@given(st.integers(min_value=0, max_value=4_102_444_800_000))
def test_milliseconds_survive_the_round_trip(milliseconds: int) -> None:
    assert clock.to_ms(clock.from_ms(milliseconds)) == milliseconds


def test_a_naive_time_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        clock.to_ms(datetime(2026, 6, 1))


def test_a_frozen_clock_stands_and_goes_on_afterwards() -> None:
    moment = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)

    with clock.frozen(moment):
        assert clock.now() == moment
        assert clock.now_ms() == clock.to_ms(moment)

    assert clock.now() != moment


def test_a_wall_clock_time_is_read_in_the_zone_of_the_installation() -> None:
    instant = clock.localize(datetime(2026, 6, 1, 8, 30))

    assert instant == datetime(2026, 6, 1, 0, 30, tzinfo=UTC)
    assert clock.local(instant).hour == 8
