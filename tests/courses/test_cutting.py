"""Cutting and joining the text of lessons."""

from __future__ import annotations

import pytest

from core.errors import Invalid
from courses import cutting

BODY = "## 甲\n\n第一段。\n\n## 乙\n\n第二段。\n\n```\n一行\n\n空行后\n```\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_blocks_keep_tables_and_fences_whole() -> None:
    assert len(cutting.blocks(BODY)) == 6
    assert cutting.blocks(BODY)[4] == "```\n一行\n\n空行后\n```"


@pytest.mark.parametrize("at", [1, 2, 3, 4, 5])
def test_a_cut_loses_nothing(at) -> None:
    first, second = cutting.cut(BODY, at)

    assert f"{first}\n\n{second}" == BODY


@pytest.mark.parametrize("at", [-1, 0, 6, 99])
def test_a_cut_at_the_edge_is_refused(at) -> None:
    with pytest.raises(Invalid):
        cutting.cut(BODY, at)


def test_places_are_named_by_their_words() -> None:
    assert cutting.labels(BODY)[1] == (2, "乙")


def test_a_part_is_named_by_its_heading() -> None:
    assert cutting.title_of("## 火情\\_报告\n\n正文", "原名") == "火情_报告"
    assert cutting.title_of("正文", "原名") == "原名"


def test_a_paragraph_goes_where_its_words_are() -> None:
    assert cutting.belongs_to_second("第二段，写得够长。", "第一段。", "第二段，写得够长。")
    assert not cutting.belongs_to_second("第一段。", "第一段。", "第二段。")


def test_lines_are_joined_without_repeats() -> None:
    assert cutting.merged_lines(["甲\n乙", "乙\n\n丙"], 8) == "甲\n乙\n丙"
