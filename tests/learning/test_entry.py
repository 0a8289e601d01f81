"""The gate before a course, and the placement test that leads around it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from accounts.models import Member
from assessment.models import Exam
from assessment.queries import self_check_paper
from core.db import db
from core.errors import Refusal
from courses import actions as course_actions
from courses.actions import PlacementPlan
from courses.models import Course, Placement, Tier
from learning import actions
from learning.actions.entry import Locked
from learning.models import CourseWaiver, HourConversion, HourEntry
from learning.queries.due import due_courses, units_of
from learning.queries.entry import lacks_for, standings
from learning.queries.facts import completion_facts
from learning.queries.home import home_of
from tests.cast import NOON, Cast
from tests.conftest import QueryCount, SignIn
from tests.learning import makers

TODAY = date(2026, 6, 1)
PLAN = PlacementPlan(each=3, pass_percent=80, attempts=2)


def gate(course: Course, kind: str = "prior_course", /, **terms: str) -> None:
    """Set a condition from today."""
    course_actions.add_entry_rule(None, course, kind, terms, valid_from=TODAY, now=NOON)


def two_courses(cast: Cast, **values: object) -> tuple[Course, Course]:
    """A basic course, and an advanced one that waits for it."""
    first = makers.make_course(**values)
    second = makers.make_course(cast.organizer, slug="deep", title="深入", tier=Tier.ADVANCED)
    gate(second, course="fire")
    return first, second


def answer(member: Member, placement: Placement, *, right: bool):
    """Hand a placement test in, all right or all wrong."""
    exam = db.session.get_one(Exam, placement.exam_id)
    said = {"chosen": ["b" if right else "a"]}
    answers = {item.revision_id: said for item in self_check_paper(member, exam)}
    return actions.take_placement(member, placement, answers, now=NOON)


class TestLocked:
    def test_a_course_waits_for_another_and_says_how_much_is_left(self, cast: Cast):
        first, second = two_courses(cast)

        assert lacks_for(cast.alice, second.id) == ["需先完成《防火》：还差 2 课"]
        makers.complete(cast.alice, makers.lessons_of(first)[0])
        assert lacks_for(cast.alice, second.id) == ["需先完成《防火》：还差 1 课"]
        makers.complete(cast.alice, makers.lessons_of(first)[1], start=NOON.replace(hour=6))
        assert lacks_for(cast.alice, second.id) == []

    def test_pages_explain_and_nothing_is_forbidden(self, cast: Cast, sign_in: SignIn):
        _first, second = two_courses(cast)
        browser = sign_in(cast.alice)
        lesson = makers.lessons_of(second)[0]

        for address in ("/learn", "/learn/courses/deep", f"/learn/lessons/{lesson.id}"):
            reply = browser.get(address)
            assert reply.status_code == 200
            assert "需先完成《防火》：还差 2 课" in reply.get_data(as_text=True)
        assert "data-beats-url" not in browser.get(f"/learn/lessons/{lesson.id}").get_data(as_text=True)
        assert "开始学习" not in browser.get("/learn/courses/deep").get_data(as_text=True)

    def test_neither_a_form_nor_a_beat_gets_around_it(self, cast: Cast, sign_in: SignIn):
        _first, second = two_courses(cast)
        browser = sign_in(cast.alice)

        assert browser.post("/learn/courses/deep/enrolment").status_code == 409
        with pytest.raises(Locked):
            makers.study(cast.alice, makers.lessons_of(second)[0], 15)

    def test_who_began_before_goes_on(self, cast: Cast, sign_in: SignIn):
        second = makers.make_course(slug="deep", title="深入")
        actions.enrol(cast.alice, second.id, second.current_version_id, now=NOON)
        makers.make_course()
        gate(second, course="fire")

        page = sign_in(cast.alice).get(f"/learn/lessons/{makers.lessons_of(second)[0].id}").get_data(as_text=True)

        assert "data-beats-url" in page

    def test_the_home_page_offers_no_locked_course(self, cast: Cast):
        course = makers.make_course()
        gate(course, "post", words="会计")

        assert home_of(cast.alice, NOON).offer is None

    def test_a_score_is_the_mean_of_the_best_checks(self, cast: Cast):
        course = makers.make_course(cast.organizer, lessons=2, questions=2)
        lesson = makers.lessons_of(course)[0]
        for chosen in ("a", "b"):
            exam = db.session.get_one(Exam, lesson.exam_id)
            answers = {item.revision_id: {"chosen": [chosen]} for item in self_check_paper(cast.alice, exam)}
            actions.submit_self_check(cast.alice, lesson.id, answers, now=NOON)

        assert standings(cast.alice.id, ["fire"])["fire"].percent == 50
        assert standings(cast.bob.id, ["fire"])["fire"].percent is None

    def test_the_gate_costs_one_statement(self, cast: Cast, sign_in: SignIn, query_count: QueryCount):
        lesson = makers.lessons_of(makers.make_course())[0]
        browser = sign_in(cast.alice)
        browser.get(f"/learn/lessons/{lesson.id}")

        with query_count:
            browser.get(f"/learn/lessons/{lesson.id}")

        assert sum("course_entry_rule" in statement for statement in query_count.statements) == 1


class TestRequiredAndElective:
    def test_badges_and_filters_follow_the_assignments(self, cast: Cast, sign_in: SignIn):
        course = makers.make_course()
        makers.make_course(slug="free", title="自选课")
        actions.assign_course(cast.manager, course, cast.branch, "everybody", NOON.replace(day=9), now=NOON)
        browser = sign_in(cast.alice)

        required = browser.get("/learn?show=required").get_data(as_text=True)
        elective = browser.get("/learn?show=elective").get_data(as_text=True)

        assert "防火" in required and "自选课" not in required
        assert "自选课" in elective and "防火" not in elective
        assert "必修" in browser.get("/learn/courses/fire").get_data(as_text=True)
        assert "这里还没有课程" in sign_in(cast.carol).get("/learn?show=required").get_data(as_text=True)
        assert browser.get("/learn?show=%27x").status_code == 200


class TestPlacement:
    def offer(self, cast: Cast, target: Course | Tier) -> Placement:
        return course_actions.offer_placement(cast.manager, target, PLAN, now=NOON)

    def test_passing_waives_the_course_with_its_evidence_and_opens_the_next(self, cast: Cast, sign_in: SignIn):
        makers.make_questions("防火/第1讲", cast.organizer)
        makers.make_questions("防火/第2讲", cast.organizer)
        first, second = two_courses(cast)
        outcome = answer(cast.alice, self.offer(cast, first), right=True)

        waiver = db.session.scalars(select(CourseWaiver)).one()
        assert (waiver.course_id, waiver.attempt_id, waiver.percent) == (first.id, outcome.check.attempt.id, 100)
        assert lacks_for(cast.alice, second.id) == []
        assert "免学" in sign_in(cast.alice).get("/learn/courses/fire").get_data(as_text=True)
        assert db.session.scalars(select(HourEntry)).all() == []

    def test_failing_waives_nothing_and_attempts_end(self, cast: Cast, sign_in: SignIn):
        course = makers.make_course(cast.organizer)
        placement = self.offer(cast, course)

        for _ in range(2):
            assert answer(cast.alice, placement, right=False).waived == 0
        with pytest.raises(Refusal, match="次数已用完"):
            answer(cast.alice, placement, right=True)
        assert sign_in(cast.alice).get(f"/learn/placements/{placement.id}/paper").status_code == 303

    def test_a_tier_is_skipped_at_once(self, cast: Cast):
        makers.make_course(cast.organizer)
        makers.make_course(cast.organizer, slug="two", title="二")

        assert answer(cast.alice, self.offer(cast, Tier.BASIC), right=True).waived == 2

    def test_hours_are_given_only_where_a_policy_says_so(self, cast: Cast, app):
        actions.load_shipped_policies(None, now=NOON)
        row = db.session.scalars(select(HourConversion).where(HourConversion.activity == "passed_placement")).one()
        assert row.active is False
        actions.set_conversion(cast.manager, "passed_placement", {"each": 2}, active=True, basis="本单位规定",
                               valid_from=TODAY, now=NOON)  # fmt: skip

        answer(cast.alice, self.offer(cast, makers.make_course(cast.organizer)), right=True)

        assert db.session.scalars(select(HourEntry.quarters)).all() == [2]

    def test_a_waived_course_is_no_longer_due_nor_overdue(self, cast: Cast):
        course = makers.make_course(cast.organizer)
        actions.assign_course(cast.manager, course, cast.branch, "everybody", NOON.replace(day=9), now=NOON)
        assert len(due_courses(cast.alice, units_of(cast.alice))) == 1

        answer(cast.alice, self.offer(cast, course), right=True)

        assert due_courses(cast.alice, units_of(cast.alice)) == []
        fact = completion_facts([cast.alice.id], 2026)[0]
        assert fact.is_complete and not fact.overdue

    def test_pages_lead_through_it_and_never_show_the_key(self, cast: Cast, sign_in: SignIn):
        placement = self.offer(cast, makers.make_course(cast.organizer))
        browser = sign_in(cast.alice)
        exam = db.session.get_one(Exam, placement.exam_id)
        items = self_check_paper(cast.alice, exam)
        assert "开始摸底测试" in browser.get(f"/learn/placements/{placement.id}").get_data(as_text=True)
        assert browser.get(f"/learn/placements/{placement.id}/paper").status_code == 200

        reply = browser.post(
            f"/learn/placements/{placement.id}", data={f"question-{item.revision_id}": "b" for item in items}
        )

        assert reply.status_code == 303
        page = browser.get(reply.location).get_data(as_text=True)
        assert "合格" in page and "要看风向" not in page
        assert sign_in(cast.bob).get(reply.location).status_code == 404
        assert browser.get("/learn/placements/99").status_code == 404

    def test_managers_offer_and_close_it(self, cast: Cast, sign_in: SignIn):
        course = makers.make_course(cast.organizer)
        browser = sign_in(cast.manager)
        form = {"target": str(course.id), "each": "3", "pass_percent": "80", "attempts": "2"}

        assert browser.post("/courses/placements", data={**form, "each": "0"}).status_code == 422
        assert browser.post("/courses/placements", data=form).status_code == 303
        assert browser.post("/courses/placements", data=form).status_code == 409
        assert "防火" in browser.get("/courses/placements").get_data(as_text=True)
        assert browser.post("/courses/placements/1/closing", data={"reason": ""}).status_code == 422
        assert browser.post("/courses/placements/1/closing", data={"reason": "换题"}).status_code == 303
        with pytest.raises(Refusal, match="停用"):
            answer(cast.alice, db.session.get_one(Placement, 1), right=True)
        assert sign_in(cast.organizer).post("/courses/placements", data=form).status_code == 403

    def test_a_bank_too_small_is_named(self, cast: Cast):
        with pytest.raises(Refusal, match="不足"):
            self.offer(cast, makers.make_course())
