"""What a rubric's rows are worth on a paper, and what may be given for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import rubrics
from core.errors import Invalid

pytestmark = pytest.mark.usefixtures("app")
ROWS = [{"id": "r1", "text": "观点", "points": "2"}, {"id": "r2", "text": "实际", "points": "1"}]


def test_rows_are_worth_tenths_and_make_up_the_whole():
    assert [row.milli_full for row in rubrics.rows_of({"rubric": ROWS}, 4000)] == [2700, 1300]


def test_without_a_rubric_there_is_one_row_for_everything():
    assert [(row.id, row.milli_full) for row in rubrics.rows_of({}, 4000)] == [("all", 4000)]


@given(st.integers(1, 10**6), st.lists(st.integers(1, 50), min_size=1, max_size=12))
def test_rows_always_make_up_the_whole(full, weights):
    body = {"rubric": [{"id": str(n), "text": "行", "points": str(weight)} for n, weight in enumerate(weights)]}

    assert sum(row.milli_full for row in rubrics.rows_of(body, full)) == full


@pytest.mark.parametrize("text", ["", "x", "-1", "2.8", "1e3", "٣", "0.0001"])
def test_points_outside_a_row_are_refused(text):
    with pytest.raises(Invalid):
        rubrics.given_points(rubrics.rows_of({"rubric": ROWS}, 4000), {"r1": text, "r2": "1"})


@pytest.mark.parametrize(
    ("latest", "needed", "mean"), [([5000], 1, 5000), ([5000], 2, None), ([5000, 4001], 2, 4500), ([], 1, None)]
)
def test_the_mean_counts_once_enough_people_have_marked(latest, needed, mean):
    assert rubrics.agreed(latest, needed) == mean
