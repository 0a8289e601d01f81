"""Differences between texts and versions."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import pytest

from courses.differences import Change, Piece, lesson_differences, pieces


@dataclass
class Said:
    slug: str
    title: str = "课"
    body: str = "正文"
    key_points: str = "要点"
    minutes: int = 5


def texts(found, *changes: Change) -> str:
    return "".join(piece.text for piece in found if piece.change in changes)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("每周巡护五次。", "每周至少巡护六次。"),
        ("", "新写的。"),
        ("删去的。", ""),
        ("甲\n\n乙\n\n丙", "甲\n\n丙\n\n丁"),
        ("完成26项", "完成13项"),
        ("长" * 30_000, "长" * 30_000 + "短"),
    ],
)
def test_both_texts_can_be_read_from_the_pieces(before, after) -> None:
    found = pieces(before, after)

    assert texts(found, Change.SAME, Change.REMOVED) == before
    assert texts(found, Change.SAME, Change.ADDED) == after
    assert all(a.change != b.change for a, b in pairwise(found))


def test_numbers_are_not_torn() -> None:
    assert Piece(Change.REMOVED, "26") in pieces("共26项。", "共23项。")


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
