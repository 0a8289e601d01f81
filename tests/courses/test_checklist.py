"""The checklist of a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest

from courses.checklist import LessonFacts, checklist

GOOD = LessonFacts("课", "正文。", "要点", "能说出要点", 6, "《规定》", 2, 3, objectives_confirmed=True)


def unmet(*lessons: LessonFacts, title: str = "课程", comments: int = 0) -> list[str]:
    return [point.name for point in checklist(title, "简介", lessons, comments) if not point.met]


def test_a_finished_draft_meets_every_point() -> None:
    assert unmet(GOOD) == []


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"sources": 0}, "每课写明依据"),
        ({"source_title": ""}, "每课写明依据"),
        ({"objectives_confirmed": False}, "学习目标已由作者确认"),
        ({"key_points": ""}, "每课有要点"),
        ({"checks": 0}, "每课有自测题"),
        ({"minutes": 4}, "每课 5 至 15 分钟"),
        ({"minutes": 16}, "每课 5 至 15 分钟"),
        ({"body": "![](picture:" + "a" * 64 + ")"}, "图片都有替代文字"),
        ({"body": "TODO：补一个例子"}, "没有待补的文字"),
        ({"title": "第三节（待补）"}, "没有待补的文字"),
    ],
)
def test_a_gap_is_named(changed, name) -> None:
    assert unmet(replace(GOOD, **changed)) == [name]


def test_a_draft_without_lessons_or_with_open_comments_is_not_finished() -> None:
    assert unmet() == ["课程有名称、简介和课"]
    assert unmet(GOOD, title="") == ["课程有名称、简介和课"]
    assert unmet(GOOD, comments=2) == ["意见都已处理"]


def test_the_lesson_with_a_gap_is_named() -> None:
    points = checklist("课程", "简介", [GOOD, replace(GOOD, title="巡护", minutes=30)], 0)

    assert [point.missing for point in points if not point.met] == [("“巡护”",)]
