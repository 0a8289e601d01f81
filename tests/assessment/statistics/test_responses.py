"""Response matrices are read from CSV as people export them."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from assessment.analysing import items
from assessment.statistics import read_responses
from core.errors import Invalid
from tests.assessment.statistics import lsat


def test_marks_with_names_are_read() -> None:
    found = read_responses("q1,q2\n1,0\n0,1\n")

    assert found.items == ("q1", "q2")
    assert found.shares.tolist() == [[1, 0], [0, 1]]


def test_marks_without_names_are_numbered() -> None:
    assert read_responses("1,0,1\n0,0,1\n").items == ("1", "2", "3")


@pytest.mark.parametrize(
    "text", ["id,q1,q2\n1,1,0\n2,0,1\n", "姓名;q1;q2\n安立;1;0\n白桦;0;1\n", "p1\t1\t0\np2\t0\t1\n"]
)
def test_a_column_of_persons_is_left_out(text: str) -> None:
    found = read_responses(text)

    assert found.shares.tolist() == [[1, 0], [0, 1]]
    assert len(found.items) == 2


@pytest.mark.parametrize("key", ["item,key\n题1,B\n题2,AC\n", "题1,题2\nB,AC\n", "B,AC"])
def test_letters_are_held_against_the_key(key: str) -> None:
    found = read_responses("题1,题2\nB,CA\nb,A\n,C\n", key)

    assert found.shares.tolist() == [[1, 1], [1, 0], [0, 0]]
    assert found.chosen == (("B", "AC"), ("B", "A"), (None, "C"))
    assert found.keys == ("B", "AC")


def test_an_empty_mark_counts_as_wrong() -> None:
    assert read_responses("a,b\n1,\n,1\n").shares.tolist() == [[1, 0], [0, 1]]


def test_parts_of_a_mark_are_kept() -> None:
    found = read_responses("a,b\n0.5,1\n1,0.25\n")

    assert found.shares.tolist() == [[0.5, 1], [1, 0.25]]
    assert not found.is_dichotomous


@pytest.mark.parametrize(
    ("text", "key", "said"),
    [
        ("", "", "空的"),
        ("a,b\n1,0\n1\n", "", "第 3 行有 1 列，应为 2 列"),
        ("a,b\n1,0\n1,x7\n", "", "第 3 行“b”列的“x7”"),
        ("题1,题2\nA,C\nB,D\n", "题1,A\n", "答案文件与作答数据对不上"),
        ("a,b\nA,C\nB,?\n", "a,A\nb,C\n", "第 3 行“b”列的“?”不是选项字母"),
    ],
)
def test_what_cannot_be_understood_is_told_with_its_place(text: str, key: str, said: str) -> None:
    with pytest.raises(Invalid) as caught:
        read_responses(text, key)

    assert said in caught.value.sentence


class TestCommand:
    def test_prints_every_figure_as_json(self, tmp_path: Path) -> None:
        file = tmp_path / "lsat.csv"
        file.write_text(lsat.as_csv())

        result = CliRunner().invoke(items, ["analyse", str(file), "--json"])

        said = json.loads(result.output)
        assert result.exit_code == 0
        assert said["alpha"] == pytest.approx(0.295, abs=0.0005)
        assert said["log_likelihood"]["rasch"] == pytest.approx(-2473.054, abs=0.005)
        assert said["items"][2]["item"] == "item3"
        assert said["items"][2]["rasch_difficulty"] == pytest.approx(-0.2576, abs=0.005)
        assert said["items"][0]["two_pl_a"] == pytest.approx(0.8254, abs=0.005)

    def test_takes_letters_with_a_key_in_any_usual_encoding(self, tmp_path: Path) -> None:
        file, key = tmp_path / "作答.csv", tmp_path / "答案.csv"
        file.write_bytes("姓名,题1,题2\n安立,A,B\n白桦,B,B\n陈川,A,C\n".encode("gb18030"))
        key.write_bytes("题1,题2\nA,B\n".encode("gb18030"))

        said = json.loads(CliRunner().invoke(items, ["analyse", str(file), "--key", str(key), "--json"]).output)

        assert [item["facility"] for item in said["items"]] == pytest.approx([2 / 3, 2 / 3])
        assert [option["letter"] for option in said["items"][1]["options"]] == ["A", "B", "C"]

    def test_prints_a_table_for_people(self, tmp_path: Path) -> None:
        file = tmp_path / "lsat.csv"
        file.write_text(lsat.as_csv())

        result = CliRunner().invoke(items, ["analyse", str(file)])

        assert "1000 人，5 题" in result.output
        assert "KR-20 0.295" in result.output

    def test_says_in_a_sentence_what_is_wrong(self, tmp_path: Path) -> None:
        file = tmp_path / "bad.csv"
        file.write_text("a,b\n1,x7\n")

        result = CliRunner().invoke(items, ["analyse", str(file), "--json"])

        assert result.exit_code == 2
        assert "第 2 行" in result.output
        assert CliRunner().invoke(items, ["analyse", str(tmp_path / "none.csv")]).exit_code == 2


def test_the_matrix_of_the_lsat_survives_the_way_through_csv() -> None:
    assert np.array_equal(read_responses(lsat.as_csv()).shares, lsat.answers())
