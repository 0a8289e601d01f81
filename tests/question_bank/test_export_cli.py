"""`flask questions export` for scripts."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core.db import db
from question_bank import actions, formats, writing
from question_bank.models import State
from tests.question_bank.makers import make_question


def run(app, *arguments):
    return app.test_cli_runner().invoke(args=["questions", *map(str, arguments)])


@pytest.fixture
def bank(cast):
    make_question(cast.organizer, state=State.READY)
    topic = actions.ensure_topic("井下").id
    make_question(cast.organizer, kind="true_false", stem="井下可以拆卸矿灯。", topic_id=topic, state=State.READY)
    make_question(cast.organizer, stem="还没有审过的草稿题是（  ）。")


@pytest.mark.parametrize("name", [writer.name for writer in writing.ALL])
def test_what_is_exported_is_understood_by_read(app, bank, tmp_path, name):
    file = tmp_path / f"题库.{writing.BY_NAME[name].ending}"

    answer = run(app, "export", file, "--format", name)

    assert answer.exit_code == 0, answer.output
    read = json.loads(run(app, "read", file, "--json").output)
    assert [each["stem"] for each in read["questions"]] == ["森林火警电话是（  ）。", "井下可以拆卸矿灯。"]
    assert [each["key"] for each in read["questions"]] == ["B", False]


def test_a_topic_a_kind_and_a_state_narrow_what_is_taken(app, bank, tmp_path):
    file = tmp_path / "a.json"
    stems = []

    for narrowed in (["--topic", "井下"], ["--kind", "single"], ["--state", "draft"]):
        run(app, "export", file, "--format", "json", *narrowed)
        stems.append([each.stem[:4] for each in formats.read("a.json", file.read_bytes()).questions])

    assert stems == [["井下可以"], ["森林火警"], ["还没有审"]]


def test_every_export_is_on_record(app, cast, bank, tmp_path):
    run(app, "export", tmp_path / "a.json", "--format", "json", "--by", cast.organizer.staff_no)

    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "question.export")).one()
    assert entry.actor_id == cast.organizer.id
    assert json.loads(entry.after)["questions"] == 2 if isinstance(entry.after, str) else entry.after["questions"] == 2


def test_what_a_format_cannot_keep_is_said(app, cast, tmp_path):
    make_question(cast.organizer, source="《条例》第3条", state=State.READY)

    answer = run(app, "export", tmp_path / "a.txt", "--format", "gift")

    assert answer.exit_code == 0
    assert "第 1 题：GIFT 不能保存出处。" in answer.output


def test_nothing_to_export_ends_with_1_and_what_is_unknown_with_2(app, bank, tmp_path):
    nothing = run(app, "export", tmp_path / "a.txt", "--format", "text", "--state", "retired")
    topic = run(app, "export", tmp_path / "a.txt", "--format", "text", "--topic", "没有这个")
    folder = run(app, "export", tmp_path / "no" / "a.txt", "--format", "text")
    format_ = run(app, "export", tmp_path / "a.txt", "--format", "nonsense")

    assert [each.exit_code for each in (nothing, topic, folder, format_)] == [1, 2, 2, 2]
    assert "没有选中任何题目" in nothing.output
    assert "没有知识点" in topic.output
    assert "不能写入文件" in folder.output
    assert not (tmp_path / "a.txt").exists()
