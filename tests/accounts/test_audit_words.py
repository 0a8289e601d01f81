"""Auditors read words: every action that the packages write into the log has a name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from accounts import labels
from accounts.audit_words import NOUNS, VERBS, action_in_words, thing_in_words
from accounts.models import AuditEntry
from accounts.views.audit import told_changes

ROOT = Path(__file__).resolve().parent.parent.parent


def written_actions() -> Iterator[str]:
    """Every `<noun>.<verb>` that stands in the code as the action of an entry."""
    for path in sorted(ROOT.glob("*/**/*.py")):
        if path.relative_to(ROOT).parts[0] in {"tests", "migrations"} or "audit" not in path.read_text("utf-8"):
            continue
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "attr", "") in {"record", "record_many"}:
                for given in call.args[1:2]:
                    if isinstance(given, ast.Constant) and isinstance(given.value, str):
                        yield given.value


def test_every_action_of_every_package_has_a_name() -> None:
    actions = set(written_actions())
    nameless = {
        action
        for action in actions - set(labels.ACTIONS)
        if action.partition(".")[0] not in NOUNS or action.partition(".")[2] not in VERBS
    }

    assert len(actions) > 80
    assert nameless == set(), "name them in accounts/audit_words.py"


@pytest.mark.usefixtures("app")
class TestWords:
    """Entries as the page tells them."""

    def test_an_action_is_told_as_a_thing_and_what_was_done(self) -> None:
        assert labels.action_label("contest.create") == "竞赛 · 新建"
        assert labels.action_label("member.change") == "修改学员"
        assert action_in_words("nobody.knows") == "nobody · knows"

    def test_a_numbered_thing_is_told_by_its_noun(self) -> None:
        assert thing_in_words("assignment:3") == "学习任务 3"
        assert thing_in_words("安立（A1）") == "安立（A1）"

    def test_instants_days_and_states_are_told_as_people_write_them(self, app: Flask) -> None:
        entry = AuditEntry(
            before='{"state": "draft", "opens_at": null}',
            after='{"state": "open", "opens_at": "2026-06-01 01:00:00.5+00:00", "on": "2026-06-02", "chief": true}',
        )

        assert told_changes(entry) == [
            ("状态", "草稿", "已开放"),
            ("开始时间", "", "2026年6月1日 09:00"),
            ("日期", "", "2026年6月2日"),
            ("裁判长", "", "是"),
        ]
