"""From how right an answer is to what it earns."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment import marking, points
from assessment.points import Earned, earned, split
from question_bank.types import BY_NAME, Verdict

RULES = {rule.name: rule for rule in marking.ALL}
pytestmark = pytest.mark.usefixtures("app")


def verdict(kind: str, answer: object) -> Verdict:
    return BY_NAME[kind].mark(BY_NAME[kind].example, answer)


def part(share: Fraction, **more: bool) -> Verdict:
    return Verdict(share, 0, 0, 1, answered=True, **more)


@pytest.mark.parametrize(
    ("rule", "milli"), [("strict", 0), ("half", 1500), ("proportional", 2000), ("per_hit", 1000), ("plus_minus", 1000)]
)
@pytest.mark.parametrize("kind", ["multiple"])
def test_an_incomplete_choice_follows_the_rule_of_the_paper(rule, milli, kind):
    assert earned(verdict(kind, {"chosen": ["a", "b"]}), 3000, RULES[rule]).milli_points == milli


@pytest.mark.parametrize("rule", sorted(RULES))
def test_one_or_more_follows_the_same_rule_as_multiple_response(rule):
    some = verdict("indefinite", {"chosen": ["a"]})

    assert earned(some, 3000, RULES[rule]).milli_points == RULES[rule].milli_points(some, 3000)


@pytest.mark.parametrize("rule", sorted(RULES))
def test_everything_else_earns_its_share_whatever_the_rule(rule):
    half = verdict("fill", {"blanks": ["32", "准则"]})

    assert earned(half, 2001, RULES[rule]) == Earned(1000)


def test_parts_of_a_material_question_follow_the_rule_each_for_itself():
    several = verdict("multiple", {"chosen": ["a", "b"]})
    whole = Verdict(
        Fraction(0), 0, 0, 2, answered=True, parts=((Fraction(1, 2), several), (Fraction(1, 2), part(Fraction(1))))
    )

    assert earned(whole, 6000, RULES["half"], ("p1", "p2")).milli_points == 1500 + 3000


def test_what_waits_for_a_person_earns_what_the_machine_vouches_for_until_it_is_marked():
    near = part(Fraction(1, 2), needs_person=True)

    assert earned(near, 4000, RULES["strict"]) == Earned(2000, ("",))
    assert earned(near, 4000, RULES["strict"], given={"": 3500}) == Earned(3500)
    assert earned(near, 4000, RULES["strict"], given={"": 9999}) == Earned(4000)


def test_a_mark_for_an_answer_that_needs_nobody_changes_nothing():
    assert earned(part(Fraction(1)), 4000, RULES["strict"], given={"": 0}) == Earned(4000)


@given(st.integers(0, 10**6), st.lists(st.integers(1, 50), min_size=1, max_size=20))
def test_parts_together_are_worth_the_whole(full, weights):
    parts = split(full, [Fraction(weight, sum(weights)) for weight in weights])

    assert sum(parts) == full
    assert all(
        abs(each - Fraction(weight * full, sum(weights))) < 1 for each, weight in zip(parts, weights, strict=True)
    )


def test_a_place_is_worth_its_part_of_the_points():
    weights = BY_NAME["material"].weights(BY_NAME["material"].example)

    assert [points.worth_of_place(weights, 10_000, place) for place in ("", "p1", "p2")] == [10_000, 4_000, 6_000]
