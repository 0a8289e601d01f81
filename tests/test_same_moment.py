"""Two requests at the same moment: the database decides, one of them wins, nothing is there twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from accounts.actions.members import MemberDraft, add_member
from accounts.models import Member
from assessment.actions import start_attempt
from assessment.models import Attempt, Exam
from core import clock
from core.db import db
from core.errors import Refusal
from learning.actions import enrol
from learning.models import Enrolment
from tests.assessment.makers import make_bank, make_exam
from tests.cast import Cast
from tests.learning.makers import make_course

RIVALS = 6


def at_once(app: Flask, work: Callable[[int], Any]) -> list[Any]:
    """Run the work in several threads that start together; a refusal counts as an answer."""
    start = Barrier(RIVALS)

    def rival(number: int) -> Any:
        with app.app_context():
            start.wait(timeout=10)
            try:
                return work(number)
            except Refusal as refusal:
                return refusal
            finally:
                db.session.remove()

    with ThreadPoolExecutor(RIVALS) as pool:
        return list(pool.map(rival, range(RIVALS)))


def count(model: type, *conditions: Any) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model).where(*conditions)) or 0


def test_starts_at_the_same_moment_make_one_attempt(app: Flask, cast: Cast) -> None:
    exam_id = make_exam(cast.organizer, make_bank(cast.organizer)).id
    alice = cast.alice.id

    def start(_number: int) -> int:
        member, exam = db.session.get_one(Member, alice), db.session.get_one(Exam, exam_id)
        return start_attempt(member, exam, now=clock.now()).id

    answers = at_once(app, start)

    assert count(Attempt, Attempt.exam_id == exam_id) == 1
    assert len({answer for answer in answers if isinstance(answer, int)}) == 1


def test_enrolments_at_the_same_moment_make_one(app: Flask, cast: Cast) -> None:
    course = make_course()
    course_id, version_id, alice = course.id, course.current_version_id, cast.alice.id

    def begin(_number: int) -> int:
        return enrol(db.session.get_one(Member, alice), course_id, version_id, now=clock.now()).id

    answers = at_once(app, begin)

    assert count(Enrolment, Enrolment.course_id == course_id) == 1
    assert len({answer for answer in answers if isinstance(answer, int)}) == 1


def test_people_added_at_the_same_moment_with_one_number_are_one(app: Flask, cast: Cast) -> None:
    admin, branch = cast.admin.id, cast.branch.id

    def add(number: int) -> str:
        actor = db.session.get_one(Member, admin)
        unit = db.session.get_one(type(cast.branch), branch)
        return add_member(actor, MemberDraft("N900", f"新人{number}", unit, None), now=clock.now())[0].name

    answers = at_once(app, add)

    assert count(Member, Member.staff_no == "N900") == 1
    assert sum(isinstance(answer, str) for answer in answers) == 1
