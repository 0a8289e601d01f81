"""The contract every question type keeps."""

from __future__ import annotations

import copy
import json
from fractions import Fraction
from pathlib import Path

import pytest

from question_bank import types

pytestmark = pytest.mark.usefixtures("words")
NOT_A_TYPE = {"__init__", "base", "choices"}


@pytest.mark.parametrize("kind", types.ALL, ids=lambda kind: kind.name)
class TestEveryType:
    def test_accepts_its_own_example(self, kind):
        assert kind.faults(kind.example) == []
        assert kind.answer_faults(kind.example, kind.right_answer) == []

    def test_gives_the_right_answer_full_marks(self, kind):
        verdict = kind.mark(kind.example, kind.right_answer)

        assert (verdict.share, verdict.wrong, verdict.answered) == (1, 0, True)
        assert verdict.right == verdict.key_size

    def test_gives_an_empty_answer_nothing_and_says_so(self, kind):
        verdict = kind.mark(kind.example, None)

        assert (verdict.share, verdict.right, verdict.wrong, verdict.answered) == (Fraction(0), 0, 0, False)
        assert kind.answer_faults(kind.example, None) == []

    def test_hides_the_key_from_candidates(self, kind):
        public = kind.public(kind.example)

        assert "key" not in public
        changed = copy.deepcopy(kind.example)
        changed["key"] = [changed["options"][-1]["id"]] if "options" in changed else not changed["key"]
        assert kind.public(changed) == public

    def test_finds_fault_with_a_body_without_a_key(self, kind):
        body = {name: value for name, value in kind.example.items() if name != "key"}

        assert kind.faults(body)

    @pytest.mark.parametrize(
        "body",
        [{}, {"key": None}, {"options": 3, "key": ["a"]}, {"options": [{"id": "a"}], "key": ["a"]}, {"key": [["a"]]}],
    )
    def test_finds_fault_with_nonsense_and_does_not_crash(self, kind, body):
        assert kind.faults(body)

    @pytest.mark.parametrize(
        "answer",
        [
            {"chosen": "b"},
            {"chosen": ["zz"]},
            {"value": "yes"},
            {"value": 1},
            {"chosen": [1]},
            {},
            {"chosen": ["a"], "x": 1},
            [],
            "a",
        ],
    )
    def test_finds_fault_with_an_answer_of_the_wrong_shape(self, kind, answer):
        assert kind.answer_faults(kind.example, answer)

    def test_body_is_rebuilt_from_what_an_importer_reads(self, kind):
        texts = [option["text"] for option in kind.example.get("options", [])]

        assert kind.body_of(texts, kind.key_of(kind.example)) == kind.example

    def test_body_survives_storage_as_text(self, kind):
        assert json.loads(json.dumps(kind.example)) == kind.example

    def test_describes_its_key_in_words(self, kind):
        assert kind.describe_key(kind.example)


def test_every_file_is_listed():
    folder = Path(types.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - NOT_A_TYPE

    assert files == {kind.name for kind in types.ALL}
    assert set(types.BY_NAME) == files


def test_single_choice_has_exactly_one_right_option():
    body = {**types.BY_NAME["single"].example, "key": ["a", "b"]}

    assert types.BY_NAME["single"].faults(body)


def test_multiple_response_counts_right_and_wrong_choices():
    kind = types.BY_NAME["multiple"]

    some = kind.mark(kind.example, {"chosen": ["a", "b"]})
    mixed = kind.mark(kind.example, {"chosen": ["a", "c"]})

    assert (some.share, some.right, some.wrong, some.key_size) == (Fraction(2, 3), 2, 0, 3)
    assert (mixed.share, mixed.right, mixed.wrong) == (0, 1, 1)
    assert kind.faults({**kind.example, "key": ["a"]})


def test_options_that_say_the_same_are_a_fault():
    body = {"options": [{"id": "a", "text": "一年"}, {"id": "b", "text": " 一年 "}], "key": ["a"]}

    assert types.BY_NAME["single"].faults(body)


def test_a_letter_of_the_key_follows_the_place_of_its_option():
    body = {"options": [{"id": "x", "text": "甲"}, {"id": "y", "text": "乙"}], "key": ["y"]}

    assert types.BY_NAME["single"].describe_key(body) == "B"
