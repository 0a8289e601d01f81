"""Commands of documents: what they print and how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from core.db import db
from documents.models import Document
from tests.conftest import QueryCount
from tests.documents.printing import forest_piece, lines_of, mine_piece

KEYS = [
    "file",
    "title",
    "authors",
    "unit",
    "kind",
    "sections",
    "paragraphs",
    "characters",
    "dropped",
    "warnings",
    "pictures",
]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "两篇.txt"
    path.write_text("\n\n".join(lines_of(forest_piece()) + lines_of(mine_piece())), encoding="gb18030")
    return path


def test_read_prints_the_articles_as_json_without_the_database(app: Flask, file: Path, query_count: QueryCount) -> None:
    with query_count:
        result = app.test_cli_runner().invoke(args=["documents", "read", str(file), "--json"])
    articles = json.loads(result.stdout)

    assert result.exit_code == 0
    assert [list(article) for article in articles] == [KEYS, KEYS]
    assert articles[0]["title"] == forest_piece().title
    assert articles[0]["dropped"][0] == {"line": 3, "text": "●周远山", "why": "作者署名"}
    assert len(query_count) == 0


def test_read_prints_an_outline_for_people(app: Flask, file: Path) -> None:
    result = app.test_cli_runner().invoke(args=["documents", "read", str(file)])

    assert "《把护林站办成职工身边的学校》 周远山 北岭林业局青松林场" in result.stdout
    assert "    一是班长先查隐患（1）" in result.stdout


def test_read_ends_with_two_and_a_sentence_for_a_file_it_cannot_read(app: Flask, tmp_path: Path, file: Path) -> None:
    word = tmp_path / "稿.docx"
    word.write_bytes(b"PK\x03\x04")

    result = app.test_cli_runner().invoke(args=["documents", "read", str(file), str(word), "--json"])

    assert result.exit_code == 2
    assert "已损坏" in result.stderr
    assert len(json.loads(result.stdout)) == 2


@pytest.mark.parametrize("name", ["没有.txt", "."])
def test_read_names_a_file_it_cannot_open(app: Flask, tmp_path: Path, name: str) -> None:
    result = app.test_cli_runner().invoke(args=["documents", "read", str(tmp_path / name)])

    assert result.exit_code == 2
    assert "无法打开" in result.stderr


def test_store_keeps_a_file_once(app: Flask, file: Path) -> None:
    first = app.test_cli_runner().invoke(args=["documents", "store", str(file)])
    second = app.test_cli_runner().invoke(args=["documents", "store", str(file)])

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "2 篇文章" in first.stdout
    assert "已经收录过" in second.stdout
    assert len(db.session.scalars(select(Document)).all()) == 1
