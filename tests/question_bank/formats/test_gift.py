"""GIFT as people write it by hand."""

from __future__ import annotations

from question_bank import formats

GLUED = """::Q1:: 森林火警电话是？ {
  =12119
  ~119
}
::Q2::支部党员大会每季度至少召开一次。{TRUE}
党员每年集中学习不少于 {=32 =三十二} 学时。
风力灭火机的风速是多少？{#45:5}
"""


def test_questions_without_a_blank_line_between_them_are_told_apart():
    questions = formats.read("题.gift", GLUED.encode()).questions

    assert [question.kind for question in questions] == ["single", "true_false", "fill", "numeric"]
    assert [str(question.status) for question in questions] == ["ready"] * 4
    assert [question.line for question in questions] == [1, 5, 6, 7]


def test_a_question_over_several_lines_stays_one():
    text = "下列说法\n正确的是 {\n=甲\n~乙\n}\n请选一项\n"

    questions = formats.read("题.gift", text.encode()).questions

    assert len(questions) == 1
    assert questions[0].options == ("甲", "乙")
