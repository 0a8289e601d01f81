"""What may be shown in another order, and what keeps its places."""

from __future__ import annotations

from random import Random

import pytest

from question_bank.types import BY_NAME, arranging


def order(stem: str, options: list[dict[str, str]], seed: int) -> list[str]:
    return BY_NAME["single"].order_of(stem, {"options": options}, Random(seed), shuffle=True)


def options(*texts: str) -> list[dict[str, str]]:
    return [{"id": chr(97 + n), "text": text} for n, text in enumerate(texts)]


def test_options_are_shuffled_by_seed_and_item():
    plain = options("支部大会", "支委会", "党小组会", "党课", "组织生活会")

    orders = {tuple(order("三会一课不包括（ ）。", plain, seed)) for seed in range(20)}

    assert len(orders) > 5
    assert all(sorted(order) == ["a", "b", "c", "d", "e"] for order in orders)


@pytest.mark.parametrize(
    "text", ["以上都对", "以上都不对", "上述均正确", "A和B", "A、C", "选项A正确", "都不正确", "AB都对"]
)
def test_options_that_speak_of_others_keep_their_places(text):
    spoken = options("支部大会", "支委会", "党小组会", text)

    assert all(order("题干", spoken, seed) == ["a", "b", "c", "d"] for seed in range(10))


def test_a_stem_that_names_options_keeps_their_places():
    plain = options("甲", "乙", "丙", "丁")

    assert all(order("选项A与选项B的区别是", plain, seed) == ["a", "b", "c", "d"] for seed in range(10))


@pytest.mark.parametrize("text", ["以上级党组织决定为准", "GPS定位", "A类火灾", "维生素A", "下列做法正确的是"])
def test_ordinary_words_are_not_taken_for_references(text):
    assert not arranging.refers_to_options(text)


def test_nothing_of_a_true_false_question_moves():
    kind = BY_NAME["true_false"]

    assert kind.order_of("判断", kind.example, Random(7), shuffle=True) == []


def test_options_stay_where_the_exam_does_not_shuffle():
    kind = BY_NAME["multiple"]

    assert kind.order_of("题干", kind.example, Random(7), shuffle=False) == ["a", "b", "c", "d"]


def test_the_steps_of_a_procedure_never_move():
    kind = BY_NAME["find_error"]

    assert kind.order_of("题干", kind.example, Random(7), shuffle=True) == []


@pytest.mark.parametrize("shuffle", [True, False])
def test_an_ordering_is_never_shown_in_its_right_order(shuffle):
    kind = BY_NAME["ordering"]

    orders = [kind.order_of("题干", kind.example, Random(seed), shuffle=shuffle) for seed in range(200)]

    assert kind.example["key"] not in orders
    assert len(set(map(tuple, orders))) > 15


def test_ids_tell_nothing_of_the_place_in_the_key():
    texts = ["甲步骤", "乙步骤", "丙步骤"]

    assert arranging.blind_ids(texts) == arranging.blind_ids(texts[::-1])[::-1]
    assert len(set(arranging.blind_ids([str(n) for n in range(5000)]))) == 5000


def test_a_material_keeps_its_parts_in_order_and_moves_what_is_inside():
    kind = BY_NAME["material"]

    drawn = [kind.order_of("题干", kind.example, Random(seed), shuffle=True) for seed in range(20)]
    shown = [kind.arranged(kind.example, order) for order in drawn]

    assert {tuple(part["id"] for part in body["parts"]) for body in shown} == {("p1", "p2")}
    assert len({tuple(option["id"] for option in body["parts"][0]["body"]["options"]) for body in shown}) > 2
