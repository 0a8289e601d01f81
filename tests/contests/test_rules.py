"""Windows, audiences and what bars opening."""

from datetime import UTC, datetime, timedelta

import pytest

from contests import rules
from contests.rules import CellFill, Phase, RoundShape, Window
from contests.states import State

NOW = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
WINDOW = Window(NOW - HOUR, NOW + HOUR, NOW + 2 * HOUR)


@pytest.mark.parametrize(
    ("state", "shift", "expected"),
    [
        (State.OPEN, -2 * HOUR, Phase.UPCOMING),
        (State.OPEN, -HOUR, Phase.RUNNING),
        (State.OPEN, HOUR, Phase.RUNNING),
        (State.OPEN, HOUR + timedelta(seconds=1), Phase.NO_MORE_STARTS),
        (State.OPEN, 2 * HOUR, Phase.OVER),
        (State.CLOSED, -2 * HOUR, Phase.OVER),
        (State.PUBLISHED, HOUR, Phase.PUBLISHED),
        (State.WITHDRAWN, HOUR, Phase.WITHDRAWN),
    ],
)
def test_where_a_contest_stands(state, shift, expected):
    assert rules.phase(state, WINDOW, NOW + shift) is expected


def test_without_a_last_start_people_may_start_until_the_end():
    window = Window(NOW - HOUR, None, NOW + HOUR)

    assert rules.phase(State.OPEN, window, NOW + HOUR - timedelta(seconds=1)) is Phase.RUNNING


@pytest.mark.parametrize(
    ("units", "posts", "expected"),
    [([1], [], True), ([9], [], False), ([], [], False), ([1], ["护林员"], True), ([1], ["油锯工"], False)],
)
def test_who_may_take_part(units, posts, expected):
    assert rules.may_enter(units, posts, {1, 2}, "护林员") is expected


def test_a_sound_window_has_no_fault(app):
    assert rules.window_faults(WINDOW, 45, NOW) == []


@pytest.mark.parametrize(
    ("window", "minutes"),
    [
        (Window(None, None, NOW + HOUR), 45),
        (Window(NOW + HOUR, None, NOW), 45),
        (Window(NOW - 2 * HOUR, None, NOW - HOUR), 45),
        (Window(NOW - 2 * HOUR, NOW - HOUR, NOW + HOUR), 45),
        (Window(NOW - HOUR, NOW + 3 * HOUR, NOW + 2 * HOUR), 45),
        (Window(NOW - HOUR, NOW - 2 * HOUR, NOW + 2 * HOUR), 45),
        (Window(NOW, None, NOW + HOUR), 61),
    ],
)
def test_windows_that_do_not_work_are_named(app, window, minutes):
    assert rules.window_faults(window, minutes, NOW)


def test_a_paper_names_each_row_that_falls_short(app):
    faults = rules.paper_faults([CellFill("甲", 2, 1), CellFill("乙", 2, 2), CellFill("丙", 3, 0)], fits_together=False)

    assert len(faults) == 2
    assert "还差 3 题" in faults[1]


def test_an_empty_paper_is_named(app):
    assert rules.paper_faults([], fits_together=True)


def test_an_audience_needs_units_and_people(app):
    assert rules.audience_faults(0, 0)
    assert rules.audience_faults(1, 0)
    assert rules.audience_faults(1, 1) == []


def test_rounds_and_people_of_a_skills_contest_are_checked(app):
    assert rules.round_faults([])
    assert rules.round_faults([RoundShape("油锯", 0)])
    assert rules.round_faults([RoundShape("油锯", 1)]) == []
    assert len(rules.people_faults(0, 0)) == 2
    assert rules.people_faults(1, 1) == []
