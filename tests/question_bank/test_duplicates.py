"""Questions that say the same are found whatever the order of options and the words around; others are left alone."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from question_bank import duplicates, rules
from question_bank.duplicates import CONFLICT, EXACT, NEAR, Text

OPTIONS = ("发现火情的护林员", "公司办公室", "当地派出所", "森林消防队")


def text(ref, stem, parts=OPTIONS, key="发现火情的护林员"):
    return Text(ref, stem, tuple(parts), rules.digest_of(stem, parts), key)


def found(*texts):
    return [(pair.one, pair.other, pair.likeness) for pair in duplicates.pairs(texts)]


def test_the_same_stem_with_options_in_another_order_is_the_same_question():
    assert found(text(1, "首先报告火警的是（  ）。"), text(2, "首先报告火警的是( ) ", OPTIONS[::-1])) == [(1, 2, EXACT)]


def test_the_same_question_with_another_key_is_a_conflict():
    assert found(text(1, "首先报告的是（  ）。"), text(2, "首先报告的是（  ）。", key="公司办公室")) == [
        (1, 2, CONFLICT)
    ]


def test_the_same_question_in_other_words_is_near():
    assert found(text(1, "首先报告森林火警的是（  ）。"), text(2, "应当首先报告森林火警的人是（  ）。")) == [
        (1, 2, NEAR)
    ]


def test_the_same_stem_with_one_other_option_and_another_key_is_a_conflict():
    other = text(2, "首先报告森林火警的是（  ）。", (*OPTIONS[:3], "值班领导"), key="值班领导")

    assert found(text(1, "首先报告森林火警的是（  ）。"), other) == [(1, 2, CONFLICT)]


def test_another_number_or_a_negation_makes_another_question():
    stem = "护林员每年参加集中学习和安全培训应不少于{}学时（  ）。"

    assert found(text(1, stem.format(32)), text(2, stem.format(72))) == []
    assert found(text(1, "下列做法正确的是（  ）。"), text(2, "下列做法不正确的是（  ）。")) == []


def test_questions_that_have_little_in_common_are_left_alone():
    assert (
        found(text(1, "森林火警电话是（  ）。", ("110", "12119")), text(2, "森林防火期由谁规定（  ）。", ("省", "县")))
        == []
    )


def test_an_empty_bank_and_a_single_question_have_no_pairs():
    assert duplicates.pairs([]) == duplicates.pairs([text(1, "题（  ）。")]) == []


def test_texts_of_one_character_do_no_harm():
    assert found(text(1, "甲", ()), text(2, "甲", ()), text(3, "", ())) == [(1, 2, EXACT)]


def test_fresh_questions_are_held_against_the_bank_in_other_words_only():
    held = [text(10, "首先报告森林火警的是（  ）。"), text(11, "井下严禁拆卸矿灯。", ())]
    fresh = [text(1, "应当首先报告森林火警的人是（  ）。"), text(2, "首先报告森林火警的是（  ）。")]

    assert [(pair.one, pair.other) for pair in duplicates.near_held(fresh, held)] == [(1, 10)]
    assert duplicates.near_held([], held) == duplicates.near_held(fresh, []) == []


def test_a_large_family_of_the_same_questions_is_held_against_its_first():
    family = [text(n, "首先报告火警的是（  ）。") for n in range(100)]

    assert len(duplicates.pairs(family)) >= 99


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text("林火防护报警员安全", min_size=2, max_size=14), min_size=2, max_size=12, unique=True))
def test_whatever_is_reported_is_as_alike_as_it_says(stems):
    texts = [text(n, stem, ()) for n, stem in enumerate(stems)]

    for pair in duplicates.pairs(texts):
        left, right = duplicates.grams(texts[pair.one]), duplicates.grams(texts[pair.other])
        assert pair.share == 1 or pair.share == len(left & right) / len(left | right) >= duplicates.NEAR_ENOUGH


def test_alike_texts_are_found_among_thousands():
    syllables = "森林防火巡护党员学习安全生产矿山"
    stems = ["".join(letters) for letters in itertools.islice(itertools.permutations(syllables, 9), 0, 60_000, 20)]
    texts = [text(n, stem, ()) for n, stem in enumerate(stems)]
    texts.append(text(-1, "发现烟点应当立即向场部值班室报告并守候现场（  ）。"))
    texts.append(text(-2, "发现烟点后应当立即向场部值班室报告，并守候现场（  ）。"))

    assert (-1, -2, NEAR) in found(*texts)
