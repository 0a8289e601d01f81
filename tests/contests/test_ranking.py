from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contests import ranking
from contests.ranking import Result, placed

results = st.lists(
    st.builds(
        Result,
        member_id=st.integers(1, 10**6),
        staff_no=st.integers(0, 10**6).map(lambda n: f"S{n:07d}"),
        milli_points=st.sampled_from([0, 50_000, 50_500, 100_000]),
        used_ms=st.sampled_from([0, 60_000, 60_001]),
        closed_ms=st.sampled_from([0, 1, 2]),
    ),
    unique_by=lambda result: result.staff_no,
    max_size=12,
)


def result(staff_no="S1", points=80_000, used=60_000, closed=1_000):
    return Result(int(staff_no[1:]), staff_no, points, used, closed)


@pytest.mark.parametrize("rule", ranking.ALL, ids=lambda rule: rule.name)
class TestEveryRule:
    def test_explains_itself_and_says_whether_places_are_shared(self, app, rule):
        assert "得分" in rule.explain()
        assert "并列" in rule.explain()
        assert str(rule.label)

    @settings(max_examples=40, deadline=None)
    @given(rows=results, data=st.data())
    def test_does_not_depend_on_the_order_given(self, rule, rows, data):
        shuffled = data.draw(st.permutations(rows))

        assert placed(rule, rows) == placed(rule, shuffled)

    @settings(max_examples=40, deadline=None)
    @given(rows=results)
    def test_more_points_never_stand_behind_fewer(self, rule, rows):
        points = [row.result.milli_points for row in placed(rule, rows)]

        assert points == sorted(points, reverse=True)

    @settings(max_examples=40, deadline=None)
    @given(rows=results)
    def test_a_place_is_one_more_than_the_people_who_are_better(self, rule, rows):
        for row in placed(rule, rows):
            better = sum(rule.key(other) < rule.key(row.result) for other in rows)
            assert row.place == better + 1

    @settings(max_examples=40, deadline=None)
    @given(rows=results)
    def test_a_place_is_marked_as_shared_exactly_when_two_hold_it(self, rule, rows):
        table = placed(rule, rows)
        held = [row.place for row in table]

        assert all(row.shared == (held.count(row.place) > 1) for row in table)

    @settings(max_examples=40, deadline=None)
    @given(rows=results.filter(bool), gain=st.sampled_from([500, 50_000]), data=st.data())
    def test_winning_points_never_costs_a_place(self, rule, rows, gain, data):
        who = data.draw(st.sampled_from(rows))
        before = next(row.place for row in placed(rule, rows) if row.result == who)
        richer = Result(who.member_id, who.staff_no, who.milli_points + gain, who.used_ms, who.closed_ms)

        after = placed(rule, [richer if row is who else row for row in rows])

        assert next(row.place for row in after if row.result == richer) <= before


def test_every_file_is_listed():
    files = {path.stem for path in Path(ranking.__file__).parent.glob("*.py")} - {"__init__", "base"}

    assert files == set(ranking.BY_NAME)


def test_nobody_shares_a_place_where_the_rule_says_so():
    rows = [result("S2"), result("S1"), result("S3")]

    table = placed(ranking.BY_NAME["score_time_number"], rows)

    assert [(row.place, row.result.staff_no) for row in table] == [(1, "S1"), (2, "S2"), (3, "S3")]


def test_less_time_wins_among_equal_points():
    quick, slow = result("S2", used=50_000), result("S1", used=50_001)

    table = placed(ranking.BY_NAME["score_then_time"], [slow, quick])

    assert [row.result for row in table] == [quick, slow]


def test_earlier_submission_wins_among_equal_points_even_with_more_time():
    early, late = result("S2", used=90_000, closed=1), result("S1", used=10_000, closed=2)

    table = placed(ranking.BY_NAME["score_then_earlier"], [late, early])

    assert [row.result for row in table] == [early, late]


def test_after_two_shared_first_places_comes_the_third():
    rows = [result("S1"), result("S2"), result("S3", points=10_000)]

    table = placed(ranking.BY_NAME["score_only"], rows)

    assert [(row.place, row.shared) for row in table] == [(1, True), (1, True), (3, False)]
