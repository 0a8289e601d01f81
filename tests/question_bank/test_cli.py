"""The commands for scripts."""

from __future__ import annotations

import json

import pytest

from core.db import db
from question_bank.models import Question, State
from tests.question_bank.makers import PAPER

KEYS = {"number", "kind", "stem", "options", "key", "explanation", "points", "topic", "line", "status", "issues"}


@pytest.fixture
def paper(tmp_path):
    file = tmp_path / "试卷.txt"
    file.write_text(PAPER, encoding="utf-8")
    return file


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["questions", *map(str, arguments)])


def test_read_prints_json_of_the_agreed_shape_without_touching_the_database(app, paper, query_count):
    with query_count:
        answer = run(app, "read", paper, "--json")

    read = json.loads(answer.output)
    assert (answer.exit_code, len(query_count)) == (0, 0)
    assert set(read) == {"format", "encoding", "counts", "questions", "warnings"}
    assert all(set(question) == KEYS for question in read["questions"])
    assert read["counts"] == {"ready": 5, "doubtful": 1, "rejected": 1}
    assert [question["key"] for question in read["questions"]] == ["B", "A", "D", ["A", "B"], False, True, [["32"]]]


def test_read_without_json_says_what_is_wrong_in_words(app, paper):
    answer = run(app, "read", paper)

    assert "识别 7 题" in answer.output
    assert "第 13 行，第 3 题：选项字母重复" in answer.output


@pytest.mark.parametrize("content", [b"", b"\x00\x00", "没有题目的一段话。".encode(), b"PK\x03\x04"])
def test_what_cannot_be_read_ends_with_2_and_one_sentence(app, tmp_path, content):
    file = tmp_path / "x.txt"
    file.write_bytes(content)

    answer = run(app, "read", file, "--json")

    assert answer.exit_code == 2
    assert "Traceback" not in answer.output
    assert len(answer.output.strip().splitlines()) == 1


def test_a_missing_file_ends_with_2_and_one_sentence(app, tmp_path):
    answer = run(app, "read", tmp_path / "没有.txt")

    assert answer.exit_code == 2
    assert "不能打开文件" in answer.output


def test_import_takes_the_sound_questions_in_once(app, paper):
    first, second = run(app, "import", paper), run(app, "import", paper)

    assert "已导入 5 题" in first.output
    assert "略过 5 题" in second.output
    assert {question.state for question in db.session.query(Question)} == {State.READY}


def test_import_in_somebodys_name_as_drafts(app, cast, paper):
    answer = run(app, "import", paper, "--by", cast.organizer.staff_no, "--draft")

    assert answer.exit_code == 0
    assert {(question.state, question.owner_id) for question in db.session.query(Question)} == {
        (State.DRAFT, cast.organizer.id)
    }


def test_import_refuses_an_unknown_person_and_an_unsound_file_when_asked(app, paper):
    unknown, unsound = run(app, "import", paper, "--by", "nobody"), run(app, "import", paper, "--all-or-nothing")

    assert (unknown.exit_code, unsound.exit_code) == (2, 1)
    assert db.session.query(Question).count() == 0
