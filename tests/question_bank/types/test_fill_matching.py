"""What fill-in matching takes for the same, what for a near miss, and what it must never mix up."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from question_bank.types.fill_matching import Likeness, canonical, likeness, number_in

RIGHT, NEAR, WRONG = Likeness.RIGHT, Likeness.NEAR, Likeness.WRONG
HAN_DIGITS = "零一二三四五六七八九"


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("32", "三十二"),
        ("32", "叁拾贰"),
        ("32", "３２"),
        ("32", "32.0"),
        ("2个", "两个"),
        ("105", "一百零五"),
        ("10", "十"),
        ("110", "一百一十"),
        ("20000", "两万"),
        ("12000", "一万二千"),
        ("1000", "1,000"),
        ("1000", "1，000"),
        ("2025", "二〇二五"),
        ("5%", "百分之五"),
        ("5%", "５％"),
        ("3‰", "千分之三"),
        ("0.5", "零点五"),
        ("2025年6月1日", "2025-06-01"),
        ("2025年6月1日", "2025.6.1"),
        ("2025年6月1日", "二〇二五年六月一日"),
        ("2025年6月1日", "2025/6/1"),
        ("2025年6月1号", "2025年06月01日"),
        ("2025年6月", "2025-06"),
        ("5公里", "5千米"),
        ("5km", "5 公里"),
        ("30分钟", "30min"),
        ("20℃", "20 °C"),
        ("20摄氏度", "20℃"),
        ("5米", "5m"),
        ("三会一课", "“三会一课”"),
        ("安全第一、预防为主", "安全第一，预防为主。"),
        ("PDCA循环", "pdca 循环"),
        ("第一书记", "第1书记"),
        ("10-15", "10～15"),
        ("10-15", "10至15"),
        ("-5℃", "－5℃"),
    ],
)
def test_other_spellings_of_the_same_are_right(wanted, said):
    assert likeness(said, [wanted]) == RIGHT


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("32", "72"),
        ("32", "23"),
        ("32", "320"),
        ("32", "3.2"),
        ("12", "1、2"),
        ("12", "1 2"),
        ("1.2", "12"),
        ("不得少于32学时", "不得少于72学时"),
        ("不得进入", "得进入"),
        ("应当公开", "不应当公开"),
        ("必须佩戴安全帽", "无须佩戴安全帽"),
        ("32学时", "32小时"),
        ("5公里", "5厘米"),
        ("5%", "5‰"),
        (">5", "<5"),
        ("+5", "-5"),
        ("2025年6月1日", "2025年1月6日"),
        ("党章", "准则"),
        ("是", "否"),
        ("森林草原防灭火条例", "安全生产责任制度"),
        ("百分之五", "千分之五"),
    ],
)
def test_another_number_sign_unit_or_negation_is_wrong_and_never_near(wanted, said):
    assert likeness(said, [wanted]) == WRONG


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("民主集中制", "民主集中治"),
        ("安全第一预防为主", "预防为主安全第一"),
        ("中央八项规定精神", "中央八项规定"[:-1] + "定精申"),
        ("32学时", "32"),
        ("带电作业", "带电做业"),
    ],
)
def test_a_slip_another_order_or_a_missing_unit_goes_to_a_person(wanted, said):
    assert likeness(said, [wanted]) == NEAR


def test_short_words_have_no_near_misses():
    assert likeness("准则", ["准测"]) == WRONG
    assert likeness("党规", ["党章"]) == WRONG


def test_synonyms_count_only_where_they_are_accepted():
    assert likeness("32小时", ["32学时", "32小时"]) == RIGHT
    assert likeness("", ["32"]) == likeness("。", ["32"]) == WRONG


def spoken(number: int) -> str:
    """A number up to 9999 as it is read out."""
    text, zero = "", False
    for size, step in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // size % 10
        if digit:
            text += ("零" if zero and text else "") + HAN_DIGITS[digit] + step
        zero = digit == 0
    return text or "零"


@given(st.integers(1, 9999))
def test_every_number_read_out_is_that_number(number):
    assert canonical(spoken(number)) == str(number)
    assert number_in(spoken(number)) == number


@given(
    st.integers(0, 10**6), st.integers(0, 10**6), st.sampled_from(["不得少于{}学时", "{}人", "第{}条规定的程序", "{}"])
)
def test_another_number_is_never_right_nor_near(one, other, frame):
    assume(one != other)

    assert likeness(frame.format(other), [frame.format(one)]) == WRONG


WORDS = st.text("党章规定安全责任学习制度落实培训监督检查", min_size=2, max_size=12)


@given(WORDS, st.integers(0, 12), st.sampled_from("不未无勿"))
def test_a_negation_more_is_never_right_nor_near(word, place, negation):
    place = min(place, len(word))

    assert likeness(word[:place] + negation + word[place:], [word]) == WRONG


@given(WORDS)
def test_width_spaces_and_punctuation_never_matter(word):
    assert likeness("（" + " ".join(word) + "）。", [word]) == RIGHT


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_at_all_makes_it_crash_and_a_text_is_always_itself(said, wanted):
    assert likeness(said, [wanted]) in Likeness
    assert not canonical(said) or likeness(said, [said]) == RIGHT


@given(st.text(max_size=40))
def test_one_spelling_stays_what_it_is(text):
    assert likeness(canonical(text), [text]) == (RIGHT if canonical(text) else WRONG) or canonical(
        canonical(text)
    ) != canonical(text)
