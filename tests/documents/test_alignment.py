"""Editions aligned paragraph by paragraph, and differences that people can read."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from documents.alignment import Fate, align
from documents.differences import COME, GONE, SAME, difference
from documents.reading import read_file
from tests.documents.makers import REVISED, TRIAL


def rules_of(text: str) -> list[str]:
    """Return the provisions of a statute with their numbers."""
    article = read_file("办法.txt", text.encode())[0]
    return [
        f"{section.number} {paragraph.text}" if "条" in section.number else paragraph.text
        for section in article.sections
        for paragraph in section.paragraphs
    ]


def fates(old: list[str], new: list[str]) -> list[tuple[str, int | None, int | None]]:
    return [(str(pair.fate), pair.old, pair.new) for pair in align(old, new)]


def number_of(rule: str) -> str:
    return rule[: rule.index("条") + 1]


def test_twenty_six_rules_reduced_to_thirteen() -> None:
    old, new = rules_of(TRIAL), rules_of(REVISED)
    assert (len(old), len(new)) == (26, 13)

    pairs = align(old, new)

    became = {
        number_of(old[p.old]): number_of(new[p.new]) if p.new is not None else "" for p in pairs if p.old is not None
    }
    assert {name for name, into in became.items() if not into} == {
        "第九条", "第十条", "第十九条", "第二十条", "第二十二条", "第二十三条", "第二十四条", "第二十五条",
    }  # fmt: skip
    assert (became["第一条"], became["第二条"]) == ("第一条", "第一条")
    assert (became["第七条"], became["第八条"]) == ("第五条", "第五条")
    assert (became["第十六条"], became["第十七条"]) == ("第九条", "第九条")
    unchanged = [number_of(old[pair.old]) for pair in pairs if pair.fate is Fate.UNCHANGED and pair.old is not None]
    assert unchanged == ["第三条", "第四条", "第十三条", "第十八条"]
    assert not [pair for pair in pairs if pair.fate is Fate.ADDED]


def test_a_paragraph_that_moved_or_was_renumbered_is_unchanged() -> None:
    old = ["第一条 巡护分两班。", "第二条 记录当天填写。", "第三条 两人同行。"]
    new = ["第一条 两人同行。", "第二条 巡护分两班。", "（三）记录当天填写。"]

    assert {pair.fate for pair in align(old, new)} == {Fate.UNCHANGED}


def test_a_changed_number_is_an_edit() -> None:
    pairs = align(["每年培训十六学时。", "附则。"], ["每年培训二十四学时。", "附则。"])

    assert [pair.fate for pair in pairs] == [Fate.EDITED, Fate.UNCHANGED]
    assert 0.5 < pairs[0].similarity < 1


def test_new_and_gone_paragraphs_stand_where_they_stood() -> None:
    assert fates(["甲段落文字", "乙的另一段", "丙是第三段"], ["甲段落文字", "完全不同的新内容", "丙是第三段"]) == [
        ("unchanged", 0, 0),
        ("added", None, 1),
        ("removed", 1, None),
        ("unchanged", 2, 2),
    ]


def test_repeated_paragraphs_are_matched_one_to_one() -> None:
    assert fates(["同样的话。", "同样的话。"], ["同样的话。"]) == [("unchanged", 0, 0), ("removed", 1, None)]


@given(
    st.lists(st.text("甲乙丙丁。，第一条", max_size=12), max_size=8),
    st.lists(st.text("甲乙丙丁。，第一条", max_size=12), max_size=8),
)
def test_every_paragraph_is_told_of(old: list[str], new: list[str]) -> None:
    pairs = align(old, new)

    assert sorted(pair.old for pair in pairs if pair.old is not None) == list(range(len(old)))
    assert {pair.new for pair in pairs if pair.new is not None} == set(range(len(new)))


def test_twenty_thousand_characters_take_well_under_a_second() -> None:
    old = [
        f"第{at}条 巡护员在第{at * 7}号责任区巡护，" + "记录当天填写并由本人签字，站长抽查。" * 4 for at in range(270)
    ]
    new = [text.replace("当天", "当日") for text in reversed(old[::2])]
    assert sum(map(len, old)) > 20_000

    began = time.process_time()
    align(old, new)

    assert time.process_time() - began < 10.0  # a guard against quadratic work, far above what it takes


def test_a_difference_is_told_by_words() -> None:
    told = difference("每年培训十六学时，考核合格。", "每年培训二十四学时，考核合格。")

    assert [(part.kind, part.text) for part in told] == [
        (SAME, "每年培训"), (GONE, "十六"), (COME, "二十四"), (SAME, "学时，考核合格。"),
    ]  # fmt: skip


def test_latin_words_and_numbers_are_never_cut() -> None:
    told = difference("执行GB22239-2019标准", "执行GB22240-2020标准")

    assert [part.text for part in told if part.kind is not SAME] == ["22239-2019", "22240-2020"]


@given(st.text("巡护记录12 a。", max_size=60), st.text("巡护记录12 a。", max_size=60))
def test_both_texts_can_be_read_off_a_difference(old: str, new: str) -> None:
    told = difference(old, new)

    assert "".join(part.text for part in told if part.kind != COME) == old
    assert "".join(part.text for part in told if part.kind != GONE) == new
