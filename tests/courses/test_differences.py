"""Differences between versions of a course."""

from __future__ import annotations

from dataclasses import dataclass

from courses.differences import Change, lesson_differences


@dataclass
class Said:
    slug: str
    title: str = "课"
    body: str = "正文"
    key_points: str = "要点"
    minutes: int = 5


def test_lessons_are_matched_by_their_slug() -> None:
    before = [Said("a"), Said("b"), Said("c")]
    after = [Said("b"), Said("a", body="新正文"), Said("d")]

    found = lesson_differences(before, after)

    assert [each.change for each in found] == [Change.SAME, Change.EDITED, Change.ADDED, Change.REMOVED]
    assert [each.moved for each in found] == [True, True, False, False]


def test_another_length_is_a_change() -> None:
    (found,) = lesson_differences([Said("a", minutes=5)], [Said("a", minutes=6)])

    assert found.change is Change.EDITED
    assert found.minutes == (5, 6)
