"""Search finds the same on both databases: words, prefixes, ranks, kinds, pages."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from core.db import atomic
from core.search import ALL, STAFF, Entry, SearchKind, fill_if_empty, find, put, rebuild, take_out
from tests.cast import NOON

THINGS = (
    ("1", "学时管理办法", "总则", "党员每年集中学习不少于32学时。"),
    ("2", "支部工作", "学时", "三会一课由支部书记主持。"),
    ("3", "网络安全", "标准", "执行GB/T22239-2019和GB/T 25058，防护等级为三级。"),
    ("4", "报警须知", "", "森林火警电话是12119，矿山救护电话另行公布。"),
    ("5", "培训制度", "", "新员工培训120学时，其中安全培训12课时。学。时"),
    ("6", "护林员巡护", "记录", "巡护记录当天填写。矿"),
    ("7", "学", "", "时间"),
)
KIND = SearchKind("thing", "事", ALL, lambda ref, staff: ref, lambda: iter(entries()))
SECRET = SearchKind("secret", "密", STAFF, lambda ref, staff: ref, lambda: iter(entries()[:1]))


def entries() -> list[Entry]:
    return [Entry(*thing, NOON + timedelta(days=int(thing[0]))) for thing in THINGS]


@pytest.fixture(autouse=True)
def indexed(app: Flask) -> None:
    """Index the things."""
    rebuild([KIND])


def refs(query: str, **options: object) -> list[str]:
    values = {"kinds": ["thing"], "audiences": [ALL], **options}
    return [hit.ref for hit in find(query, **values).items]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("学时", ["1", "2", "5"]),  # title, heading, text
        ("支部", ["2"]),
        ("三会一课", ["2"]),
        ("会一课", ["2"]),
        ("12119", ["4"]),
        ("1211", ["4"]),
        ("12", ["5"]),
        ("GB/T22239", ["3"]),
        ("gbt25058", []),
        ("GB/T 25058", ["3"]),
        ("ＧＢ", ["3"]),
        ("22239", ["3"]),
        ("222", ["3"]),
        ("矿", ["6", "4"]),
        ("学时 支部", ["2"]),
        ("支部 没有的词", []),
        ("办法总则", []),  # a phrase does not run over from the title into the heading
        ("课时", ["5"]),
        ("学时学时", []),
        ("时。其中", ["5"]),  # marks between words do not matter
        ("' OR 1=1 --", []),
        ('"(*) NEAR : & | ! <->', []),
        ("OR", []),
        ("", []),
        ("！", []),
    ],
)
def test_words_are_found(query: str, found: list[str]) -> None:
    assert refs(query) == found


def test_titles_come_before_headings_before_texts_and_new_before_old() -> None:
    assert refs("学") == ["7", "1", "2", "5"]


def test_what_is_put_again_is_found_as_it_is_now() -> None:
    again(Entry("1", "新办法", "", "没有那个词了", NOON))

    assert refs("学时") == ["2", "5"]
    assert refs("新办法") == ["1"]


def test_what_is_taken_out_is_not_found() -> None:
    out("1")

    assert refs("学时") == ["2", "5"]


def test_only_ones_own_audience_and_kind_are_found() -> None:
    rebuild([KIND, SECRET])

    assert refs("学时", kinds=["thing", "secret"]) == ["1", "2", "5"]
    assert refs("学时", kinds=["secret"], audiences=[ALL, STAFF]) == ["1"]
    assert refs("学时", kinds=[]) == []


def test_results_come_in_pages() -> None:
    page = find("学时", kinds=["thing"], audiences=[ALL], number=2, size=2)

    assert (page.total, page.number, [hit.ref for hit in page.items]) == (3, 2, ["5"])
    assert find("学时", kinds=["thing"], audiences=[ALL], number=99, size=2).number == 2


def test_a_rebuild_forgets_what_no_longer_exists() -> None:
    assert rebuild([SECRET]) == {"secret": 1}
    assert refs("支部", kinds=["thing", "secret"], audiences=[ALL, STAFF]) == []


def test_an_upgrade_indexes_what_is_there_already_and_nothing_twice() -> None:
    fill_if_empty([SECRET])
    assert refs("学时", kinds=["secret"], audiences=[ALL, STAFF]) == []
    rebuild([])

    fill_if_empty([SECRET])

    assert refs("学时", kinds=["secret"], audiences=[ALL, STAFF]) == ["1"]


def test_a_part_does_not_push_others_down_by_the_title_of_the_whole() -> None:
    again(replace(entries()[5], ref="8", title="学时汇编", at=NOON + timedelta(days=99), is_part=True))

    assert refs("学时") == ["1", "2", "8", "5"]
    assert refs("汇编 巡护") == ["8"]
    assert refs("矿学") == []


def test_hits_are_marked() -> None:
    (hit,) = find("12119", kinds=["thing"], audiences=[ALL]).items

    assert [piece.text for piece in hit.body if piece.is_hit] == ["12119"]


def test_the_command_indexes_everything_anew(app: Flask) -> None:
    answer = app.test_cli_runner().invoke(args=["search", "rebuild"])

    assert answer.exit_code == 0
    assert "paragraph: 0" in answer.output and "lesson: 0" in answer.output
    assert refs("支部") == []


@atomic
def again(entry: Entry) -> None:
    put(KIND, [entry])


@atomic
def out(ref: str) -> None:
    take_out(KIND, [ref])
