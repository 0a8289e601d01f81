"""Keys written into lines: what stands in a text never turns into a sign of the notation, and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from question_bank.types import BY_NAME, Read

pytestmark = pytest.mark.usefixtures("words")
PLACE = {"digest": "0" * 64, "width": 640, "height": 400, "alt": "图"}
SIDE = st.text("甲乙=＝→-—>\\ 1", min_size=1, max_size=8).map(str.strip).filter(bool)


def kept(name, key):
    kind = BY_NAME[name]
    return kind.key_from(kind.key_text(key))


@pytest.mark.parametrize("left", ["1+1=2", "a->b", "a=>b", "x＝y", "甲→乙", "a\\=b", "C:\\temp", "=", "a — b"])
def test_a_sign_inside_the_left_side_does_not_cut_it(left):
    assert kept("matching", [[left, "右"], ["二", "a = b"]]) == [[left, "右"], ["二", "a = b"]]


@given(left=SIDE.filter(lambda text: not text.endswith("\\")), right=SIDE.filter(lambda text: text[0] not in "=＝→-—>"))
def test_any_pair_comes_back(left, right):
    assert kept("classification", [[left, right]]) == [[left, right]]


def test_a_pair_as_people_write_it_is_read_as_before():
    assert BY_NAME["matching"].key_from("火警=12119\n报警 → 110\n急救=>120") == [
        ["火警", "12119"], ["报警", "110"], ["急救", "120"],
    ]  # fmt: skip


@pytest.mark.parametrize("reference", ["第一条\n- 立即报警\n- 疏散", "\\- 立即报警", "- 一 5分\n结束", "普通的一句话"])
@pytest.mark.parametrize("name", ["short_answer", "essay"])
def test_a_reference_that_looks_like_rows_stays_a_reference(name, reference):
    rows = {
        "short_answer": {"points": [{"text": "报警", "accepted": ["报警"], "weight": 100}]},
        "essay": {"rubric": [{"text": "观点", "points": "5"}]},
    }[name]

    assert kept(name, reference) == reference
    assert kept(name, {"reference": reference, **rows}) == {"reference": reference, **rows}


def test_a_rubric_row_without_words_is_found_and_refused():
    kind = BY_NAME["essay"]

    body = kind.body_of(Read(key=kind.key_from("参考\n- 15分")))

    assert body["rubric"][0]["points"] == "15"
    assert kind.faults(body)


def test_one_blank_with_a_semicolon_stays_one_and_several_in_a_line_are_several():
    assert kept("fill", [["甲；乙"]]) == [["甲；乙"]]
    assert BY_NAME["fill"].key_from("甲；乙") == [["甲"], ["乙"]]
    assert BY_NAME["fill"].key_from("甲\n｜\n丙") == [["甲"], [], ["丙"]]


@pytest.mark.parametrize("unit", ["m2", "m³", "m3", "kg/m3", "学时", "m/s"])
def test_units_with_a_power_are_units(unit):
    key = {"value": "5", "tolerance": "0.5", "unit": unit}

    assert kept("numeric", key) == key
    assert kept("numeric", {**key, "tolerance": "0"}) == {**key, "tolerance": "0"}


class TestPlaces:
    kind = BY_NAME["hotspot"]

    def body(self, lines):
        return self.kind.body_of(Read(key={**self.kind.key_from(lines), "picture": PLACE}))

    def test_wrong_places_are_kept_apart_from_right_ones(self):
        body = self.body("矩形 0.1,0.1,0.3,0.4\n圆 0.7,0.5,0.1 错")

        assert self.kind.faults(body) == []
        assert (len(body["spots"]), body["key"]) == (2, ["h1"])
        assert self.kind.public(body)["count"] == 1
        assert self.kind.body_of(Read(key=self.kind.key_of(body))) == body
        assert self.kind.key_text(self.kind.key_of(body)) == "矩形 0.1,0.1,0.3,0.4\n圆 0.7,0.5,0.1 错"

    def test_pointing_at_a_wrong_place_is_told(self):
        body = self.body("矩形 0.1,0.1,0.3,0.4\n圆 0.7,0.5,0.1 错")

        lines = self.kind.lines(body, {"points": [[0.7, 0.5]]})

        assert [line.right for line in lines] == [False, False]
        assert lines[1].label == "不应标的地方"
        assert self.kind.mark(body, {"points": [[0.7, 0.5]]}).share == 0

    def test_only_wrong_places_make_no_question(self):
        assert self.kind.faults(self.body("圆 0.7,0.5,0.1 错"))

    def test_a_number_without_its_nought_is_a_part_and_no_whole(self):
        assert self.body("矩形 .1,.1,.3,.4")["spots"][0]["coords"] == [0.1, 0.1, 0.3, 0.4]
