"""Corrections on the import page keep what they do not touch."""

from __future__ import annotations

import pytest

from question_bank.formats.base import ReadQuestion
from question_bank.formats.paper_text import read_text
from question_bank.staging import Correction, corrected

pytestmark = pytest.mark.usefixtures("words")


def short_answer() -> ReadQuestion:
    return read_text("一、简答题\n1. 发现火情怎么办？\n答案：马上报警。\n得分要点：\n- 报警 ×1\n").questions[0]


def correction(key: str) -> Correction:
    return Correction(
        kind="short_answer", stem="发现火情首先怎么办？", options="", key=key, explanation="", topic="防火"
    )


def test_another_stem_leaves_the_key_points_alone():
    before = short_answer()

    after = corrected(before, correction("马上报警。"))

    assert after.stem == "发现火情首先怎么办？"
    assert after.body == before.body


def test_another_reference_drops_the_points_of_the_old_one():
    assert corrected(short_answer(), correction("先跑。")).body is None
