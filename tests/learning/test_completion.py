"""When a lesson counts as completed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from learning.completion import RULES, Lack, Reading, lacks, missing_ms, rule_on, share_done

RULE = RULES[0]
DONE = Reading(minutes=5, credited_ms=180_000, end_reached=True, has_check=True, check_passed=True)


def test_time_end_and_self_check_make_it_complete():
    assert lacks(RULE, DONE) == ()


@pytest.mark.parametrize(
    ("change", "lack"),
    [
        ({"credited_ms": 179_999}, Lack.TIME),
        ({"end_reached": False}, Lack.END),
        ({"check_passed": False}, Lack.CHECK),
    ],
)
def test_each_of_the_three_is_needed(change, lack):
    assert lacks(RULE, replace(DONE, **change)) == (lack,)


def test_a_lesson_without_a_self_check_needs_none():
    assert lacks(RULE, replace(DONE, has_check=False, check_passed=False)) == ()


def test_sixty_per_cent_of_the_estimate_is_needed():
    assert missing_ms(RULE, replace(DONE, credited_ms=0)) == 180_000


def test_the_share_grows_to_one_and_no_further():
    assert share_done(RULE, replace(DONE, credited_ms=0, end_reached=False, check_passed=False)) == 0
    assert share_done(RULE, replace(DONE, credited_ms=10**9)) == pytest.approx(1)


def test_versions_are_unique_and_in_the_order_of_their_days():
    assert [rule.version for rule in RULES] == sorted({rule.version for rule in RULES})
    assert list(RULES) == sorted(RULES, key=lambda rule: rule.valid_from)
    assert rule_on(date(2000, 1, 1)) is RULES[0]
