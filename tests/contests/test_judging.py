from hypothesis import given, settings
from hypothesis import strategies as st

from contests.judging import SheetScore, panel_score


def sheets(*points, veto=()):
    return [SheetScore(judge, milli, judge in veto) for judge, milli in enumerate(points, start=1)]


def test_five_judges_lose_one_highest_and_one_lowest():
    score = panel_score(sheets(99_000, 80_000, 90_000, 85_000, 10_000))

    assert score.milli_points == 85_000
    assert set(score.dropped_judge_ids) == {1, 5}


def test_four_judges_count_all():
    score = panel_score(sheets(100_000, 80_000, 90_000, 10_000))

    assert score.milli_points == 70_000
    assert score.dropped_judge_ids == ()


def test_only_one_of_several_equal_extremes_is_dropped():
    score = panel_score(sheets(90_000, 90_000, 90_000, 60_000, 60_000))

    assert score.milli_points == 80_000


def test_the_mean_is_rounded_half_up_to_two_decimals():
    assert panel_score(sheets(80_000, 80_010)).milli_points == 80_010
    assert panel_score(sheets(80_000, 80_000, 80_010)).milli_points == 80_000


def test_one_safety_veto_makes_the_score_zero():
    score = panel_score(sheets(90_000, 90_000, 90_000, veto={2}))

    assert (score.milli_points, score.veto) == (0, True)


def test_no_sheet_at_all_gives_zero_without_a_veto():
    score = panel_score([])

    assert (score.milli_points, score.veto, score.judges) == (0, False, 0)


panels = st.lists(st.integers(0, 100_000), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(points=panels, data=st.data())
def test_the_order_of_the_sheets_does_not_matter(points, data):
    panel = sheets(*points)

    assert panel_score(panel) == panel_score(data.draw(st.permutations(panel)))


@settings(max_examples=60, deadline=None)
@given(points=panels, gain=st.integers(0, 5_000), data=st.data())
def test_a_higher_sheet_never_lowers_the_score(points, gain, data):
    index = data.draw(st.integers(0, len(points) - 1))
    raised = [milli + gain if number == index else milli for number, milli in enumerate(points)]

    assert panel_score(sheets(*raised)).milli_points >= panel_score(sheets(*points)).milli_points


@settings(max_examples=60, deadline=None)
@given(points=panels)
def test_the_score_lies_between_the_lowest_and_the_highest(points):
    milli = panel_score(sheets(*points)).milli_points

    assert min(points) - 5 <= milli <= max(points) + 5
    assert milli % 10 == 0
