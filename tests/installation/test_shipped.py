"""What is shipped loads whole, and again without a change."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from core.db import db
from core.errors import Invalid
from courses.queries import published_courses
from installation import shipped
from question_bank.models import Question
from tests.cast import NOON


def questions() -> int:
    return db.session.scalar(select(func.count()).select_from(Question)) or 0


def test_questions_courses_and_policies_are_loaded_once(app: Flask) -> None:
    first = shipped.load_shipped(now=NOON)
    again = shipped.load_shipped(now=NOON)

    assert first.questions >= 90
    assert first.courses == len(published_courses()) >= 3
    assert first.policies >= 2
    assert again == shipped.Shipped(0, 0, 0)
    assert questions() == first.questions


def test_a_faulty_question_file_is_named_and_nothing_is_loaded(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(
        "一、单选题\n1. 支部每月（ ）开展主题党日。\nA. 一次\nB. 两次\n", encoding="utf-8"
    )

    with pytest.raises(Invalid, match=r"bad\.txt"):
        shipped.load_shipped(now=NOON, questions=tmp_path)

    assert questions() == 0
