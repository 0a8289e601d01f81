"""Sentences at the row they speak of; what has one is refused by its type, too."""

from __future__ import annotations

import pytest

from question_bank import editing, row_faults
from question_bank.types import ALL, BY_NAME

pytestmark = pytest.mark.usefixtures("words")
CASES = [
    ("matching", "", "火警 = 12119\n没有等号", [("pairs", 1)]),
    ("matching", "", "火警 = 12119\n= 110", [("pairs", 1)]),
    ("matching", "", "火警 = 12119\n报警 =", [("pairs", 1)]),
    ("matching", "", "火警 = 12119\n报警 = 110\n火警 = 119", [("pairs", 2)]),
    ("classification", "甲\n乙", "电池 = 甲\n报纸 =", [("items", 1)]),
    ("classification", "甲\n乙", "电池\n报纸 = 乙", [("items", 0)]),
    ("ordering", "", "一\n二\n一", [("items", 2)]),
    ("fill", "", "32\n｜\n党章", [("blanks", 1)]),
    ("find_error", "一\n二", "3：改正", [("key", 0)]),
    ("find_error", "一\n二", "第几步不知道\n2：对", [("key", 0)]),
    ("find_error", "一\n二", "2：改正\n0：没有步骤", [("steps", 2)]),
    ("find_error", "一\n一", "1", [("steps", 1)]),
    ("short_answer", "", "参考\n- 报警 ×0\n- 疏散 ×101", [("points", 0), ("points", 1)]),
    ("short_answer", "", "参考\n- 报警\n- 报警｜打电话", [("points", 1)]),
    ("essay", "", "参考\n- 观点 0分\n- 15分", [("rubric", 0), ("rubric", 1)]),
    ("hotspot", "", "矩形 0.1,0.1,0.3,0.4\n三角形 1,2", [("spots", 1)]),
    ("hotspot", "", "矩形 0.1,0.1,0.3", [("spots", 0)]),
    ("hotspot", "", "圆 0.1,0.1,3", [("spots", 0)]),
]


def sender(kind, options, key):
    picture = {"picture-digest": "0" * 64, "picture-width": "640", "picture-height": "400", "picture-alt": "图"}
    fields = {f"{kind}-options": options, f"{kind}-key": key} | picture
    return lambda name: [fields[name]] if name in fields else []


@pytest.mark.parametrize(("kind", "options", "key", "places"), CASES)
def test_a_fault_stands_at_its_row_and_the_type_refuses_it_too(kind, options, key, places):
    sent = sender(kind, options, key)

    found = row_faults.row_faults(kind, sent)

    assert [(fault.rows, fault.row) for fault in found] == places
    assert BY_NAME[kind].faults(editing.body_of(BY_NAME[kind], sent))


@pytest.mark.parametrize("kind", [kind for kind in ALL if kind.name != "material"], ids=lambda kind: kind.name)
def test_a_sound_example_has_none(kind):
    fields = editing.fields_of(kind.name, kind.example)

    assert row_faults.row_faults(kind.name, lambda name: fields.get(name, [])) == []


def test_a_row_of_a_question_inside_a_question_is_named_with_it():
    fields = {
        "part-kind": ["single", "matching"],
        "part-stem": ["先做什么？", "连起来。"],
        "part-options": ["走开\n报警", ""],
        "part-key": ["B", "火警 = 12119\n报警"],
    }

    found = row_faults.row_faults("material", lambda name: fields.get(name, []))

    assert [(fault.part, fault.row) for fault in found] == [(1, 1)]
    assert found[0].sentence == "小题 2，第 2 行：缺少等号，请写成“左边 = 右边”。"


def test_many_faults_are_said_in_one_short_sentence():
    found = row_faults.faults_in("matching", "", "一\n二\n三\n四\n五")

    assert row_faults.in_one(found).endswith("另有 2 处，见各行。")
    assert row_faults.in_one(found).count("第") == row_faults.SHOWN
