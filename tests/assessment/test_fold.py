"""Folding: order of arrival, duplicates and losses of superseded events change nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from assessment import fold
from assessment.fold import EventVerdict, Reason, StoredEvent

few = settings(max_examples=60, deadline=None)


@st.composite
def histories(draw) -> list[StoredEvent]:
    """What a few devices wrote: each epoch belongs to one client, whose sequence grows across items."""
    events = []
    for epoch in range(1, draw(st.integers(1, 3)) + 1):
        items = draw(st.lists(st.integers(1, 4), max_size=6))
        for seq, item_no in enumerate(items, start=1):
            op_id = f"{epoch}-{seq}"
            verdict = draw(st.sampled_from(EventVerdict))
            events.append(StoredEvent(op_id, item_no, epoch, f"client-{epoch}", seq, f"answer {op_id}", verdict))
    return events


@few
@given(histories(), st.data())
def test_any_order_and_any_duplication_gives_the_same_answers(events, data):
    repeated = events + (data.draw(st.lists(st.sampled_from(events), max_size=5)) if events else [])
    shuffled = data.draw(st.permutations(repeated))

    assert fold.winners(shuffled) == fold.winners(events)


@few
@given(histories())
def test_the_winner_is_the_greatest_rank_among_applied_events(events):
    won = fold.winners(events)

    for event in events:
        if event.verdict is EventVerdict.APPLIED:
            assert won[event.item_no].rank >= event.rank
    assert all(event.verdict is EventVerdict.APPLIED for event in won.values())


@few
@given(histories(), st.data())
def test_superseded_events_may_be_lost_without_changing_the_answers(events, data):
    won = fold.winners(events)
    losers = [event for event in events if event not in won.values()]
    kept = data.draw(st.lists(st.sampled_from(losers), unique=True)) if losers else []

    assert fold.winners([*won.values(), *kept]) == won


@few
@given(st.lists(st.integers(1, 4), min_size=1, max_size=8), st.data())
def test_save_and_submit_commute(items, data):
    written = [StoredEvent(f"op-{n}", item, 1, "phone", n, str(n)) for n, item in enumerate(items, start=1)]
    carried = list(fold.winners(written).values())
    overtaken = data.draw(st.sampled_from(written))
    before = [event for event in written if data.draw(st.booleans())]

    saved_first = fold.winners([*before, overtaken, *carried])
    verdict, _ = fold.after_submission(fold.vector(written), "phone", overtaken.client_seq)
    submitted_first = fold.winners([*before, *carried])

    assert verdict is EventVerdict.STALE
    assert saved_first == submitted_first == fold.winners(written)


def test_an_answer_written_after_the_submission_is_rejected_and_named():
    verdict, reason = fold.after_submission({"phone": 7}, "phone", 8)

    assert (verdict, reason) == (EventVerdict.REJECTED, Reason.AFTER_SUBMIT)


def test_an_answer_of_a_client_the_submission_does_not_know_is_rejected():
    assert fold.after_submission({"phone": 7}, "tablet", 1) == (EventVerdict.REJECTED, Reason.AFTER_SUBMIT)


def test_missing_lists_what_the_submission_claims_and_nobody_has():
    assert fold.missing({"phone": 9, "tablet": 2}, {"phone": 6, "tablet": 2}) == {"phone": [7, 8, 9]}


def test_nothing_is_missing_when_more_is_known_than_claimed():
    assert fold.missing({"phone": 3}, {"phone": 6}) == {}
