from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contests import counting
from contests.counting.base import Sat

sittings = st.lists(
    st.builds(
        Sat,
        attempt_no=st.integers(1, 99),
        milli_points=st.integers(0, 100_000),
        used_ms=st.integers(0, 3_600_000),
        closed_ms=st.integers(0, 10**12),
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda sat: sat.attempt_no,
)


@pytest.mark.parametrize("rule", counting.ALL, ids=lambda rule: rule.name)
class TestEveryRule:
    def test_explains_itself(self, app, rule):
        assert "多次作答" in rule.explain()

    def test_leaves_a_single_attempt_as_it_is(self, rule):
        only = Sat(1, 87_500, 61_000, 5_000, attempt_id=7)

        counted = rule.count([only])

        assert counted == only

    @settings(max_examples=40, deadline=None)
    @given(rows=sittings, data=st.data())
    def test_does_not_depend_on_the_order_given(self, rule, rows, data):
        assert rule.count(rows) == rule.count(data.draw(st.permutations(rows)))

    @settings(max_examples=40, deadline=None)
    @given(rows=sittings)
    def test_stays_between_the_worst_and_the_best(self, rule, rows):
        points = [sat.milli_points for sat in rows]

        assert min(points) - 5 <= rule.count(rows).milli_points <= max(points) + 5


def test_every_file_is_listed():
    files = {path.stem for path in Path(counting.__file__).parent.glob("*.py")} - {"__init__", "base"}

    assert files == set(counting.BY_NAME)


FIRST = Sat(1, 90_000, 60_000, 1_000, 11)
SECOND = Sat(2, 80_000, 30_000, 9_000, 12)


def test_the_best_is_the_one_with_most_points():
    assert counting.BY_NAME["best"].count([SECOND, FIRST]) == FIRST


def test_among_equal_points_the_best_is_the_quicker():
    quicker = Sat(3, 90_000, 10_000, 20_000)

    assert counting.BY_NAME["best"].count([FIRST, quicker]) == quicker


def test_the_last_counts_even_when_it_is_worse():
    assert counting.BY_NAME["last"].count([FIRST, SECOND]) == SECOND


def test_the_average_takes_points_and_time_together():
    assert counting.BY_NAME["average"].count([FIRST, SECOND]) == Sat(2, 85_000, 45_000, 9_000, 12)


def test_the_average_rounds_half_up_to_two_decimals():
    three = [Sat(1, 10_010, 0, 0), Sat(2, 10_000, 0, 0)]

    assert counting.BY_NAME["average"].count(three).milli_points == 10_010
