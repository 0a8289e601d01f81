"""Stems as they are shown: brackets that hold together, and places to write into."""

from __future__ import annotations

from question_bank.rich_text import around_blanks, rich

DIGEST = "a" * 64


def around(text, count):
    return [str(piece.close + piece.text + piece.open) for piece in around_blanks(text, count, address)]


def address(digest: str) -> str:
    return f"/p/{digest[:3]}"


def test_empty_brackets_hold_together_and_nothing_else_changes():
    assert rich("电话是（  ）。<b>( )（一）", address) == (
        '电话是<span class="gap">（  ）</span>。&lt;b&gt;<span class="gap">( )</span>（一）'
    )


def test_a_stem_is_parted_at_its_blanks():
    assert around("每年____学时，依据______。", 2) == ["每年", "学时，依据", "。"]


def test_what_is_typed_is_escaped_on_both_sides_of_a_blank():
    assert around("<b>____</b>", 1) == ["&lt;b&gt;", "&lt;/b&gt;"]


def test_a_stem_with_more_or_fewer_blanks_than_answers_is_not_parted():
    assert around("每年____学时", 2) == []
    assert around("每年____学时____", 1) == []
    assert around("没有空", 0) == []


def test_a_blank_in_the_description_of_a_picture_is_no_place_to_write():
    pieces = around(f"看图![仪表____](picture:{DIGEST})读数是____。", 1)

    assert pieces[0] == '看图<img class="picture" src="/p/aaa" alt="仪表____">读数是'
    assert len(pieces) == 2


def test_blanks_in_a_table_stay_in_their_cells():
    before, behind = around("| 项 | 值 |\n|---|---|\n| 甲 | ____ |\n", 1)

    assert before.endswith("<td>")
    assert behind.startswith("</td>")


def test_the_mark_that_stands_for_a_blank_cannot_be_typed():
    assert around("\ue000甲____", 1) == ["甲", ""]


def test_signs_beside_a_blank_hold_to_it():
    before, behind = around_blanks("，依据是“____”。见（一）", 1, address)

    assert (before.close, before.text, before.open) == ("", "，依据是", "“")
    assert (behind.close, behind.text, behind.open) == ("”。", "见（一）", "")


def test_signs_between_two_blanks_hold_to_one_of_them_only():
    _before, between, _behind = around_blanks("____、____", 2, address)

    assert (between.close, between.text, between.open) == ("、", "", "")
