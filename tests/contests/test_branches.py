from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contests import branches
from contests.branches import BranchResult, placed

scores = st.lists(st.integers(0, 100_000), max_size=8).map(tuple)


@pytest.mark.parametrize("rule", branches.ALL, ids=lambda rule: rule.name)
class TestEveryRule:
    def test_explains_itself(self, app, rule):
        assert rule.explain(3).startswith("支部得分 = ")

    def test_gives_a_branch_without_participants_nothing(self, rule):
        assert rule.milli_score(BranchResult(1, (), 5), 3) == 0
        assert rule.milli_score(BranchResult(1, (), 0), 3) == 0

    @settings(max_examples=40, deadline=None)
    @given(points=scores, gain=st.integers(1, 5_000), data=st.data())
    def test_never_falls_when_a_participant_wins_points(self, rule, points, gain, data):
        if not points:
            return
        index = data.draw(st.integers(0, len(points) - 1))
        richer = (*points[:index], points[index] + gain, *points[index + 1 :])

        before = rule.milli_score(BranchResult(1, points, 10), 3)

        assert rule.milli_score(BranchResult(1, richer, 10), 3) >= before

    @settings(max_examples=40, deadline=None)
    @given(points=scores, data=st.data())
    def test_does_not_depend_on_the_order_given(self, rule, points, data):
        shuffled = tuple(data.draw(st.permutations(points)))

        assert rule.milli_score(BranchResult(1, points, 9), 2) == rule.milli_score(BranchResult(1, shuffled, 9), 2)


def test_every_file_is_listed():
    files = {path.stem for path in Path(branches.__file__).parent.glob("*.py")} - {"__init__", "base"}

    assert files == set(branches.BY_NAME)


def test_top_mean_counts_absent_people_as_zero_up_to_n():
    rule = branches.BY_NAME["top_mean"]

    assert rule.milli_score(BranchResult(1, (90_000, 60_000), 20), 3) == 50_000


def test_top_mean_measures_a_small_branch_by_all_its_people():
    rule = branches.BY_NAME["top_mean"]

    assert rule.milli_score(BranchResult(1, (90_000, 60_000), 2), 3) == 75_000


def test_participation_times_mean():
    rule = branches.BY_NAME["participation_mean"]

    assert rule.milli_score(BranchResult(1, (90_000, 70_000), 4), 3) == 40_000


def test_participation_never_exceeds_one_when_people_have_moved_away():
    rule = branches.BY_NAME["participation_mean"]

    assert rule.milli_score(BranchResult(1, (90_000, 70_000), 1), 3) == 80_000


def test_total_adds_everybody():
    assert branches.BY_NAME["total"].milli_score(BranchResult(1, (90_000, 70_500), 4), 3) == 160_500


def test_equal_branches_share_a_place_and_stand_in_official_order():
    rows = [BranchResult(7, (50_000,), 1, 2), BranchResult(8, (50_000,), 1, 1), BranchResult(9, (10_000,), 1, 0)]

    table = placed(branches.BY_NAME["total"], rows, 3)

    assert [(row.place, row.shared, row.branch.unit_id) for row in table] == [(1, True, 8), (1, True, 7), (3, False, 9)]
