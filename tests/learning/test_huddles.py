"""Talks before the shift: led for one's own team, answered together, counted for those present."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from accounts.permissions import Role
from core import clock
from core.db import atomic, db
from core.errors import Invalid, Refusal
from courses.models import Lesson
from learning import actions
from learning.huddles import least_used, read_choice
from learning.models import HourEntry, Huddle, HuddlePresence
from learning.queries import huddles as queries
from tests.cast import NOON, Cast, grant
from tests.conftest import QueryCount, SignIn
from tests.learning import makers

LATER = NOON + timedelta(minutes=6)


@pytest.fixture
def lesson(cast: Cast) -> Lesson:
    return makers.lessons_of(makers.make_course(cast.organizer, questions=2))[0]


def opened(cast: Cast, lesson: Lesson) -> Huddle:
    """A talk that the secretary opened for the first branch."""
    huddle = actions.open_huddle(cast.secretary, cast.branch, lesson, now=NOON)
    return queries.huddle_for(cast.secretary, huddle.id)


class TestChoosing:
    @pytest.mark.parametrize(
        ("offered", "used", "chosen"),
        [("abc", "", "a"), ("abc", "ab", "c"), ("abc", "cab", "c"), ("ab", "aab", "b"), ("", "a", None)],
    )
    def test_what_was_used_least_and_longest_ago_comes_next(self, offered, used, chosen):
        assert least_used(list(offered), list(used)) == chosen

    def test_answers_are_read_by_the_options(self):
        body = {"options": [{"id": "a"}, {"id": "b"}]}

        assert read_choice(body, ["b", "a"]) == {"chosen": ["a", "b"]}
        assert read_choice({}, ["true"]) == {"value": True}
        for sent in ([], ["z"], ["a", "z"]):
            with pytest.raises(Invalid):
                read_choice(body, sent)
        with pytest.raises(Invalid):
            read_choice({}, ["true", "false"])


class TestLeading:
    def test_a_team_answers_once_and_those_present_are_kept(self, cast: Cast, lesson: Lesson):
        huddle = opened(cast, lesson)

        actions.answer_huddle(huddle, ["b"], [cast.alice.id], now=NOON)
        actions.close_huddle(cast.secretary, huddle, [cast.alice.id, cast.bob.id], now=LATER)

        assert huddle.was_right is True and huddle.given == {"chosen": ["b"]}
        present = db.session.scalars(select(HuddlePresence.member_id)).all()
        assert sorted(present) == sorted([cast.alice.id, cast.bob.id])
        with pytest.raises(Refusal):
            actions.answer_huddle(huddle, ["a"], [cast.alice.id], now=LATER)
        with pytest.raises(Refusal):
            actions.close_huddle(cast.secretary, huddle, [], now=LATER)

    def test_the_next_talk_takes_another_question(self, cast: Cast, lesson: Lesson):
        talks = [opened(cast, lesson) for _ in range(4)]

        assert len({talk.revision_id for talk in talks}) == 4

    def test_people_of_other_teams_cannot_be_counted(self, cast: Cast, lesson: Lesson):
        with pytest.raises(Invalid, match="不在这个班组"):
            actions.answer_huddle(opened(cast, lesson), ["b"], [cast.carol.id], now=NOON)

    def test_somebody_has_to_be_there(self, cast: Cast, lesson: Lesson):
        with pytest.raises(Invalid, match="勾选"):
            actions.answer_huddle(opened(cast, lesson), ["b"], [], now=NOON)

    def test_it_is_not_closed_before_it_is_answered_nor_a_day_later(self, cast: Cast, lesson: Lesson):
        huddle = opened(cast, lesson)

        with pytest.raises(Refusal, match="先一起答题"):
            actions.close_huddle(cast.secretary, huddle, [cast.alice.id], now=LATER)
        with pytest.raises(Refusal, match="很久"):
            actions.answer_huddle(huddle, ["b"], [cast.alice.id], now=NOON + timedelta(hours=13))

    def test_a_lesson_without_questions_is_refused(self, cast: Cast):
        bare = makers.lessons_of(makers.make_course(slug="bare", title="空课"))[0]

        with pytest.raises(Refusal, match="题库"):
            opened(cast, bare)


class TestHours:
    def close(self, cast: Cast, lesson: Lesson, *, minutes: int) -> list[int]:
        huddle = opened(cast, lesson)
        actions.answer_huddle(huddle, ["b"], [cast.alice.id], now=NOON)
        actions.close_huddle(cast.secretary, huddle, [], now=NOON + timedelta(minutes=minutes))
        return list(db.session.scalars(select(HourEntry.quarters)))

    def turn_on(self, cast: Cast) -> None:
        actions.load_shipped_policies(None, now=NOON)
        actions.set_conversion(cast.manager, "huddle", {"each": 1, "shortest": 3}, active=True, basis="本单位规定",
                               valid_from=date(2026, 6, 1), now=NOON)  # fmt: skip

    def test_none_are_given_by_default(self, cast: Cast, lesson: Lesson):
        actions.load_shipped_policies(None, now=NOON)

        assert self.close(cast, lesson, minutes=6) == []

    @pytest.mark.parametrize(("minutes", "quarters"), [(6, [1]), (2, [])])
    def test_a_policy_turns_them_on_for_talks_long_enough(self, cast: Cast, lesson: Lesson, minutes, quarters):
        self.turn_on(cast)

        assert self.close(cast, lesson, minutes=minutes) == quarters

    def test_the_ledger_opens_down_to_the_talk(self, cast: Cast, lesson: Lesson, sign_in: SignIn):
        self.turn_on(cast)
        self.close(cast, lesson, minutes=6)
        entry = db.session.scalars(select(HourEntry)).one()

        page = sign_in(cast.alice).get(f"/hours/entries/{entry.id}").get_data(as_text=True)

        assert "班前会凭据" in page and "看风向" in page


class TestPages:
    def test_a_talk_goes_all_its_way(self, cast: Cast, lesson: Lesson, sign_in: SignIn):
        browser = sign_in(cast.secretary)
        assert "管护一支部" in browser.get("/huddles/new").get_data(as_text=True)
        place = browser.post("/huddles", data={"unit": cast.branch.id, "lesson": lesson.id}).location

        page = browser.get(place).get_data(as_text=True)
        assert "看风向" in page and "要看风向" not in page and "option--right" not in page
        assert browser.post(f"{place}/answer", data={"present": [cast.alice.id]}).status_code == 422
        reply = browser.post(f"{place}/answer", data={"answer": "a", "present": [cast.alice.id]})
        assert reply.status_code == 303
        assert "要看风向" in browser.get(place).get_data(as_text=True)
        with clock.frozen(LATER):
            browser.post(f"{place}/closing", data={"present": [cast.bob.id]})
        assert "2 人到会" in browser.get(place).get_data(as_text=True)
        assert "答错" in browser.get("/huddles").get_data(as_text=True)

    def test_teams_and_talks_of_others_are_not_found(self, cast: Cast, lesson: Lesson, sign_in: SignIn, client):
        huddle = opened(cast, lesson)
        browser = sign_in(cast.secretary)

        assert browser.post("/huddles", data={"unit": cast.other_branch.id, "lesson": lesson.id}).status_code == 404
        assert browser.post("/huddles", data={"unit": cast.branch.id, "lesson": 99}).status_code == 404
        assert browser.post("/huddles", data={"unit": "x"}).status_code == 404
        assert sign_in(cast.manager).get(f"/huddles/{huddle.id}").status_code == 404
        assert sign_in(cast.alice).get("/huddles").status_code == 403
        assert client.post("/huddles").status_code == 401

    def test_a_team_leader_leads_only_their_team(self, cast: Cast, sign_in: SignIn):
        atomic(grant)(cast.bob, Role.TEAM_LEADER, cast.farm)

        assert queries.teams_of(cast.bob) == [cast.farm]
        assert sign_in(cast.bob).get("/huddles/new").status_code == 200
        assert sign_in(cast.bob).get("/cases/manage").status_code == 403

    def test_the_list_needs_few_statements(self, cast: Cast, lesson: Lesson, sign_in: SignIn, query_count: QueryCount):
        for _ in range(5):
            opened(cast, lesson)
        browser = sign_in(cast.secretary)

        with query_count:
            browser.get("/huddles")

        assert len(query_count) <= 9
