import itertools

import pytest

from contests.states import LABELS, NEEDS_REASON, TABLE, Event, State, WrongState, after, can_happen

ALLOWED = {
    ("draft", "open", "open"),
    ("draft", "withdraw", "withdrawn"),
    ("open", "close", "closed"),
    ("open", "withdraw", "withdrawn"),
    ("closed", "publish", "published"),
    ("closed", "withdraw", "withdrawn"),
    ("published", "retract", "closed"),
}


def test_the_table_holds_exactly_the_changes_that_were_decided():
    assert {(state, event, following) for (state, event), following in TABLE.items()} == ALLOWED


@pytest.mark.parametrize(("state", "event"), list(itertools.product(State, Event)))
def test_every_pair_leads_on_or_is_refused_with_the_present_state(app, state, event):
    if can_happen(state, event):
        assert (state, event, after(state, event)) in ALLOWED
    else:
        with pytest.raises(WrongState, match=str(LABELS[state])):
            after(state, event)


def test_nothing_follows_a_withdrawn_contest():
    assert not any(can_happen(State.WITHDRAWN, event) for event in Event)


def test_undoing_steps_need_a_reason():
    assert {Event.RETRACT, Event.WITHDRAW} == NEEDS_REASON
