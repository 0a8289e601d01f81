"""Makers of questions for tests."""

from __future__ import annotations

from typing import Any

from core import clock
from question_bank import actions, formats
from question_bank.actions import QuestionDraft
from question_bank.models import Question, State
from question_bank.types import BY_NAME

PAPER = (
    "一、单选题（共3题）\n1. 森林火警电话是（  ）。\nA. 110\nB. 12119\nC. 122\n答案：B\n解析：全国统一。\n知识点：防火/报警\n"
    "2. 发现烟点应当（  ）。\nA. 立即报告\nB. 离开\n答案：A\n"
    "3. 巡护记录应当（  ）。\nA. 时间\nB. 地点\nC. 事项\nC. 结果\n答案：D\n"
    "二、多选题\n1. 油锯手应当佩戴（  ）。\nA. 头盔\nB. 手套\nC. 领带\n答案：AB\n"
    "三、判断题\n1. 林区可以随意用火。（×）\n2. 防火期一律不准野外用火。（V）\n"
    "四、填空题\n1. 党员每年学习不少于____学时。\n答案：32\n"
)


def draft(kind: str = "single", **changes: Any) -> QuestionDraft:
    """Return a sound draft; its topic is made when none is given."""
    values: dict[str, Any] = {
        "kind": kind,
        "stem": "森林火警电话是（  ）。",
        "body": BY_NAME[kind].example,
        "explanation": "全国统一。",
    }
    values |= changes
    values.setdefault("topic_id", actions.ensure_topic("防火/报警").id)
    return QuestionDraft(**values)


def make_question(author: Any, *, state: str = State.DRAFT, **changes: Any) -> Question:
    """Return a question in a state."""
    return actions.create_question(author, draft(**changes), now=clock.now(), state=state)


def reading(text: str = PAPER) -> formats.Reading:
    """Return a reading of a paper."""
    return formats.read("试卷.txt", text.encode())
