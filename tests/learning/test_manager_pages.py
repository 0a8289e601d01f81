"""The managers' pages: who may, what they do, and how they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from accounts.permissions import Role
from core.db import atomic, db
from learning import actions
from learning.models import Assignment, BackEntry, Exemption, HourConversion, HourEntry, HourPolicy
from tests.cast import NOON, Cast, grant
from tests.conftest import QueryCount, SignIn
from tests.learning import makers


@pytest.fixture(autouse=True)
def policies(app):
    actions.load_shipped_policies(None, now=NOON)


def count_of(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


@atomic
def second_manager(cast: Cast):
    grant(cast.organizer, Role.TRAINING_MANAGER, cast.committee)


BACK_ENTRY = {"activity": "collective_study", "title": "党员大会", "happened_on": "2026-05-20", "minutes": "120",
              "place": "会议室", "evidence": "签到表"}  # fmt: skip
POLICY = {"name": "党员", "audience": "party_members", "required_hours": "40", "online_cap": "", "from_year": "2027",
          "basis": "新规划"}  # fmt: skip


READ_PAGES = ("/hours/members", "/hours/policies", "/assignments")
EDIT_PAGES = ("/hours/back-entries", "/hours/back-entries/new", "/hours/policies/new", "/assignments/new",
              "/hours/policies/conversions/theme_day")  # fmt: skip


class TestWhoMay:
    @pytest.mark.parametrize("address", READ_PAGES)
    def test_read(self, cast: Cast, sign_in: SignIn, client, address):
        assert sign_in(cast.manager).get(address).status_code == 200
        assert sign_in(cast.secretary).get(address).status_code == 200
        assert sign_in(cast.alice).get(address).status_code == 403
        assert client.get(address).status_code == 302

    @pytest.mark.parametrize("address", EDIT_PAGES)
    def test_edit(self, cast: Cast, sign_in: SignIn, client, address):
        assert sign_in(cast.manager).get(address).status_code == 200
        assert sign_in(cast.secretary).get(address).status_code == 403
        assert sign_in(cast.alice).get(address).status_code == 403
        assert client.get(address).status_code == 302

    def test_a_secretary_sees_the_own_branch_and_nobody_else(self, cast: Cast, sign_in: SignIn):
        browser = sign_in(cast.secretary)
        page = browser.get("/hours/members").get_data(as_text=True)

        assert "安立" in page
        assert "陈川" not in page
        assert browser.get(f"/members/{cast.alice.id}/hours").status_code == 200
        assert browser.get(f"/members/{cast.carol.id}/hours").status_code == 404
        assert browser.get(f"/hours/members?unit={cast.other_branch.id}").status_code == 404
        assert sign_in(cast.bob).get(f"/members/{cast.alice.id}/hours").status_code == 403


class TestList:
    def test_filters_by_standing_and_by_name(self, cast: Cast, sign_in: SignIn):
        makers.hour_entry(cast.alice, 128)
        browser = sign_in(cast.manager)

        met = browser.get("/hours/members?state=met").get_data(as_text=True)
        found = browser.get("/hours/members?q=B001").get_data(as_text=True)

        assert "安立" in met
        assert "白桦</a>" not in met
        assert "白桦" in found
        assert "安立" not in found

    def test_needs_as_many_statements_for_ten_people_as_for_three(self, cast: Cast, sign_in, query_count: QueryCount):
        few, many = sign_in(cast.secretary), sign_in(cast.manager)
        few.get("/hours/members")

        with query_count:
            few.get("/hours/members")
            for_few = len(query_count)
            many.get("/hours/members")

        assert len(query_count) - for_few <= for_few + 4

    @pytest.mark.parametrize("query", ["year=abc", "year=9999", "unit=x", "page=-1", "state=none", "q=%00%25"])
    def test_nonsense_in_the_address_is_ignored(self, cast: Cast, sign_in: SignIn, query):
        assert sign_in(cast.manager).get(f"/hours/members?{query}").status_code == 200


class TestLedger:
    def test_opens_every_entry_down_to_its_evidence(self, cast: Cast, sign_in: SignIn):
        lesson = makers.lessons_of(makers.make_course())[0]
        makers.complete(cast.alice, lesson)
        entry = db.session.scalars(select(HourEntry)).one()

        own = sign_in(cast.alice).get(f"/hours/entries/{entry.id}").get_data(as_text=True)
        seen = sign_in(cast.manager).get(f"/members/{cast.alice.id}/hours/{entry.id}").get_data(as_text=True)

        for page in (own, seen):
            assert "2026年6月1日 12:00" in page
            assert "15 分钟及以下 0.25 学时" in page
            assert "计时不少于预计时长的 60%" in page

    def test_somebody_elses_entry_is_not_found(self, cast: Cast, sign_in: SignIn):
        entry = makers.hour_entry(cast.alice, 4)

        assert sign_in(cast.bob).get(f"/hours/entries/{entry.id}").status_code == 404
        assert sign_in(cast.manager).get(f"/members/{cast.bob.id}/hours/{entry.id}").status_code == 404

    def test_shows_total_rule_and_whether_it_is_met(self, cast: Cast, sign_in: SignIn):
        makers.hour_entry(cast.alice, 128)

        page = sign_in(cast.alice).get("/hours").get_data(as_text=True)

        assert "已达标" in page
        assert "党员教育管理工作条例" in page

    def test_a_correction_is_made_once_with_a_reason(self, cast: Cast, sign_in: SignIn):
        entry = makers.hour_entry(cast.alice, 4)
        address = f"/members/{cast.alice.id}/hours/{entry.id}/reversal"
        browser = sign_in(cast.manager)

        assert browser.post(address, data={"reason": ""}).status_code == 422
        assert browser.post(address, data={"reason": "重复"}).status_code == 303
        assert browser.post(address, data={"reason": "重复"}).status_code == 409
        assert sign_in(cast.secretary).post(address, data={"reason": "x"}).status_code == 403
        assert "已更正" in browser.get(f"/members/{cast.alice.id}/hours").get_data(as_text=True)

    def test_an_exemption_is_recorded_and_withdrawn(self, cast: Cast, sign_in: SignIn):
        browser = sign_in(cast.manager)
        address = f"/members/{cast.alice.id}/exemptions"

        bad = browser.post(address, data={"year": "2026", "reason": ""})
        good = browser.post(address, data={"year": "2026", "reason": "产假", "approved_by": "党委会"})
        page = browser.get(f"/members/{cast.alice.id}/hours").get_data(as_text=True)
        ended = browser.post(f"{address}/2026/withdrawal", data={"reason": "返岗"})

        assert (bad.status_code, good.status_code, ended.status_code) == (422, 303, 303)
        assert "免学" in page
        assert count_of(Exemption) == 1


class TestBackEntries:
    def test_two_people_make_the_hours_of_a_meeting(self, cast: Cast, sign_in: SignIn):
        second_manager(cast)
        values = BACK_ENTRY | {"unit": str(cast.branch.id), "members": [str(cast.alice.id), str(cast.bob.id)]}

        recorded = sign_in(cast.manager).post("/hours/back-entries", data=values)
        record = db.session.scalars(select(BackEntry).order_by(BackEntry.id)).first()
        own = sign_in(cast.manager).post(f"/hours/back-entries/{record.id}/review", data={"verdict": "accept"})
        agreed = sign_in(cast.organizer).post(f"/hours/back-entries/{record.id}/review", data={"verdict": "accept"})

        assert (recorded.status_code, own.status_code, agreed.status_code) == (303, 409, 303)
        assert count_of(BackEntry) == 2
        assert count_of(HourEntry) == 1

    @pytest.mark.parametrize(
        "change",
        [{"minutes": "x"}, {"minutes": "0"}, {"happened_on": "2026-13-01"}, {"members": []}, {"members": ["999"]},
         {"activity": "online_lesson"}, {"title": ""}, {"happened_on": "2027-01-01"}],
        ids=str,
    )  # fmt: skip
    def test_nonsense_keeps_nothing(self, cast: Cast, sign_in: SignIn, change):
        values = BACK_ENTRY | {"unit": str(cast.branch.id), "members": [str(cast.alice.id)]} | change

        assert sign_in(cast.manager).post("/hours/back-entries", data=values).status_code == 422
        assert count_of(BackEntry) == 0

    def test_a_return_without_a_reason_is_refused(self, cast: Cast, sign_in: SignIn):
        second_manager(cast)
        record = makers.back_entry(cast.manager, cast.alice)
        browser = sign_in(cast.organizer)

        assert browser.post(f"/hours/back-entries/{record.id}/review", data={"verdict": "return"}).status_code == 422
        assert browser.post(f"/hours/back-entries/{record.id}/review", data={"verdict": "no"}).status_code == 422
        assert browser.post("/hours/back-entries/999/review", data={"verdict": "accept"}).status_code == 404


class TestPolicies:
    def test_a_requirement_is_added_from_a_year_on(self, cast: Cast, sign_in: SignIn):
        browser = sign_in(cast.manager)

        assert browser.post("/hours/policies", data=POLICY).status_code == 303
        assert browser.post("/hours/policies", data=POLICY).status_code == 422
        assert count_of(HourPolicy) == 3

    @pytest.mark.parametrize(
        "change", [{"required_hours": "1.1"}, {"basis": ""}, {"from_year": "x"}, {"audience": "z"}]
    )
    def test_nonsense_is_refused(self, cast: Cast, sign_in: SignIn, change):
        assert sign_in(cast.manager).post("/hours/policies", data=POLICY | change).status_code == 422
        assert count_of(HourPolicy) == 2

    def test_a_conversion_is_changed_from_a_day_on(self, cast: Cast, sign_in: SignIn):
        browser = sign_in(cast.manager)
        values = {"term_hour": "1.5", "term_half_day": "3", "active": "y", "valid_from": "2026-07-01", "basis": "通知"}

        done = browser.post("/hours/policies/conversions/theme_day", data=values)
        bad = browser.post("/hours/policies/conversions/theme_day", data=values | {"term_hour": "0.3"})
        none = browser.post("/hours/policies/conversions/none", data=values)

        assert (done.status_code, bad.status_code, none.status_code) == (303, 422, 404)
        row = db.session.scalars(select(HourConversion).order_by(HourConversion.id.desc())).first()
        assert '"hour": 6' in row.terms

    def test_the_shipped_rows_are_offered_where_there_are_none(self, cast: Cast, sign_in: SignIn):
        assert sign_in(cast.manager).post("/hours/policies/shipped").status_code == 303
        assert count_of(HourPolicy) == 2


class TestAssignments:
    def values(self, cast: Cast, course) -> dict[str, str]:
        return {"course": str(course.id), "unit": str(cast.branch.id), "audience": "everybody",
                "due_at": "2026-07-01T18:00", "note": ""}  # fmt: skip

    def test_a_course_is_required_and_withdrawn(self, cast: Cast, sign_in: SignIn):
        course = makers.make_course()
        browser = sign_in(cast.manager)

        made = browser.post("/assignments", data=self.values(cast, course))
        row = db.session.scalars(select(Assignment)).one()
        page = browser.get("/assignments").get_data(as_text=True)
        bare = browser.post(f"/assignments/{row.id}/withdrawal", data={"reason": ""})
        ended = browser.post(f"/assignments/{row.id}/withdrawal", data={"reason": "改期"})

        assert (made.status_code, bare.status_code, ended.status_code) == (303, 422, 303)
        assert "2026年7月1日 18:00" in page
        assert row.due_at == NOON + timedelta(days=30, hours=6)

    @pytest.mark.parametrize(
        "change", [{"due_at": "2026-05-01T08:00"}, {"due_at": "x"}, {"course": "999"}, {"unit": "999"}]
    )
    def test_nonsense_is_refused(self, cast: Cast, sign_in: SignIn, change):
        values = self.values(cast, makers.make_course()) | change

        assert sign_in(cast.manager).post("/assignments", data=values).status_code == 422
        assert count_of(Assignment) == 0

    def test_wrong_roles_and_strangers_are_refused(self, cast: Cast, sign_in: SignIn, client):
        values = self.values(cast, makers.make_course())

        assert sign_in(cast.secretary).post("/assignments", data=values).status_code == 403
        assert client.post("/assignments", data=values).status_code == 401
        assert sign_in(cast.manager).post("/assignments/999/withdrawal", data={"reason": "x"}).status_code == 404
