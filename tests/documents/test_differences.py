"""Differences of texts of many lines."""

from __future__ import annotations

from itertools import pairwise

import pytest

from documents.differences import COME, GONE, SAME, Segment, text_difference


def texts(found, *kinds: str) -> str:
    return "".join(piece.text for piece in found if piece.kind in kinds)


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
def test_both_texts_can_be_read_from_the_text_difference(before, after) -> None:
    found = text_difference(before, after)

    assert texts(found, SAME, GONE) == before
    assert texts(found, SAME, COME) == after
    assert all(a.kind != b.kind for a, b in pairwise(found))


def test_numbers_are_not_torn() -> None:
    assert Segment(GONE, "26") in text_difference("共26项。", "共23项。")
