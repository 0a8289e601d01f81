"""Conditions of a course: each kind on its own, in force on their days, set and ended by managers."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from core.errors import Invalid, NotFound
from courses import actions, gates, queries
from courses.entry import ALL, BY_NAME, Candidate, Standing
from courses.gates import Condition
from tests.cast import NOON, Cast
from tests.conftest import SignIn
from tests.learning.makers import make_course

TODAY = date(2026, 6, 1)


def candidate(**values: object) -> Candidate:
    """A member without post or courses, unless said otherwise."""
    plain: dict[str, object] = {
        "today": TODAY,
        "political_status": "masses",
        "party_post": "none",
        "post": "",
        "courses": {},
    }
    return Candidate(**(plain | values))  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", ALL, ids=lambda rule: rule.name)
class TestEveryRule:
    def test_takes_its_own_example(self, rule):
        assert rule.fault(rule.example) == ""
        assert set(rule.example) == {term.name for term in rule.terms}

    def test_refuses_empty_terms_with_a_sentence(self, rule):
        assert str(rule.fault({})).endswith("。")

    def test_says_what_it_asks_for(self, rule):
        assert str(rule.describe(rule.example, {"fire": "防火"}))

    def test_bars_a_stranger_to_everything_and_says_why(self, rule):
        nobody = candidate(today=date(2020, 1, 1), courses={"fire": Standing("防火", 4, 1)})

        assert str(rule.lack(rule.example, nobody))


def test_every_file_is_listed():
    files = {path.stem for path in Path("courses/entry").glob("*.py")} - {"__init__", "base"}

    assert files == set(BY_NAME)


@pytest.mark.parametrize(
    ("kind", "terms", "who", "lack"),
    [
        ("prior_course", {"course": "fire"}, {"courses": {"fire": Standing("防火", 4, 2)}}, "需先完成《防火》：还差 2 课"),
        ("prior_course", {"course": "fire"}, {"courses": {"fire": Standing("防火", 4, 4)}}, ""),
        ("prior_course", {"course": "fire"}, {"courses": {"fire": Standing("防火", 4, 0, waived=True)}}, ""),
        ("prior_course", {"course": "gone"}, {}, ""),
        ("score", {"course": "fire", "percent": "80"}, {"courses": {"fire": Standing("防火", 4, 4, percent=79)}},
         "《防火》的自测平均成绩须达到 80%，现为 79%"),
        ("score", {"course": "fire", "percent": "80"}, {"courses": {"fire": Standing("防火", 4, 4, percent=80)}}, ""),
        ("score", {"course": "fire", "percent": "80"}, {"courses": {"fire": Standing("防火", 4, 4)}},
         "《防火》的自测平均成绩须达到 80%，现在还没有成绩"),
        ("opening_day", {"day": "2026-06-02"}, {}, "2026年6月2日起开放，届时即可学习"),
        ("opening_day", {"day": "2026-06-01"}, {}, ""),
        ("post", {"words": "护林员、油锯工"}, {"post": "二级护林员"}, ""),
        ("party_role", {"role": "committee"}, {"party_post": "committee_member"}, ""),
        ("party_role", {"role": "secretary"}, {"party_post": "deputy"}, ""),
        ("party_role", {"role": "party_member"}, {"political_status": "probationary"}, ""),
    ],
)  # fmt: skip
def test_what_is_lacking(kind, terms, who, lack):
    assert BY_NAME[kind].lack(terms, candidate(**who)) == lack


@pytest.mark.parametrize(
    ("kind", "terms", "who", "words"),
    [
        ("post", {"words": "护林员"}, {"post": "会计"}, "您登记的岗位是“会计”"),
        ("post", {"words": "护林员"}, {}, "未填写"),
        ("party_role", {"role": "full_member"}, {"political_status": "probationary"}, "面向正式党员"),
    ],
)
def test_a_barred_person_is_told_what_is_on_record(kind, terms, who, words):
    assert words in BY_NAME[kind].lack(terms, candidate(**who))


@pytest.mark.parametrize("percent", ["0", "101", "x", "", "８０", "-1"])
def test_a_score_outside_1_to_100_is_refused(percent):
    assert BY_NAME["score"].fault({"course": "fire", "percent": percent})


@pytest.mark.parametrize(
    ("start", "end", "barred"), [(0, None, True), (1, None, False), (-9, -1, False), (-9, 0, True)]
)
def test_a_condition_holds_between_its_days(start, end, barred):
    days = (TODAY + timedelta(days=start), TODAY + timedelta(days=end) if end is not None else None)
    condition = Condition(1, 1, "post", {"words": "护林员"}, *days)

    assert bool(gates.lacks([condition], candidate())) is barred


def test_prior_courses_that_wait_for_each_other_are_refused():
    with pytest.raises(Invalid, match="互相等待"):
        gates.ensure_no_circle("a", "b", {"b": ["c"], "c": ["a"]})
    with pytest.raises(Invalid):
        gates.ensure_no_circle("a", "a", {})
    gates.ensure_no_circle("a", "b", {"b": ["c"], "c": ["b"]})


class TestSetting:
    def test_managers_set_and_end_a_condition(self, cast: Cast, sign_in: SignIn):
        course = make_course()
        browser = sign_in(cast.manager)
        address = f"/courses/{course.id}/entry-rules"

        assert "护林员" in browser.get(f"{address}/post/new").get_data(as_text=True)
        assert browser.post(f"{address}/post", data={"words": ""}).status_code == 422
        assert browser.post(f"{address}/post", data={"words": "护林员"}).status_code == 303
        assert "面向岗位：护林员" in browser.get(f"/courses/{course.id}").get_data(as_text=True)
        rule = queries.conditions_of(course.id)[0]
        assert browser.post(f"{address}/{rule.id}/end", data={"reason": ""}).status_code == 422
        assert browser.post(f"{address}/{rule.id}/end", data={"reason": "不再需要"}).status_code == 303
        assert queries.conditions_of(course.id) == []
        assert browser.post(f"{address}/{rule.id}/end", data={"reason": "再一次"}).status_code == 404

    def test_others_are_kept_out(self, cast: Cast, sign_in: SignIn, client):
        address = f"/courses/{make_course().id}/entry-rules"

        assert sign_in(cast.organizer).post(f"{address}/post", data={"words": "x"}).status_code == 403
        assert sign_in(cast.alice).get(f"{address}/post/new").status_code == 403
        assert client.post(f"{address}/post").status_code == 401
        assert sign_in(cast.manager).get(f"{address}/nothing/new").status_code == 404
        assert sign_in(cast.manager).get("/courses/99/entry-rules/post/new").status_code == 404

    def test_an_unknown_kind_or_course_is_refused(self, cast: Cast):
        course = make_course()

        with pytest.raises(NotFound):
            actions.add_entry_rule(cast.manager, course, "magic", {}, valid_from=TODAY, now=NOON)
        with pytest.raises(NotFound):
            actions.add_entry_rule(cast.manager, course, "prior_course", {"course": "none"}, valid_from=TODAY, now=NOON)

    def test_a_course_takes_only_so_many(self, cast: Cast):
        course = make_course()
        for _ in range(8):
            actions.add_entry_rule(cast.manager, course, "post", {"words": "护林员"}, valid_from=TODAY, now=NOON)

        with pytest.raises(Invalid, match="最多"):
            actions.add_entry_rule(cast.manager, course, "post", {"words": "护林员"}, valid_from=TODAY, now=NOON)
