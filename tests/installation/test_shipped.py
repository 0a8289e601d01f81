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
from core.search import STAFF, find
from courses.models import Lesson
from courses.queries import published_courses
from installation import shipped
from question_bank.actions import QuestionDraft, move_question, revise_question
from question_bank.models import Question
from question_bank.queries import revisions
from question_bank.types import BY_NAME
from tests.cast import NOON, Cast


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


EDITION = """一、单选题
1. 支部每月（  ）开展主题党日。
A. 一次
B. 两次
答案：A
解析：{why}
知识点：党建/主题党日

2. {asked}（  ）。
A. 书记
B. 委员
答案：A
解析：书记先讲。
知识点：党建/带头
"""


def load(folder: Path, why: str = "每月一次。", asked: str = "带头讲授条例的是") -> int:
    (folder / "day.txt").write_text(EDITION.format(why=why, asked=asked), encoding="utf-8")
    return shipped.load_shipped(now=NOON, questions=folder).questions


def known() -> dict[str, tuple[str, int]]:
    """State and number of the latest revision under each explanation and stem."""
    found = db.session.scalars(select(Question).order_by(Question.id).execution_options(populate_existing=True))
    return {f"{each.latest.explanation}{each.latest.stem}": (str(each.state), each.latest.number) for each in found}


def test_an_edited_file_renews_its_questions_instead_of_bringing_them_twice(app: Flask, tmp_path: Path) -> None:
    assert load(tmp_path) == 2

    assert load(tmp_path, why="每月固定一天。", asked="先讲条例的是") == 0

    assert known() == {
        "每月固定一天。支部每月（  ）开展主题党日。": ("ready", 2),
        "书记先讲。先讲条例的是（  ）。": ("ready", 2),
    }
    assert [find(word, kinds=["question"], audiences=[STAFF]).total for word in ("讲授", "固定")] == [0, 1]


def test_a_file_that_says_the_same_in_other_bytes_renews_nothing(app: Flask, tmp_path: Path) -> None:
    load(tmp_path)
    (tmp_path / "day.txt").write_text("\n" + (tmp_path / "day.txt").read_text(encoding="utf-8"), encoding="utf-8")

    assert shipped.load_shipped(now=NOON, questions=tmp_path).questions == 0

    assert {number for _state, number in known().values()} == {1}


def test_what_people_changed_or_retired_stays_as_they_left_it(app: Flask, cast: Cast, tmp_path: Path) -> None:
    load(tmp_path)
    first, second = db.session.scalars(select(Question).order_by(Question.id))
    move_question(cast.organizer, first, "retired", now=NOON)
    written = QuestionDraft("single", "谁先讲条例（  ）。", second.latest.body, second.topic_id)
    revise_question(cast.organizer, second, written, now=NOON)

    assert load(tmp_path, why="每月固定一天。", asked="先讲条例的是") == 0

    assert known() == {
        "每月一次。支部每月（  ）开展主题党日。": ("retired", 1),
        "谁先讲条例（  ）。": ("draft", 2),
    }


def test_a_question_the_new_edition_does_not_hold_is_retired(app: Flask, tmp_path: Path) -> None:
    load(tmp_path)
    text = EDITION.format(why="每月一次。", asked="带头讲授条例的是").partition("\n2. ")[0]
    (tmp_path / "day.txt").write_text(text, encoding="utf-8")

    assert shipped.load_shipped(now=NOON, questions=tmp_path).questions == 0

    assert [state for state, _number in known().values()] == ["ready", "retired"]
