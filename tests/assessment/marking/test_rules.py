"""One contract for every marking rule, and the published examples of each."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import marking


@dataclass(frozen=True)
class Answered:
    """A verdict on an answer with some right and some wrong options."""

    right: int
    wrong: int
    key_size: int

    @property
    def share(self) -> Fraction:
        return Fraction(max(0, self.right - self.wrong), self.key_size)


verdicts = st.integers(1, 6).flatmap(
    lambda size: st.builds(Answered, right=st.integers(0, size), wrong=st.integers(0, 4), key_size=st.just(size))
)


@pytest.mark.parametrize("rule", marking.ALL, ids=lambda rule: rule.name)
class TestEveryRule:
    def test_gives_the_right_answer_full_marks(self, rule):
        assert rule.milli_points(Answered(3, 0, 3), 2500) == 2500

    def test_gives_no_answer_nothing(self, rule):
        assert rule.milli_points(Answered(0, 0, 3), 2500) == 0

    def test_gives_a_wrong_single_choice_nothing(self, rule):
        assert rule.milli_points(Answered(0, 1, 1), 2000) == 0

    @settings(max_examples=60, deadline=None)
    @given(verdict=verdicts, full=st.integers(0, 20_000))
    def test_stays_between_nothing_and_full_in_whole_thousandths(self, rule, verdict, full):
        points = rule.milli_points(verdict, full)

        assert isinstance(points, int)
        assert 0 <= points <= full

    @settings(max_examples=60, deadline=None)
    @given(verdict=verdicts, full=st.integers(0, 20_000))
    def test_never_rewards_one_more_wrong_option(self, rule, verdict, full):
        worse = Answered(verdict.right, verdict.wrong + 1, verdict.key_size)

        assert rule.milli_points(worse, full) <= rule.milli_points(verdict, full)

    def test_explains_itself_in_one_sentence(self, rule):
        assert str(rule.label)
        assert rule.explain().count("。") <= 1 and len(rule.explain()) > 10


@pytest.mark.parametrize(
    ("name", "right", "wrong", "key_size", "expected"),
    [
        ("strict", 2, 0, 3, 0),
        ("strict", 3, 1, 3, 0),
        ("half", 2, 0, 3, 1000),
        ("half", 2, 1, 3, 0),
        ("half", 1, 0, 4, 1000),
        ("proportional", 2, 0, 3, 1333),
        ("proportional", 1, 0, 4, 500),
        ("proportional", 1, 1, 4, 0),
        ("per_hit", 2, 0, 3, 1000),
        ("per_hit", 3, 1, 3, 0),
        ("plus_minus", 2, 1, 3, 500),
        ("plus_minus", 1, 2, 3, 0),
        ("plus_minus", 2, 0, 4, 1000),
    ],
)
def test_a_two_point_question_is_worth(name, right, wrong, key_size, expected):
    assert marking.BY_NAME[name].milli_points(Answered(right, wrong, key_size), 2000) == expected


def test_every_file_is_listed():
    folder = Path(marking.__file__).parent
    on_disk = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}

    assert on_disk == set(marking.BY_NAME)
