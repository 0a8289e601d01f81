"""Nothing is lost: text in = titles + headings + paragraphs + what is listed as dropped."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.lines import split_lines, visible
from documents.readers import BY_EXTENSION, Script
from documents.readers.plain_text import lines_with_tables
from documents.reading import ReadArticle, Source, Unreadable, read_articles, read_file
from documents.reasons import Doubt
from tests.documents import printing

FILES = sorted((Path(__file__).parent / "files").glob("*.txt")) + sorted((Path(__file__).parent / "files").glob("*.md"))
SNIPPETS = (
    "一、", "二、", "（一）", "（二）", "一是", "二是", "第一，", "1 ", "1.1 ", "2.", "（1）", "①", "●周远", "●", "文/李明", "（作者单位：",
    "某某公司）", "摘要：", "关键词：", "Abstract: ", "参考文献", "[1]", "^[1]", "[J].2020", "引言", "结语：", "- 3 -", "第 2 页", "目 录", "……",
    "。", "，", "；", "：", "“", "”", "（", "）", "\n", "\n\n", "\n　　", "\f", "职 工 队 伍 稳", "学习安排", "护林站把学习放在值班表里", "abc", "well-\n",
    "known", " ", "　", "-----", "# ", "第一章 ", "责任编辑：张三", "作者简介：", "DOI: 10.1",
)  # fmt: skip


def outcome(articles: list[ReadArticle]) -> str:
    parts: list[str] = []
    for article in articles:
        parts += [article.title, *(gone.text for gone in article.dropped)]
        for section in article.sections:
            parts += [section.number, section.heading, section.ending, *(text.text for text in section.paragraphs)]
    return letters("".join(parts))


def letters(text: str) -> str:
    """What must never be lost: every character but white space and the lines that draw a table."""
    return "".join(char for char in visible(text) if char not in "|｜-│┃║─━┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝═+:=")


def assert_nothing_lost(name: str, text: str) -> None:
    articles = read_articles(
        Source(name, Script(lines_with_tables(text, split_lines(text)), text), BY_EXTENSION["txt"])
    )
    found = Counter(outcome(articles))
    for article in articles:
        if Doubt.NO_TITLE in article.doubts:
            found -= Counter(letters(article.title))

    assert found == Counter(letters(text))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=40).map("".join))
def test_of_anything_made_of_the_signs_of_documents(text: str) -> None:
    assert_nothing_lost("稿.txt", text)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_of_any_text(text: str) -> None:
    assert_nothing_lost("稿.txt", text)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_of_every_sample(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        text = "\n".join(line.lstrip("#") for line in text.splitlines()).replace("**", "")

    articles = read_file(path.name, path.read_bytes())

    assert Counter(outcome(articles)) == Counter(letters(text))


@pytest.mark.parametrize("maker", printing.PIECES, ids=lambda maker: maker.__name__)
def test_of_a_printed_page(maker) -> None:
    lines = printing.with_pages(printing.wrap(printing.lines_of(maker()), 17, indent="　　"), 11, "北岭通讯 第3期")

    assert_nothing_lost("稿.txt", "\n".join(lines))


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_with_a_sentence(raw: bytes) -> None:
    try:
        articles = read_file("稿.txt", raw)
    except Unreadable:
        return
    assert articles


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=30).map("".join))
def test_anchors_are_unique_and_the_same_on_every_reading(text: str) -> None:
    raw = ("开头" + text).encode()

    first, second = read_file("稿.txt", raw), read_file("稿.txt", raw)

    assert first == second
    for article in first:
        anchors = [text.anchor for section in article.sections for text in section.paragraphs]
        assert len(anchors) == len(set(anchors))
