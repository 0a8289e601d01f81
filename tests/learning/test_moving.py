"""Moving learners to a newer version of their course."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accounts.models import AuditEntry
from core import clock
from core.db import db
from core.errors import Invalid, Refusal
from courses.actions import publish_courses
from courses.queries import course_by_slug
from learning import actions
from learning.models import Enrolment, HourEntry, LessonCompletion
from learning.queries import completion_facts, study
from tests.cast import NOON, Cast
from tests.conftest import SignIn
from tests.learning.makers import course_source, lessons_of, make_course
from tests.learning.makers import study as studied


def republished():
    """The second lesson changes, the first stays."""
    source = course_source()
    changed = replace(source.lessons[1], body="## 新\n\n改过的正文。")
    publish_courses(None, [replace(source, lessons=(source.lessons[0], changed))], now=NOON)
    db.session.expire_all()
    return course_by_slug("fire")


def enrolled_version(member) -> int:
    return db.session.scalar(select(Enrolment.version_id).where(Enrolment.member_id == member.id))


def test_learners_keep_their_version_until_they_are_moved(cast: Cast) -> None:
    course = make_course()
    begun = course.current_version_id
    actions.enrol(cast.alice, course.id, begun, now=NOON)
    course = republished()

    assert enrolled_version(cast.alice) == begun
    moved = actions.move_learners(cast.manager, course, "规定已修订", now=NOON)

    assert moved == 1
    assert enrolled_version(cast.alice) == course.current_version_id
    assert (
        db.session.scalar(select(AuditEntry.reason).where(AuditEntry.action == "course.move_learners")) == "规定已修订"
    )


def test_an_unchanged_lesson_stays_completed_and_counts_its_hours_once(cast: Cast) -> None:
    course = make_course()
    for lesson in lessons_of(course):
        studied(cast.alice, lesson, 300)
    assert db.session.scalar(select(func.count()).select_from(LessonCompletion)) == 2
    hours = db.session.scalar(select(func.count()).select_from(HourEntry))

    course = republished()
    actions.move_learners(cast.manager, course, "规定已修订", now=NOON)

    seen = study.course_of_lesson(cast.alice.id, lessons_of(course)[0].id)
    assert [lesson.is_complete for lesson in seen.lessons] == [True, False]
    assert db.session.scalar(select(func.count()).select_from(HourEntry)) == hours
    with clock.frozen(NOON + timedelta(days=1)):
        (fact,) = completion_facts([cast.alice.id], 2026)
    assert fact.lessons == 2
    assert fact.completed == 1


def test_who_cannot_be_moved_stays(cast: Cast) -> None:
    course = make_course()

    with pytest.raises(Invalid):
        actions.move_learners(cast.manager, course, "", now=NOON)
    with pytest.raises(Refusal):
        actions.move_learners(cast.manager, course, "没有人", now=NOON)


class TestThePage:
    def test_a_manager_sees_and_moves(self, cast: Cast, sign_in: SignIn) -> None:
        course = make_course()
        actions.enrol(cast.alice, course.id, course.current_version_id, now=NOON)
        course = republished()
        browser, address = sign_in(cast.manager), f"/courses/{course.id}/learners"

        assert "有 1 人还在学较早的版本" in browser.get(address).get_data(as_text=True)
        assert browser.post(address, data={"reason": ""}).status_code == 422
        assert browser.post(address, data={"reason": "规定已修订"}).status_code == 303
        assert browser.post(address, data={"reason": "规定已修订"}).status_code == 409
        assert browser.get("/courses/99/learners").status_code == 404

    def test_others_are_kept_out(self, cast: Cast, sign_in: SignIn, client) -> None:
        course = make_course()

        assert sign_in(cast.alice).get(f"/courses/{course.id}/learners").status_code == 403
        assert sign_in(cast.organizer).post(f"/courses/{course.id}/learners").status_code == 403
        assert client.get(f"/courses/{course.id}/learners").status_code == 302
