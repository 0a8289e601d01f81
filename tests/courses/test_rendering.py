"""Lessons as HTML with counted blocks."""

from __future__ import annotations

from courses.reading import source_line
from courses.rendering import render_lesson

BODY = "开头。\n\n## 站位\n\n先看**风向**。\n\n- 一\n- 二\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n### 退路\n\n> **要点** 再看退路。"


def test_blocks_are_counted_as_the_browser_counts_children():
    assert render_lesson(BODY).blocks == 7


def test_the_heading_above_a_block_is_known():
    text = render_lesson(BODY)

    assert [text.heading_at(block) for block in (0, 1, 4, 5, 6, 99)] == ["", "站位", "站位", "退路", "退路", "退路"]


def test_a_source_names_title_section_and_author():
    assert source_line("《手册》", "一、", "张三") == "《手册》 一、（张三）"
    assert source_line("《手册》", "", "") == "《手册》"
