"""Questions of two editions of a file find each other by wording, else by their order within topic and kind."""

from __future__ import annotations

from question_bank.renewal import Mark, pairs

A, B, C = (Mark(name, "课/一", "single") for name in "abc")
EDITED = Mark("b2", "课/一", "single")
ELSEWHERE = Mark("d", "课/二", "single")


def test_the_same_wording_is_the_same_question_in_whatever_order():
    assert pairs([A, B, C], [C, A, B]) == {0: 2, 1: 0, 2: 1}


def test_an_edited_question_is_the_one_that_is_missing_in_its_topic_and_kind():
    assert pairs([A, B, C], [A, EDITED, C]) == {0: 0, 1: 1, 2: 2}


def test_where_more_came_than_went_nothing_is_guessed():
    assert pairs([A, B], [A, EDITED, C]) == {0: 0}


def test_another_topic_or_kind_is_another_question():
    assert pairs([B], [ELSEWHERE]) == {}
    assert pairs([B], [Mark("b2", "课/一", "multiple")]) == {}


def test_a_wording_that_stands_twice_is_paired_once():
    assert pairs([A], [A, A]) == {0: 0}
