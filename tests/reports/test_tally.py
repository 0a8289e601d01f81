"""Adding up people: who counts, and what the shares are taken of."""

from __future__ import annotations

from dataclasses import replace

import pytest

from learning.standing import Standing
from reports.facts import Person, PersonFacts
from reports.tally import share, tally

STANDING = Standing(
    required_hours=32.0, policy=None, earned_hours=16.0, concentrated=10.0, online=6.0, met=False, exempt=""
)
PERSON = Person(1, "A001", "安立", "护林员", 3, "管护一支部")
FACTS = PersonFacts(PERSON, STANDING, required=2, completed=1, overdue=1, exams=2, passed=1)


def test_shares_are_taken_of_what_was_asked() -> None:
    met = replace(FACTS, standing=replace(STANDING, met=True, earned_hours=32.0), completed=2, overdue=0, passed=2)

    total = tally([FACTS, met])

    assert (total.people, total.met_share, total.mean_hours) == (2, 0.5, 24.0)
    assert (total.completed_share, total.passed_share, total.overdue) == (0.75, 0.75, 1)


def test_the_exempt_leave_the_denominator_and_are_counted() -> None:
    exempt = replace(FACTS, standing=replace(STANDING, exempt="产假"))

    total = tally([FACTS, exempt])

    assert (total.people, total.exempt) == (1, 1)


def test_people_of_whom_no_hours_are_asked_are_not_measured() -> None:
    nothing = replace(FACTS, standing=replace(STANDING, required_hours=None))

    total = tally([nothing])

    assert (total.people, total.unmeasured, total.met_share, total.mean_hours) == (0, 1, None, None)


@pytest.mark.parametrize(("part", "whole", "expected"), [(1, 4, 0.25), (0, 4, 0.0), (0, 0, None)])
def test_a_share_of_nothing_is_unknown(part: int, whole: int, expected: float | None) -> None:
    assert share(part, whole) == expected
