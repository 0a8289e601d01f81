"""Which policy applies, what counts, what the pace promises."""

from __future__ import annotations

from datetime import date

import pytest

from learning.standing import Outlook, Policy, applicable, forecast, stand

MEMBER = Policy(1, "党员", "party_members", 128, None, "条例", 2020, None)
LEADER = Policy(2, "书记", "branch_leaders", 224, None, "规划", 2020, 2027)
OLD = Policy(3, "旧", "party_members", 96, None, "旧规划", 2009, 2013)


@pytest.mark.parametrize(
    ("year", "status", "post", "expected"),
    [
        (2026, "member", "none", MEMBER),
        (2026, "probationary", "group_leader", MEMBER),
        (2026, "member", "secretary", LEADER),
        (2028, "member", "secretary", MEMBER),
        (2013, "member", "none", OLD),
        (2026, "masses", "none", None),
    ],
)
def test_the_highest_policy_of_the_year_that_means_the_person_applies(year, status, post, expected):
    assert applicable([MEMBER, LEADER, OLD], year, status, post) is expected


def test_online_hours_count_up_to_the_cap():
    capped = Policy(4, "限", "everybody", 128, 16, "", 2020, None)

    standing = stand(capped, {"concentrated": 40, "online": 30})

    assert (standing.earned_hours, standing.online, standing.met) == (14, 7.5, False)


def test_without_a_policy_nothing_is_missing():
    standing = stand(None, {"online": 1})

    assert (standing.required_hours, standing.missing_hours, standing.met) == (None, 0, False)
    assert forecast(standing, 2026, date(2026, 6, 1)).outlook is Outlook.NOTHING_REQUIRED


def test_exactly_the_required_hours_meet_the_year():
    assert stand(MEMBER, {"concentrated": 128}).met
    assert not stand(MEMBER, {"concentrated": 127}).met


@pytest.mark.parametrize(
    ("quarters", "today", "outlook"),
    [
        (128, date(2026, 6, 1), Outlook.MET),
        (0, date(2026, 6, 1), Outlook.NOT_BEGUN),
        (72, date(2026, 6, 30), Outlook.ON_COURSE),
        (20, date(2026, 11, 1), Outlook.BEHIND),
        (64, date(2027, 1, 1), Outlook.MISSED),
        (127, date(2026, 12, 31), Outlook.BEHIND),
    ],
)
def test_the_pace_promises(quarters, today, outlook):
    assert forecast(stand(MEMBER, {"online": quarters}), 2026, today).outlook is outlook


def test_half_the_hours_at_midyear_promise_the_end_of_december():
    promise = forecast(stand(MEMBER, {"online": 64}), 2026, date(2026, 7, 2))

    assert (promise.day, promise.third) == (date(2026, 12, 31), 2)


def test_an_exemption_settles_the_year():
    assert forecast(stand(MEMBER, {}, "产假"), 2026, date(2026, 6, 1)).outlook is Outlook.EXEMPT
