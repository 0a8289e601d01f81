"""Entering, reviewing, correcting and exempting hours; policies and assignments."""

from __future__ import annotations

import threading
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from accounts.models import AuditEntry, Member
from core import clock
from core.db import db
from core.errors import Forbidden, Invalid, Refusal
from learning import actions
from learning.actions.hours import Evidence, enter_hours
from learning.actions.policies import Requirement
from learning.audiences import Audience
from learning.hours.base import Deed
from learning.models import BackEntry, Enrolment, HourEntry, HourPolicy
from learning.queries import completion_facts, ledger, year_standing
from tests.cast import NOON, Cast
from tests.conftest import QueryCount
from tests.learning import makers


@pytest.fixture(autouse=True)
def policies(app):
    actions.load_shipped_policies(None, now=NOON)


def quarters_of(member) -> int:
    return db.session.scalar(select(func.sum(HourEntry.quarters)).where(HourEntry.member_id == member.id)) or 0


class TestPolicies:
    def test_loading_the_shipped_rows_twice_adds_nothing(self, app):
        assert actions.load_shipped_policies(None, now=NOON) == 0

    def test_a_new_requirement_ends_the_one_before_it(self, cast: Cast):
        draft = Requirement("党员", Audience.PARTY_MEMBERS, 160, None, "新规划", 2027)

        actions.add_policy(cast.manager, draft, now=NOON)

        rows = db.session.scalars(select(HourPolicy).where(HourPolicy.audience == "party_members")).all()
        assert [(row.from_year, row.to_year) for row in rows] == [(2020, 2026), (2027, None)]
        assert year_standing([cast.alice.id], 2026)[cast.alice.id].required_hours == 32
        assert year_standing([cast.alice.id], 2027)[cast.alice.id].required_hours == 40

    def test_a_requirement_cannot_start_before_the_one_in_force(self, cast: Cast):
        with pytest.raises(Invalid):
            actions.add_policy(cast.manager, Requirement("党员", Audience.PARTY_MEMBERS, 1, None, "x", 2020), now=NOON)

    def test_a_new_conversion_leaves_earlier_hours_alone(self, cast: Cast):
        evidence = Evidence("back_entry", 1, "学习", date(2026, 5, 1))
        enter_hours(cast.alice.id, "collective_study", Deed(60), evidence, now=NOON)
        actions.set_conversion(
            cast.manager, "collective_study", {"hour": 8, "most": 16}, active=True, basis="x",
            valid_from=date(2026, 6, 1), now=NOON,
        )  # fmt: skip
        later = Evidence("back_entry", 2, "学习", date(2026, 6, 1))

        enter_hours(cast.alice.id, "collective_study", Deed(60), later, now=NOON)

        assert quarters_of(cast.alice) == 4 + 8

    def test_terms_outside_their_limits_are_refused(self, cast: Cast):
        with pytest.raises(Invalid):
            actions.set_conversion(
                cast.manager, "theme_day", {"hour": -1, "half_day": 4}, active=True, basis="x",
                valid_from=date(2026, 6, 1), now=NOON,
            )  # fmt: skip


class TestEntries:
    def test_one_evidence_gives_one_entry(self, cast: Cast):
        evidence = Evidence("completion", 7, "学习", date(2026, 5, 1))

        first = enter_hours(cast.alice.id, "online_lesson", Deed(5), evidence, now=NOON)
        second = enter_hours(cast.alice.id, "online_lesson", Deed(5), evidence, now=NOON)

        assert first is not None
        assert second is None
        assert quarters_of(cast.alice) == 1

    def test_an_activity_that_is_off_gives_nothing(self, cast: Cast):
        evidence = Evidence("self_check", 7, "自测", date(2026, 5, 1))

        assert enter_hours(cast.alice.id, "passed_check", Deed(5), evidence, now=NOON) is None

    def test_a_correction_is_a_second_row_of_the_opposite_sign(self, cast: Cast):
        entry = makers.hour_entry(cast.alice, 4)

        reversal = actions.reverse_entry(cast.manager, entry, "重复登记", now=NOON)

        assert (reversal.quarters, reversal.reason) == (-4, "重复登记")
        assert quarters_of(cast.alice) == 0
        assert ledger(cast.alice, 2026).reversed_ids == {entry.id}
        with pytest.raises(Refusal, match="已经更正过"):
            actions.reverse_entry(cast.manager, entry, "再来", now=NOON)
        with pytest.raises(Refusal):
            actions.reverse_entry(cast.manager, reversal, "再来", now=NOON)

    def test_a_correction_needs_a_reason_and_another_person(self, cast: Cast):
        entry, own = makers.hour_entry(cast.alice, 4), makers.hour_entry(cast.manager, 4, evidence_id=2)

        with pytest.raises(Invalid):
            actions.reverse_entry(cast.manager, entry, "", now=NOON)
        with pytest.raises(Refusal):
            actions.reverse_entry(cast.manager, own, "x", now=NOON)


class TestBackEntries:
    def test_count_once_another_person_agreed(self, cast: Cast):
        record = makers.back_entry(cast.manager, cast.alice)
        assert quarters_of(cast.alice) == 0

        actions.review_back_entry(cast.organizer, record, accepted=True, reason="", now=NOON)

        entry = db.session.scalars(select(HourEntry)).one()
        assert (entry.quarters, entry.side, entry.evidence_id) == (8, "concentrated", record.id)
        with pytest.raises(Refusal, match="已经审核过"):
            actions.review_back_entry(cast.organizer, record, accepted=False, reason="x", now=NOON)

    def test_nobody_reviews_their_own_record_or_their_own_hours(self, cast: Cast):
        record = makers.back_entry(cast.manager, cast.alice)

        for person in (cast.manager, cast.alice):
            with pytest.raises(Refusal):
                actions.review_back_entry(person, record, accepted=True, reason="", now=NOON)

    def test_a_return_needs_a_reason_and_gives_nothing(self, cast: Cast):
        record = makers.back_entry(cast.manager, cast.alice)

        with pytest.raises(Invalid):
            actions.review_back_entry(cast.organizer, record, accepted=False, reason="", now=NOON)
        actions.review_back_entry(cast.organizer, record, accepted=False, reason="无签到表", now=NOON)

        assert quarters_of(cast.alice) == 0
        assert [waiting.id for waiting in ledger(cast.alice, 2026).waiting] == [record.id]

    @pytest.mark.parametrize(
        "values",
        [{"day": date(2026, 6, 2)}, {"day": date(2023, 12, 31)}, {"minutes": 0}, {"minutes": 7201},
         {"activity": "online_lesson"}, {"activity": "none"}],
    )  # fmt: skip
    def test_nonsense_is_refused_and_nothing_kept(self, cast: Cast, values):
        with pytest.raises(Invalid):
            makers.back_entry(cast.manager, cast.alice, **values)

        assert db.session.scalar(select(func.count()).select_from(BackEntry)) == 0


class TestExemptions:
    def test_hold_once_a_year_and_can_be_withdrawn(self, cast: Cast):
        actions.exempt(cast.manager, cast.alice, 2026, "产假", "党委会", now=NOON)
        assert year_standing([cast.alice.id], 2026)[cast.alice.id].exempt == "产假"

        with pytest.raises(Refusal, match="已有免学登记"):
            actions.exempt(cast.manager, cast.alice, 2026, "产假", "党委会", now=NOON)
        actions.withdraw_exemption(cast.manager, cast.alice, 2026, "已返岗", now=NOON)

        assert year_standing([cast.alice.id], 2026)[cast.alice.id].exempt == ""
        actions.exempt(cast.manager, cast.alice, 2026, "外派", "党委会", now=NOON)

    def test_nobody_exempts_themselves(self, cast: Cast):
        with pytest.raises(Refusal):
            actions.exempt(cast.manager, cast.manager, 2026, "x", "x", now=NOON)


class TestAssignments:
    def test_need_a_unit_in_scope_and_a_future_deadline(self, cast: Cast):
        course = makers.make_course()

        with pytest.raises(Forbidden):
            actions.assign_course(
                cast.secretary, course, cast.branch, Audience.EVERYBODY, NOON + timedelta(days=1), now=NOON
            )
        with pytest.raises(Invalid):
            actions.assign_course(cast.manager, course, cast.branch, Audience.EVERYBODY, NOON, now=NOON)

    def test_every_privileged_change_is_in_the_audit_log(self, cast: Cast):
        course = makers.make_course()
        row = actions.assign_course(
            cast.manager, course, cast.branch, Audience.EVERYBODY, NOON + timedelta(days=1), now=NOON
        )
        actions.withdraw_assignment(cast.manager, row, "改期", now=NOON)

        names = set(db.session.scalars(select(AuditEntry.action)))
        assert {"assignment.create", "assignment.withdraw", "course.publish", "hour_policy.add"} <= names


class TestFacts:
    def test_tell_how_far_each_member_got_and_what_is_overdue(self, cast: Cast):
        course = makers.make_course()
        lessons = makers.lessons_of(course)
        actions.assign_course(
            cast.manager, course, cast.branch, Audience.EVERYBODY, NOON + timedelta(hours=2), now=NOON
        )
        makers.complete(cast.alice, lessons[0])
        makers.complete(cast.alice, lessons[1], start=NOON + timedelta(hours=1))
        makers.complete(cast.carol, lessons[0])
        ids = [cast.alice.id, cast.bob.id, cast.carol.id]

        with clock.frozen(NOON + timedelta(days=1)):
            facts = {fact.member_id: fact for fact in completion_facts(ids, 2026)}

        assert (facts[cast.alice.id].completed, facts[cast.alice.id].overdue) == (2, False)
        assert facts[cast.alice.id].completed_at is not None
        assert (facts[cast.bob.id].completed, facts[cast.bob.id].overdue) == (0, True)
        assert (facts[cast.carol.id].completed, facts[cast.carol.id].due_at) == (1, None)

    def test_need_as_many_statements_for_three_people_as_for_one(self, cast: Cast, query_count: QueryCount):
        makers.complete(cast.alice, makers.lessons_of(makers.make_course())[0])

        everybody = [member.id for member in cast.everybody]

        with query_count:
            completion_facts([cast.alice.id], 2026)
            year_standing([cast.alice.id], 2026)
            for_one = len(query_count)
            completion_facts(everybody, 2026)
            year_standing(everybody, 2026)

        assert len(query_count) == 2 * for_one


def test_two_enrolments_at_the_same_moment_make_one(cast: Cast, app):
    course = makers.make_course()
    course_id, version_id, member_id = course.id, course.current_version_id, cast.alice.id
    db.session.remove()
    barrier, failures = threading.Barrier(4), []

    def enrol() -> None:
        with app.app_context():
            member = db.session.get(Member, member_id)
            barrier.wait(timeout=10)
            try:
                actions.enrol(member, course_id, version_id, now=NOON)
            except Exception as error:
                failures.append(error)
            finally:
                db.session.remove()

    threads = [threading.Thread(target=enrol) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert failures == []
    assert db.session.scalar(select(func.count()).select_from(Enrolment)) == 1
