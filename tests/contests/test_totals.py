from hypothesis import given, settings
from hypothesis import strategies as st

from contests.totals import (
    Award,
    Part,
    Total,
    award_faults,
    award_for,
    explain_total,
    personal_total,
    placed_totals,
    team_total,
    weight_faults,
)


def parts(written, practical):
    return [Part("理论", 300, written, 100_000, practical=False), Part("油锯", 700, practical, 100_000)]


def test_thirty_and_seventy_per_cent():
    total = personal_total(1, parts(80_000, 90_000))

    assert (total.milli_points, total.practical_milli) == (87_000, 63_000)


def test_a_round_of_fifty_points_is_counted_on_a_hundred():
    total = personal_total(1, [Part("实操", 1000, 40_000, 50_000)])

    assert total.milli_points == 80_000


def test_a_round_without_points_adds_nothing():
    assert personal_total(1, [Part("实操", 1000, 0, 0)]).milli_points == 0


def test_the_total_is_rounded_half_up_once_at_the_end():
    total = personal_total(1, [Part("甲", 500, 33_335, 100_000), Part("乙", 500, 33_335, 100_000)])

    assert total.milli_points == 33_340


def test_a_team_is_the_sum_of_its_best():
    team = team_total(9, [Total(1, 80_000, 50_000), Total(2, 90_000, 60_000), Total(3, 70_000, 40_000)], top=2)

    assert (team.entry_id, team.milli_points, team.practical_milli) == (9, 170_000, 110_000)


def test_the_higher_practical_part_wins_a_tie():
    rows = placed_totals([Total(1, 80_000, 50_000), Total(2, 80_000, 60_000)])

    assert [(row.place, row.total.entry_id) for row in rows] == [(1, 2), (2, 1)]


def test_equal_in_both_shares_the_place():
    rows = placed_totals([Total(1, 80_000, 50_000, "B"), Total(2, 80_000, 50_000, "A"), Total(3, 1_000, 0, "C")])

    assert [(row.place, row.shared, row.total.entry_id) for row in rows] == [(1, True, 2), (1, True, 1), (3, False, 3)]


def test_weights_that_make_up_the_whole_are_fine():
    assert weight_faults([300, 700]) == []


def test_weights_that_do_not_make_up_the_whole_are_named(app):
    assert "现为 90%" in weight_faults([300, 600])[0]


def test_a_weight_of_nothing_is_refused(app):
    assert weight_faults([0, 1000]) != []


def test_awards_side_by_side_are_fine():
    assert award_faults([Award("一等奖", 1, 1), Award("二等奖", 2, 3), Award("三等奖", 4, 6)]) == []


def test_overlapping_awards_are_named(app):
    faults = award_faults([Award("二等奖", 2, 4), Award("三等奖", 4, 6)])

    assert "二等奖" in faults[0]
    assert "三等奖" in faults[0]


def test_an_award_range_upside_down_is_named(app):
    assert "一等奖" in award_faults([Award("一等奖", 3, 1)])[0]


def test_an_award_goes_to_its_places_only():
    awards = [Award("一等奖", 1, 1), Award("二等奖", 2, 3)]

    assert [award_for(place, awards) for place in (1, 2, 3, 4)] == ["一等奖", "二等奖", "二等奖", ""]


def test_the_total_explains_itself(app):
    assert "理论 × 30% + 油锯 × 70%" in explain_total(parts(0, 0))


totals = st.lists(
    st.builds(
        Total,
        entry_id=st.integers(1, 10**6),
        milli_points=st.sampled_from([0, 80_000, 90_000]),
        practical_milli=st.sampled_from([0, 50_000]),
        staff_no=st.integers(0, 9).map(str),
    ),
    max_size=8,
    unique_by=lambda total: total.entry_id,
)


@settings(max_examples=50, deadline=None)
@given(rows=totals, data=st.data())
def test_places_do_not_depend_on_the_order_given(rows, data):
    assert placed_totals(rows) == placed_totals(data.draw(st.permutations(rows)))


@settings(max_examples=50, deadline=None)
@given(written=st.integers(0, 100_000), practical=st.integers(0, 99_000), gain=st.integers(0, 1_000))
def test_more_points_in_a_round_never_lower_the_total(written, practical, gain):
    before = personal_total(1, parts(written, practical)).milli_points

    assert personal_total(1, parts(written, practical + gain)).milli_points >= before
