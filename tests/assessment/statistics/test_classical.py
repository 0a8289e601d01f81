"""Classical figures of items and papers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from assessment.statistics import Responses, advice, analyse, classical, intervals, papers
from tests.assessment.statistics import lsat


def matrix(rows: list[list[float]]) -> Responses:
    return Responses(tuple(map(str, range(len(rows[0])))), np.array(rows, dtype=float))


def test_the_lsat_has_the_published_shares_and_reliability() -> None:
    """Facilities from Bock and Lieberman (1970); alpha 0.295 and the biserials from the manual of R's ltm (descript)."""
    found = analyse(Responses(tuple("12345"), lsat.answers()), models=False)

    assert [item.facility for item in found.items] == pytest.approx([0.924, 0.709, 0.553, 0.763, 0.870])
    assert [item.point_biserial for item in found.items] == pytest.approx(
        [0.1128, 0.1532, 0.1728, 0.1444, 0.1216], abs=0.0005
    )
    assert found.paper.alpha == pytest.approx(0.2950, abs=0.0005)
    assert found.paper.alpha_name == "KR-20"


def test_alpha_of_equal_items_is_one() -> None:
    assert papers.cronbach(np.array([[0.0, 0, 0], [1, 1, 1], [0, 0, 0], [1, 1, 1]])) == pytest.approx(1.0)


def test_alpha_is_not_told_where_nothing_varies_or_one_item_stands_alone() -> None:
    assert papers.cronbach(np.ones((5, 3))) is None
    assert papers.cronbach(np.array([[0.0], [1.0]])) is None


def test_the_standard_error_follows_from_spread_and_reliability() -> None:
    paper = papers.paper_figures(Responses(tuple("12345"), lsat.answers()))

    assert paper.sem == pytest.approx(paper.sd * (1 - paper.alpha) ** 0.5)


def test_upper_and_lower_groups_take_part_of_those_with_equal_totals() -> None:
    marks, totals = np.array([1.0, 1, 0, 0, 0, 0, 0, 0, 0, 0]), np.array([9.0, 9, 9, 9, 5, 5, 5, 1, 1, 1])

    assert classical.upper_lower(marks, totals) == pytest.approx(0.5)
    assert classical.upper_lower(marks[::-1], totals[::-1]) == pytest.approx(0.5)


def test_upper_and_lower_groups_are_27_of_a_hundred() -> None:
    marks = np.r_[np.ones(27), np.zeros(73)]

    assert classical.upper_lower(marks, np.arange(100.0)[::-1]) == pytest.approx(1.0)


def test_an_option_tells_who_chose_it_over_the_fifths_of_the_scores() -> None:
    right = [[1.0] * place + [0.0] * (10 - place) for place in range(11)]
    chosen = tuple(tuple("A" if mark else "C" for mark in row) for row in right)
    responses = Responses(tuple(map(str, range(10))), np.array(right), chosen, ("A",) * 10)

    a, b, c = classical.item_figures(responses)[4].options

    assert (a.is_key, b.is_key, c.is_key) == (True, False, False)
    assert (a.count, b.count, c.count) == (6, 0, 5)
    assert a.curve[0] == 0.0
    assert a.curve[-1] == 1.0
    assert a.mean_score > c.mean_score
    assert b.mean_score is None


def test_omissions_are_counted() -> None:
    responses = Responses(("1",), np.array([[1.0], [0.0], [0.0]]), (("A",), (None,), ("B",)), ("A",))

    assert classical.item_figures(responses)[0].omitted == 1


def test_items_drawn_for_some_only_are_judged_by_those_who_had_them() -> None:
    found = classical.item_figures(matrix([[1, np.nan, 1], [0, 1, 0], [1, 0, np.nan], [1, 1, 1], [0, 0, 0]]))

    assert [item.n for item in found] == [5, 4, 4]
    assert found[1].facility == pytest.approx(0.5)


def test_wilsons_interval_is_the_published_one() -> None:
    """Newcombe (1998), "Two-sided confidence intervals for the single proportion", table 1: 81 of 263, and 0 of 20."""
    assert intervals.of_share(81, 263) == pytest.approx((0.2553, 0.3662), abs=0.0001)
    assert intervals.of_share(0, 20) == pytest.approx((0.0, 0.1611), abs=0.0001)


def test_certain_decisions_are_consistent() -> None:
    totals = np.array([1.0] * 50 + [19.0] * 50)

    agreement, kappa = papers.decision_consistency(totals, 20, 0.99, 0.6)

    assert agreement > 0.99
    assert kappa > 0.97


def test_a_small_sample_is_said_to_be_too_small() -> None:
    figures = classical.item_figures(matrix([[1, 0], [0, 1], [1, 1]]))[0]

    assert advice.advice(figures) == ["样本不足：只有 3 人作答，至少需要 30 人。"]


def test_a_wrong_key_and_an_idle_distractor_are_pointed_out() -> None:
    able = [["B", *"AAAAAAAAA"]] * 30
    weak = [["D", *"BBBBBBBBB"], *[["A", *"BBBBBBBBB"]] * 29]
    rows = tuple(tuple(row) for row in able + weak)
    keys = ("A", *"AAAAAAAAA")
    shares = np.array([[float(cell == key) for cell, key in zip(row, keys, strict=True)] for row in rows])

    figures = classical.item_figures(Responses(tuple(map(str, range(10))), shares, rows, keys))[0]

    assert any("区分度为负" in sentence for sentence in advice.advice(figures))
    assert any("干扰项 C 几乎无人选" in sentence for sentence in advice.advice(figures))


@given(
    arrays(float, st.tuples(st.integers(1, 12), st.integers(1, 6)), elements=st.sampled_from([0.0, 0.5, 1.0, np.nan]))
)
def test_every_matrix_gives_figures_within_their_bounds(shares: np.ndarray) -> None:
    found = analyse(Responses(tuple(map(str, range(shares.shape[1]))), shares), models=False)

    for item in found.items:
        assert item.facility is None or 0 <= item.facility <= 1
        assert item.discrimination is None or -1 - 1e-9 <= item.discrimination <= 1 + 1e-9
        assert item.point_biserial is None or -1 - 1e-9 <= item.point_biserial <= 1 + 1e-9
    assert found.paper.alpha is None or found.paper.alpha <= 1 + 1e-9
    assert sum(found.paper.distribution) == int((~np.isnan(shares)).any(axis=1).sum())
