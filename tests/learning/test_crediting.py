"""Credit rules at their exact boundaries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.crediting import Beat, BeatState, Stream, cap_ms, judge_beat
from tests.cast import NOON

HERE = Stream(lesson_id=1, client_id="a" * 32, last_beat_at=NOON)


def beat(seconds: float, *, client: str = "a" * 32, lesson: int = 1, takes_over: bool = False) -> Beat:
    return Beat(lesson, client, NOON + timedelta(seconds=seconds), takes_over)


@pytest.mark.parametrize(
    ("seconds", "state", "milliseconds"),
    [
        (-10, BeatState.EARLY, 0),
        (0, BeatState.EARLY, 0),
        (4.999, BeatState.EARLY, 0),
        (5, BeatState.COUNTING, 5_000),
        (15, BeatState.COUNTING, 15_000),
        (45, BeatState.COUNTING, 45_000),
        (45.001, BeatState.STARTED, 0),
        (86_400, BeatState.STARTED, 0),
    ],
)
def test_time_counts_between_beats_5_to_45_seconds_apart(seconds, state, milliseconds):
    outcome = judge_beat(HERE, beat(seconds), credited_ms=0, cap_ms=600_000)

    assert (outcome.state, outcome.milliseconds) == (state, milliseconds)


def test_the_first_beat_starts_and_counts_nothing():
    outcome = judge_beat(None, beat(0), credited_ms=0, cap_ms=600_000)

    assert (outcome.state, outcome.milliseconds, outcome.stream) == (BeatState.STARTED, 0, HERE)


def test_an_early_beat_leaves_the_stream_as_it_was():
    assert judge_beat(HERE, beat(4), credited_ms=0, cap_ms=600_000).stream == HERE


@pytest.mark.parametrize("other", [{"client": "b" * 32}, {"lesson": 2}], ids=["another device", "another lesson"])
def test_another_page_is_told_unless_it_takes_over(other):
    told = judge_beat(HERE, beat(15, **other), credited_ms=0, cap_ms=600_000)
    taking = judge_beat(HERE, beat(15, takes_over=True, **other), credited_ms=0, cap_ms=600_000)

    assert (told.state, told.stream) == (BeatState.TAKEN, HERE)
    assert (taking.state, taking.milliseconds) == (BeatState.STARTED, 0)


def test_a_silent_stream_may_be_taken_up_without_asking():
    outcome = judge_beat(HERE, beat(45.001, client="b" * 32), credited_ms=0, cap_ms=600_000)

    assert outcome.state is BeatState.STARTED


@pytest.mark.parametrize(
    ("credited", "state", "worth"), [(590_000, BeatState.COUNTING, 10_000), (600_000, BeatState.FULL, 0)]
)
def test_a_lesson_gives_no_more_than_its_cap(credited, state, worth):
    outcome = judge_beat(HERE, beat(15), credited_ms=credited, cap_ms=600_000)

    assert (outcome.state, outcome.milliseconds) == (state, worth)


def test_the_cap_is_twice_the_estimate():
    assert cap_ms(5) == 600_000


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(0, 60), st.sampled_from(["a" * 32, "b" * 32]), st.integers(1, 2), st.booleans()),
        max_size=30,
    )
)
def test_however_pages_beat_nobody_is_credited_more_than_the_time_that_passed(moves):
    stream, at, total = None, 0.0, 0
    for gap, client, lesson, takes_over in moves:
        at += gap
        outcome = judge_beat(
            stream, beat(at, client=client, lesson=lesson, takes_over=takes_over), credited_ms=0, cap_ms=10**9
        )
        stream, total = outcome.stream, total + outcome.milliseconds

    assert total <= at * 1000 + len(moves)
