"""What a partly right answer is worth, type by type."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.types import BY_NAME, Read

pytestmark = pytest.mark.usefixtures("words")


def share(kind, answer, body=None):
    return BY_NAME[kind].mark(body or BY_NAME[kind].example, answer).share


def numeric(key, value, unit=""):
    kind = BY_NAME["numeric"]
    body = kind.body_of(Read(key=key))
    assert kind.faults(body) == []
    return share("numeric", {"value": value, "unit": unit} if unit else {"value": value}, body)


@pytest.mark.parametrize(
    ("key", "value", "unit", "right"),
    [
        ("32 学时", "32", "学时", 1),
        ("32 学时", "三十二", "", 1),
        ("32 学时", "32学时", "", 1),
        ("32 学时", "32", "小时", 0),
        ("32 学时", "72", "学时", 0),
        ("2500±1 米", "2.5", "km", 1),
        ("2500±1 米", "2.5公里", "", 1),
        ("2500±1 米", "2500.9", "m", 1),
        ("2500±1 米", "2502", "m", 0),
        ("2500±1 米", "2500", "km", 0),
        ("50±5% kg", "52.5", "千克", 1),
        ("50±5% kg", "0.05", "t", 1),
        ("50±5% kg", "52.6", "kg", 0),
        ("90 分钟", "1.5", "小时", 1),
        ("0.1", "0.1", "", 1),
        ("0.3", "0.30000000000000004", "", 0),
        ("5%", "百分之五", "", 1),
        ("20 ℃", "20", "摄氏度", 1),
        ("-5 ℃", "－5", "", 1),
        ("32", "三十二 左右", "", 0),
        ("32", "32", "米", 0),
    ],
)
def test_numbers_compare_exactly_within_tolerance_and_across_units(key, value, unit, right):
    assert numeric(key, value, unit) == right


@pytest.mark.parametrize("tolerance", ["-1", "x", "5%%"])
def test_a_tolerance_is_a_number_or_a_share(tolerance):
    assert BY_NAME["numeric"].faults({"value": "3", "tolerance": tolerance, "unit": ""})


@given(st.permutations(range(6)))
def test_an_order_is_worth_its_pairs_beyond_chance(places):
    kind = BY_NAME["ordering"]
    body = kind.body_of(Read(key=["甲", "乙", "丙", "丁", "戊", "己"]))
    order = [body["key"][place] for place in places]

    forward, backward = share("ordering", {"order": order}, body), share("ordering", {"order": order[::-1]}, body)

    assert 0 <= forward <= 1
    assert (forward == 1) == (order == body["key"])
    assert min(forward, backward) == 0


def test_one_swap_of_neighbours_costs_little_and_half_an_order_nothing_is_given_for():
    kind = BY_NAME["ordering"]
    body = kind.body_of(Read(key=["甲", "乙", "丙", "丁"]))
    one, two, three, four = body["key"]

    assert share("ordering", {"order": [one, three, two, four]}, body) == Fraction(2, 3)
    assert share("ordering", {"order": [one, two]}, body) == 0
    assert share("ordering", {"order": [four, three, two, one]}, body) == 0


def test_pairs_and_groups_count_each_for_itself():
    matching, groups = BY_NAME["matching"], BY_NAME["classification"]
    pairs = dict(matching.example["key"])
    first, second, third = pairs
    pairs[first], pairs[second] = pairs[second], pairs[first]

    assert share("matching", {"pairs": pairs}) == Fraction(1, 3)
    assert share("matching", {"pairs": {third: pairs[third]}}) == Fraction(1, 3)
    item, group = next(iter(groups.example["key"].items()))
    assert share("classification", {"groups": {item: group}}) == Fraction(1, 4)


def test_ticking_everything_finds_no_errors():
    everything = {"chosen": ["s1", "s2", "s3"]}

    assert share("find_error", everything) == 0
    assert share("find_error", {"chosen": ["s2", "s1"]}) == 0


def test_a_mark_beside_takes_one_back_and_two_in_one_place_count_once():
    assert share("hotspot", {"points": [[0.2, 0.2], [0.99, 0.99]]}) == 0
    assert share("hotspot", {"points": [[0.2, 0.2], [0.21, 0.2]]}) == Fraction(1, 2)
    assert share("hotspot", {"points": [[0.2, 0.2]]}) == Fraction(1, 2)


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_polygon_holds_what_the_same_rectangle_holds(x, y):
    kind = BY_NAME["hotspot"]
    picture = {"digest": "0" * 64, "width": 100, "height": 100, "alt": "图"}
    bodies = [
        kind.body_of(Read(key={"picture": picture, "spots": [spot]}))
        for spot in (["rect", 0.25, 0.25, 0.75, 0.75], ["polygon", 0.25, 0.25, 0.75, 0.25, 0.75, 0.75, 0.25, 0.75])
    ]
    rect, polygon = (share("hotspot", {"points": [[x, y]]}, body) for body in bodies)

    assert rect == polygon or x in (0.25, 0.75) or y in (0.25, 0.75)


@pytest.mark.parametrize(
    ("text", "worth", "waits"),
    [
        ("立即报警，并疏散群众", 1, False),
        ("拨打12119", Fraction(1, 2), True),
        ("不要报警，疏散群众", Fraction(1, 2), True),
        ("拨打121190，疏散", Fraction(1, 2), True),
        ("先看看", 0, True),
    ],
)
def test_key_points_count_where_they_plainly_stand_and_the_rest_goes_to_a_person(text, worth, waits):
    verdict = BY_NAME["short_answer"].mark(BY_NAME["short_answer"].example, {"text": text})

    assert (verdict.share, verdict.needs_person) == (worth, waits)


def test_a_near_miss_in_a_blank_earns_nothing_and_waits():
    kind = BY_NAME["fill"]
    body = kind.body_of(Read(key=[["民主集中制"], ["32"]]))

    verdict = kind.mark(body, {"blanks": ["民主集中治", "32"]})

    assert (verdict.share, verdict.needs_person, verdict.wrong) == (Fraction(1, 2), True, 0)
    assert kind.lines(body, {"blanks": ["民主集中治", "32"]})[0].right is None


def test_a_material_waits_when_one_part_waits_and_weighs_parts_by_points():
    kind = BY_NAME["material"]
    answer = {"parts": {"p1": {"chosen": ["b"]}, "p2": {"blanks": ["32", "准则"]}}}

    verdict = kind.mark(kind.example, answer)

    assert verdict.share == Fraction(2, 5) + Fraction(3, 5) / 2
    assert [weight for weight, _verdict in verdict.parts] == [Fraction(2, 5), Fraction(3, 5)]


@pytest.mark.parametrize("name", sorted(BY_NAME))
@given(seed=st.integers(0, 10**6))
def test_every_share_lies_between_nothing_and_all_whatever_the_order_shown(name, seed):
    kind = BY_NAME[name]
    body = kind.arranged(kind.example, kind.order_of("题干", kind.example, Random(seed), shuffle=True))

    assert kind.faults(body) == []
    assert 0 <= kind.mark(body, kind.right_answer).share <= 1
