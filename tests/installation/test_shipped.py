"""What is shipped loads whole, and again without a change."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from assessment import drawing
from assessment.models import Exam
from core.db import db
from core.errors import Invalid
from courses.models import Lesson
from courses.queries import published_courses
from installation import shipped
from question_bank.models import Question
from question_bank.queries import revisions
from question_bank.types import BY_NAME
from tests.cast import NOON


def questions() -> int:
    return db.session.scalar(select(func.count()).select_from(Question)) or 0


def test_questions_courses_and_policies_are_loaded_once(app: Flask) -> None:
    first = shipped.load_shipped(now=NOON)
    again = shipped.load_shipped(now=NOON)

    assert first.questions >= 510
    assert first.courses == len(published_courses()) >= 3
    assert first.policies >= 2
    assert again == shipped.Shipped(0, 0, 0)
    assert questions() == first.questions


def test_every_self_check_is_drawn_from_questions_that_no_person_has_to_mark(app: Flask) -> None:
    shipped.load_shipped(now=NOON)
    lessons = db.session.scalars(select(Lesson).where(Lesson.self_check_count > 0)).all()

    assert len(lessons) >= 53
    seen = set()
    for lesson in lessons:
        assert lesson.exam_id is not None
        exam = db.session.get_one(Exam, lesson.exam_id)
        for seed in range(3):
            drawn = revisions(line["revision_id"] for line in drawing.draw_paper(exam, seed)).values()
            assert len(drawn) == lesson.self_check_count
            assert not [each.stem for each in drawn if BY_NAME[each.kind].needs_people(each.body)]
            seen |= {each.kind for each in drawn}
    assert seen == set(BY_NAME) - {"hotspot", "short_answer", "essay"}


def test_a_faulty_question_file_is_named_and_nothing_is_loaded(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(
        "一、单选题\n1. 支部每月（ ）开展主题党日。\nA. 一次\nB. 两次\n", encoding="utf-8"
    )

    with pytest.raises(Invalid, match=r"bad\.txt"):
        shipped.load_shipped(now=NOON, questions=tmp_path)

    assert questions() == 0
