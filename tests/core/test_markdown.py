"""Markdown: what it renders, and what can never come through."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.markdown import plain, render


def test_bold_stands_between_han_characters() -> None:
    assert "<strong>要点</strong>" in render("这是**要点**的写法")


def test_headings_get_ids_and_tables_are_rendered() -> None:
    page = render("## 第一步\n\n| 项 | 数 |\n|:--|--:|\n| 办法 | 3 |\n")

    assert 'id="h-第一步"' in page
    assert "<td>3</td>" in page
    assert "style" not in page


def test_checklists_show_their_boxes() -> None:
    page = render("- [ ] 待查\n- [x] 已查\n")

    assert "☐ 待查" in page
    assert "☑ 已查" in page


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[点我](javascript:alert(1))",
        "<a href='data:text/html,x'>x</a>",
        "<svg/onload=alert(1)>",
        '<p style="position:fixed">x</p>',
        "<iframe src='//evil'></iframe>",
    ],
)
def test_nothing_that_runs_comes_through(attack: str) -> None:
    page = str(render(attack)).lower()

    assert not any(word in page for word in ("<script", "onerror", "javascript:", "data:", "<svg", "style=", "<iframe"))


@settings(max_examples=40)
@given(st.text(max_size=200))
def test_any_text_renders(text: str) -> None:
    assert "<script" not in str(render(text)).lower()


def test_plain_text_has_no_markup() -> None:
    assert plain("## 标题\n\n**要点** & 其他") == "标题 要点 & 其他"
