"""The contract every question type keeps."""

from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest

from question_bank import types
from question_bank.types import Read

pytestmark = pytest.mark.usefixtures("words")
NOT_A_TYPE = {"__init__", "base", "choices", "arranging", "things", "writing", "assigning", "measures", "fill_matching"}


KEY_NAMES = {"key", "accepted", "reference", "rubric", "points", "tolerance", "value", "spots", "corrections"}


def names_in(thing):
    """Every name used anywhere in a body."""
    if isinstance(thing, dict):
        return [*thing, *(name for value in thing.values() for name in names_in(value))]
    return [name for each in thing for name in names_in(each)] if isinstance(thing, list) else []


def ids_in(thing):
    """Every id anywhere in a body."""
    if isinstance(thing, dict):
        own = [thing["id"]] if isinstance(thing.get("id"), str) else []
        return own + [found for value in thing.values() for found in ids_in(value)]
    return [found for each in thing for found in ids_in(each)] if isinstance(thing, list) else []


def without_key(thing):
    """A body as it would be were everything that tells the key taken out."""
    if isinstance(thing, dict):
        kept = {name: without_key(value) for name, value in thing.items() if name not in KEY_NAMES}
        counts = {"blanks": [{} for _blank in thing["blanks"]]} if "blanks" in thing else {}
        return kept | counts | ({"key": thing["key"]} if "spots" in thing else {})
    return [without_key(each) for each in thing] if isinstance(thing, list) else thing


def body_with(kind, key):
    """The example's body with another key."""
    fill = key if not isinstance(key, dict) or "spots" not in key else {**kind.key_of(kind.example), **key}
    return kind.body_of(Read(kind.name, "题干", tuple(kind.texts_of(kind.example)), fill))


@pytest.mark.parametrize("kind", types.ALL, ids=lambda kind: kind.name)
class TestEveryType:
    def test_accepts_its_own_example(self, kind):
        assert kind.faults(kind.example) == []
        assert kind.answer_faults(kind.example, kind.right_answer) == []

    def test_gives_the_right_answer_full_marks(self, kind):
        verdict = kind.mark(kind.example, kind.right_answer)

        assert (verdict.wrong, verdict.answered, verdict.needs_person) == (0, True, kind.is_marked_by_people)
        assert kind.is_marked_by_people or (verdict.share, verdict.right) == (1, verdict.key_size)

    def test_says_whether_answers_wait_for_people(self, kind):
        assert kind.needs_people(kind.example) == (kind.name in ("short_answer", "essay"))

    def test_gives_an_empty_answer_nothing_and_says_so(self, kind):
        verdict = kind.mark(kind.example, None)

        assert (verdict.share, verdict.right, verdict.wrong, verdict.answered) == (Fraction(0), 0, 0, False)
        assert kind.answer_faults(kind.example, None) == []

    def test_hides_the_key_from_candidates(self, kind):
        public = kind.public(kind.example)

        assert not KEY_NAMES & set(names_in(public))
        assert kind.public(without_key(kind.example)) == public

    def test_finds_fault_with_a_body_without_a_key(self, kind):
        assert kind.faults(without_key(kind.example))

    @pytest.mark.parametrize(
        "body",
        [
            {},
            {"key": None},
            {"parts": [{}]},
            {"blanks": [3]},
            {"left": 1},
            {"picture": 1},
            {"steps": [1], "key": [1]},
            {"options": 3, "key": ["a"]},
            {"options": [{"id": "a"}], "key": ["a"]},
            {"key": [["a"]]},
        ],
    )
    def test_finds_fault_with_nonsense_and_does_not_crash(self, kind, body):
        assert kind.faults(body)

    @pytest.mark.parametrize(
        "answer",
        [
            {"chosen": "b"},
            {"blanks": "b"},
            {"blanks": []},
            {"text": 3},
            {"pairs": {"x": "y"}},
            {"order": ["x"]},
            {"groups": {"x": []}},
            {"parts": {"zz": None}},
            {"parts": {"p1": {"chosen": ["zz"]}}},
            {"points": [[2, 0]]},
            {"points": [[True, 0]]},
            {"value": 1, "unit": "m"},
            {"chosen": ["zz"]},
            {"value": ["yes"]},
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
        read = Read(kind.name, "题干", tuple(kind.texts_of(kind.example)), kind.key_of(kind.example))

        assert kind.body_of(read) == kind.example

    def test_key_written_into_one_field_is_read_back(self, kind):
        key = kind.key_of(kind.example)

        assert kind.name == "material" or body_with(kind, kind.key_from(kind.key_text(key))) == body_with(kind, key)

    def test_nonsense_in_the_key_field_is_no_key_or_no_sound_question(self, kind):
        key = kind.key_from("？？")

        assert key is None or kind.faults(body_with(kind, key)) or kind.name in ("fill", "short_answer", "essay")

    def test_tells_an_answer_in_words_and_line_by_line(self, kind):
        lines = kind.lines(kind.example, kind.right_answer)

        assert kind.describe_answer(kind.example, kind.right_answer)
        assert kind.describe_answer(kind.example, None) == ""
        assert lines and not any(line.right is False for line in lines)
        assert not any(line.right for line in kind.lines(kind.example, None)) or kind.name == "find_error"

    def test_reads_an_answer_from_a_plain_form(self, kind):
        assert kind.answer_of(kind.example, lambda name: []) is None

    def test_shows_every_id_in_the_order_drawn(self, kind):
        order = kind.order_of("题干", kind.example, Random(7), shuffle=True)
        shown = kind.arranged(kind.example, order)

        assert len(set(order)) == len(order)
        assert kind.mark(shown, kind.right_answer) == kind.mark(kind.example, kind.right_answer)
        assert sorted(ids_in(shown)) == sorted(ids_in(kind.example))

    def test_prints_what_stands_under_the_stem_without_the_key(self, kind):
        public = {**without_key(kind.example), **kind.public(kind.example)}

        assert kind.printed(kind.example)[:1] == kind.printed(public)[:1]

    def test_means_the_same_in_another_order(self, kind):
        order = kind.order_of("题干", kind.example, Random(3), shuffle=True)

        assert kind.meaning(kind.arranged(kind.example, order)) == kind.meaning(kind.example)
        assert sorted(kind.wording(kind.arranged(kind.example, order))) == sorted(kind.wording(kind.example))

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
