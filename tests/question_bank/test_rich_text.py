"""Stems as they are shown: brackets that hold together, and places to write into."""

from __future__ import annotations

from question_bank.rich_text import around_blanks, rich

DIGEST = "a" * 64


def address(digest: str) -> str:
    return f"/p/{digest[:3]}"


def test_empty_brackets_hold_together_and_nothing_else_changes():
    assert rich("电话是（  ）。<b>( )（一）", address) == (
        '电话是<span class="gap">（  ）</span>。&lt;b&gt;<span class="gap">( )</span>（一）'
    )


def test_a_stem_is_parted_at_its_blanks():
    assert around_blanks("每年____学时，依据______。", 2, address) == ["每年", "学时，依据", "。"]


def test_what_is_typed_is_escaped_on_both_sides_of_a_blank():
    assert around_blanks("<b>____</b>", 1, address) == ["&lt;b&gt;", "&lt;/b&gt;"]


def test_a_stem_with_more_or_fewer_blanks_than_answers_is_not_parted():
    assert around_blanks("每年____学时", 2, address) == []
    assert around_blanks("每年____学时____", 1, address) == []
    assert around_blanks("没有空", 0, address) == []


def test_a_blank_in_the_description_of_a_picture_is_no_place_to_write():
    pieces = around_blanks(f"看图![仪表____](picture:{DIGEST})读数是____。", 1, address)

    assert pieces[0] == '看图<img class="picture" src="/p/aaa" alt="仪表____">读数是'
    assert len(pieces) == 2


def test_blanks_in_a_table_stay_in_their_cells():
    before, behind = around_blanks("| 项 | 值 |\n|---|---|\n| 甲 | ____ |\n", 1, address)

    assert before.endswith("<td>")
    assert behind.startswith("</td>")


def test_the_mark_that_stands_for_a_blank_cannot_be_typed():
    assert around_blanks("\ue000甲____", 1, address) == ["甲", ""]
