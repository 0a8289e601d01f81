"""The state machine: every pair of state and event has a row, and the rows say what the rules say."""

from itertools import product

import pytest

from assessment import states
from assessment.states import Event, IllegalStep, State

LEGAL = {
    (State.ABSENT, Event.START): State.IN_PROGRESS,
    (State.IN_PROGRESS, Event.START): State.IN_PROGRESS,
    (State.IN_PROGRESS, Event.SAVE): State.IN_PROGRESS,
    (State.IN_PROGRESS, Event.LEASE): State.IN_PROGRESS,
    (State.IN_PROGRESS, Event.SUBMIT): State.SUBMITTED,
    (State.IN_PROGRESS, Event.EXPIRE): State.AUTO_SUBMITTED,
    (State.IN_PROGRESS, Event.FORCE_CLOSE): State.FORCED,
    **{(state, Event.EXPIRE): state for state in states.CLOSED},
    **{(state, Event.GRADE): state for state in states.CLOSED},
    **{(state, Event.REOPEN): State.IN_PROGRESS for state in states.CLOSED},
    **{
        (state, overlay): state
        for state in State
        if state is not State.ABSENT
        for overlay in (Event.VOID, Event.DISQUALIFY, Event.RESTORE)
    },
}


def test_every_state_and_event_has_a_row():
    assert set(states.TABLE) == set(product(State, Event))


@pytest.mark.parametrize(("state", "event"), list(product(State, Event)))
def test_the_table_allows_exactly_what_the_rules_allow(state, event):
    if (state, event) in LEGAL:
        assert states.next_state(state, event) is LEGAL[state, event]
        return

    with pytest.raises(IllegalStep) as refusal:
        states.next_state(state, event)

    assert refusal.value.status == 409
    assert refusal.value.state is state


def test_every_state_has_a_word_for_people():
    assert set(states.LABELS) == set(State)


def test_an_attempt_in_progress_is_not_closed():
    assert not states.is_closed(State.IN_PROGRESS)
    assert all(states.is_closed(state) for state in states.CLOSED)
