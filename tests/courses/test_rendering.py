"""Lessons as HTML with counted blocks."""

from __future__ import annotations

from courses.reading import source_line
from courses.rendering import render_lesson, render_summary

BODY = "开头。\n\n## 站位\n\n先看**风向**。\n\n- 一\n- 二\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n### 退路\n\n> **要点** 再看退路。"


def test_blocks_are_counted_as_the_browser_counts_children():
    assert render_lesson(BODY).blocks == 7


def test_the_heading_above_a_block_is_known():
    text = render_lesson(BODY)

    assert [text.heading_at(block) for block in (0, 1, 4, 5, 6, 99)] == ["", "站位", "站位", "退路", "退路", "退路"]


def test_a_source_names_title_section_and_author():
    assert source_line("《手册》", "一、", "张三") == "《手册》 一、（张三）"
    assert source_line("《手册》", "", "") == "《手册》"


def test_a_summary_is_parted_before_its_first_heading():
    text = render_summary(
        "先说用处。\n\n- 会看**风向**\n\n## 术语\n\n| 术语 | 含义 |\n| --- | --- |\n| 火头 | 火的前沿。 |"
    )

    assert "<strong>风向</strong>" in text.opening
    assert "术语" not in text.opening
    assert "术语</h2>" in text.rest
    assert "<td>火头</td>" in text.rest


def test_a_summary_without_headings_is_all_opening():
    text = render_summary("只有一句话。")

    assert text.opening == "<p>只有一句话。</p>"
    assert not text.rest


def test_a_summary_may_begin_with_a_heading():
    text = render_summary("## 目标\n\n会看风向。")

    assert not text.opening
    assert "目标</h2>" in text.rest
