"""Several papers in one file with their keys together at the end."""

from __future__ import annotations

import pytest

from question_bank.formats.paper_text import read_text

pytestmark = pytest.mark.usefixtures("words")
FIRST = """{name}
一、单选题
1.灭火器应放在（ ）处。
A.明显 B.隐蔽 C.上锁
2.油锯加油时应当（ ）。
A.停机 B.怠速 C.高速
二、判断题
1.消防通道可以堆物。（ ）
"""
SECOND = """{name}
一、单选题
1.电器着火应先（ ）。
A.泼水 B.断电 C.逃跑
2.安全帽应当（ ）。
A.反戴 B.系紧下颌带 C.不系
二、判断题
1.酒后可以上岗。（ ）
"""
RIGHT = ["A", "A", False, "B", "B", False]


def found(keys: str, one: str = "试卷A", other: str = "试卷B") -> list[tuple[object, str]]:
    reading = read_text(FIRST.format(name=one) + SECOND.format(name=other) + keys)
    return [(question.key, str(question.status)) for question in reading.questions]


@pytest.mark.parametrize(
    ("one", "other", "keys"),
    [
        ("试卷A", "试卷B", "参考答案\n试卷A\n一、1-2 AA\n二、1.×\n试卷B\n一、1-2 BB\n二、1.×\n"),
        ("试卷A", "试卷B", "参考答案\n试卷B：\n一、1-2 BB\n二、1.×\n试卷A：\n一、1-2 AA\n二、1.×\n"),
        ("试卷A", "试卷B", "试卷A参考答案\n一、1.A 2.A\n二、1.×\n试卷B参考答案\n一、1.B 2.B\n二、1.×\n"),
        ("安全知识竞赛（甲卷）", "安全知识竞赛（乙卷）", "甲卷答案：\n一、AA\n二、×\n乙卷答案：\n一、BB\n二、×\n"),
        ("竞赛第一套试题", "竞赛第二套试题", "附：参考答案\n第一套\n一、AA\n二、×\n第二套\n一、BB\n二、×\n"),
    ],
)
def test_each_paper_gets_the_key_of_its_name(one, other, keys):
    assert found(keys, one, other) == [(key, "ready") for key in RIGHT]


@pytest.mark.parametrize(
    "keys",
    [
        "参考答案\n一、1.A 2.A\n二、1.×\n",
        "参考答案\n试卷A：\n一、1.A 2.A\n二、1.×\n试卷A：\n一、1.B 2.B\n二、1.×\n",
        "参考答案\n试卷A：\n一、1.A 2.A\n二、1.×\n试卷C：\n一、1.B 2.B\n二、1.×\n",
        "参考答案\n本卷由安监部命题。\n试卷A：1.A 2.A\n试卷B：1.B 2.B\n",
    ],
)
def test_keys_that_do_not_name_every_paper_once_are_never_ready_and_wrong(keys):
    for (key, status), right in zip(found(keys), RIGHT, strict=True):
        assert status != "ready" or key == right


def test_a_key_with_too_many_answers_leaves_the_other_paper_alone():
    keys = "参考答案\n试卷A：\n一、1.A 2.A 3.B\n二、1.×\n试卷B：\n一、1.B 2.B\n二、1.×\n"

    assert [status for _key, status in found(keys)] == ["doubtful", "doubtful", "ready", "ready", "ready", "ready"]


def test_a_section_without_a_key_does_not_take_that_of_the_other_paper():
    keys = "参考答案\n试卷A：\n一、1.A 2.A\n试卷B：\n一、1.B 2.B\n二、1.×\n"

    assert found(keys)[2] == (None, "rejected")
    assert found(keys)[5] == (False, "ready")
