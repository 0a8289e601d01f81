"""One contract for every hour rule, and the steps of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from learning import hours
from learning.hours.base import Deed, Side, default_terms


@pytest.mark.parametrize("rule", hours.ALL, ids=lambda rule: rule.name)
class TestEveryHourRule:
    def test_gives_its_own_example_what_it_says(self, rule):
        assert rule.quarters(rule.example, default_terms(rule)) == rule.example_quarters

    def test_names_a_side_and_a_basis(self, rule):
        assert rule.side in set(Side)
        assert rule.basis

    def test_explains_itself_with_its_terms(self, rule, app):
        assert "学时" in rule.explain(default_terms(rule))

    def test_never_gives_more_for_less(self, rule):
        worth = [rule.quarters(Deed(minutes), default_terms(rule)) for minutes in range(700)]

        assert worth == sorted(worth)
        assert worth[0] >= 0

    def test_gives_nothing_with_all_terms_at_zero(self, rule):
        assert rule.quarters(rule.example, dict.fromkeys(default_terms(rule), 0)) == 0


def test_every_file_is_listed():
    folder = Path(hours.__file__).parent
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "base"}

    assert {type(rule).__module__.rsplit(".", 1)[1] for rule in hours.ALL} == files
    assert len(hours.BY_NAME) == len(hours.ALL)


@pytest.mark.parametrize(
    ("name", "minutes", "quarters"),
    [
        ("online_lesson", 15, 1), ("online_lesson", 16, 2), ("online_lesson", 29, 2), ("online_lesson", 30, 4),
        ("concentrated_training", 179, 11), ("concentrated_training", 180, 16), ("concentrated_training", 360, 32),
        ("collective_study", 14, 0), ("collective_study", 15, 1), ("collective_study", 600, 16),
        ("theme_day", 179, 11), ("theme_day", 180, 16),
    ],
)  # fmt: skip
def test_steps(name, minutes, quarters):
    rule = hours.BY_NAME[name]

    assert rule.quarters(Deed(minutes), default_terms(rule)) == quarters


def test_only_a_pass_earns_the_hours_of_a_contest():
    rule = hours.BY_NAME["contest"]

    assert rule.quarters(Deed(40, passed=True), default_terms(rule)) == 2
    assert rule.quarters(Deed(40, passed=False), default_terms(rule)) == 0
