"""Rows of the editor in a real browser: what they write is what the server reads, and the other way round."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from question_bank.types import ALL, BY_NAME, SIMPLE, Read, things

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("look"), pytest.mark.usefixtures("words")]
WRITE = "async ([kind, rows]) => (await import('/static/question_bank/rows/notation.js')).NOTATION[kind].write(rows)"
READ = """async ([kind, options, key]) =>
  (await import('/static/question_bank/rows/notation.js')).NOTATION[kind].read(options, key)"""
AREAS = """async (lines) => {
  const shapes = await import('/static/question_bank/spots/shapes.js');
  return shapes.writeAreas(shapes.readAreas(lines));
}"""


@pytest.fixture(scope="module")
def page(chromium: Any, sqlite_app: Flask) -> Iterator[Any]:
    """A page of the product, so that its modules can be loaded."""
    server = make_server("127.0.0.1", 0, sqlite_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = chromium.new_context(base_url=f"http://127.0.0.1:{server.server_port}")
    page = context.new_page()
    page.goto("/sign-in")
    yield page
    context.close()
    server.shutdown()
    thread.join()


def rows(**lists: Any) -> dict[str, Any]:
    fields = {
        name: lists.pop(name)
        for name in ("reference", "value", "tolerance", "unit", "truth", "correction")
        if name in lists
    }
    return {"fields": fields, "lists": lists}  # fmt: skip


WRITTEN = [
    (
        "matching",
        rows(pairs=[{"left": "1+1=2", "right": "a = b"}, {"left": "a→b", "right": "乙"}], spare=[{"text": "丙"}]),
        [["1+1=2", "a = b"], ["a→b", "乙"]],
    ),
    (
        "classification",
        rows(groups=[{"text": "甲"}, {"text": "乙"}], items=[{"text": "x=>y", "group": "乙"}]),
        [["x=>y", "乙"]],
    ),
    ("ordering", rows(items=[{"text": "先"}, {"text": "后 = 完"}]), ["先", "后 = 完"]),
    (
        "find_error",
        rows(
            steps=[
                {"text": "一", "wrong": False, "correction": ""},
                {"text": "二", "wrong": True, "correction": "改：正"},
            ]
        ),
        [[2, "改：正"]],
    ),
    (
        "short_answer",
        rows(reference="甲\n- 乙\n\\- 丙", points=[{"text": "报警×3", "phrases": "打电话|呼救", "weight": "100"}]),
        {
            "reference": "甲\n- 乙\n\\- 丙",
            "points": [{"text": "报警×3", "accepted": ["报警×3", "打电话", "呼救"], "weight": 100}],
        },
    ),
    (
        "essay",
        rows(reference="参考\n- 一 5分", rubric=[{"text": "结合 3分", "points": "2.5"}]),
        {"reference": "参考\n- 一 5分", "rubric": [{"text": "结合 3分", "points": "2.5"}]},
    ),
    ("fill", rows(blanks=[{"accepted": "甲；乙"}]), [["甲；乙"]]),
    ("fill", rows(blanks=[{"accepted": "32｜32学时"}, {"accepted": ""}]), [["32", "32学时"], []]),
    (
        "numeric",
        rows(value="1000", tolerance="5%", unit="m2"),
        {"value": "1000", "tolerance": "5%", "unit": "m2"},
    ),
    ("true_false", rows(truth="false", correction="应为：不得"), {"value": False, "correction": "应为：不得"}),
    (
        "multiple",
        rows(options=[{"text": "甲", "right": True}, {"text": ""}, {"text": "乙", "right": True}]),
        ["A", "B"],
    ),
]


@pytest.mark.parametrize(("kind", "said", "key"), WRITTEN, ids=[f"{each[0]}-{n}" for n, each in enumerate(WRITTEN)])
def test_what_rows_write_is_what_the_server_reads(page: Any, kind: str, said: dict[str, Any], key: Any) -> None:
    lines = page.evaluate(WRITE, [kind, said])

    assert BY_NAME[kind].key_from(lines["key"]) == key


@pytest.mark.parametrize(("kind", "said", "key"), WRITTEN, ids=[f"{each[0]}-{n}" for n, each in enumerate(WRITTEN)])
def test_rows_read_again_what_they_wrote(page: Any, kind: str, said: dict[str, Any], key: Any) -> None:
    lines = page.evaluate(WRITE, [kind, said])
    again = page.evaluate(READ, [kind, lines.get("options", ""), lines["key"]])

    assert page.evaluate(WRITE, [kind, again]) == lines


@pytest.mark.parametrize("kind", [each for each in SIMPLE if each.name != "hotspot"], ids=lambda kind: kind.name)
def test_a_stored_question_comes_through_its_rows_unchanged(page: Any, kind: Any) -> None:
    body = kind.example
    options, key = "\n".join(kind.texts_of(body)), kind.key_text(kind.key_of(body))

    lines = page.evaluate(WRITE, [kind.name, page.evaluate(READ, [kind.name, options, key])])

    texts = things.lines_of(lines.get("options", options))
    read = Read(kind.name, "", tuple(texts), kind.key_from(lines["key"]))
    assert kind.body_of(read) == kind.body_of(Read(kind.name, "", tuple(kind.texts_of(body)), kind.key_from(key)))


def test_lines_that_rows_cannot_show_are_left_alone(page: Any) -> None:
    assert page.evaluate(READ, ["single", "甲\n乙", "第一个"]) is None
    assert page.evaluate(READ, ["true_false", "", "也许"]) is None
    assert page.evaluate(READ, ["numeric", "", "± 5"]) is None


def test_a_line_without_its_sign_becomes_a_row_and_is_not_lost(page: Any) -> None:
    said = page.evaluate(READ, ["matching", "", "火警 = 12119\n没有等号"])

    assert said["lists"]["pairs"][1] == {"left": "没有等号", "right": ""}


@pytest.mark.parametrize(
    "lines",
    ["矩形 0.1,0.1,0.3,0.4\n圆 0.7,0.5,0.1 错\n多边形 0.1,0.1,0.2,0.1,0.2,0.3", "看不懂的一行\n矩形 0.1,0.1,0.3"],
)
def test_areas_come_back_as_lines_and_unreadable_ones_stay(page: Any, lines: str) -> None:
    assert page.evaluate(AREAS, lines) == lines


def test_every_written_kind_has_rows(page: Any) -> None:
    names = page.evaluate("async () => Object.keys((await import('/static/question_bank/rows/notation.js')).NOTATION)")

    assert set(names) == {kind.name for kind in ALL} - {"hotspot", "material"}
