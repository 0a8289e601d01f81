"""Which answer of an attempt counts: pure, and blind to the order in which events arrived."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class EventVerdict(StrEnum):
    """What became of a stored answer event."""

    APPLIED = "applied"
    STALE = "stale"
    LATE_PENDING = "late_pending"
    REJECTED = "rejected"


class Reason(StrEnum):
    """Why an event was not simply applied."""

    OLDER = "older"
    STALE_EPOCH = "stale_epoch"
    CONTAINED = "contained"
    LATE = "late"
    TOO_LATE = "too_late"
    AFTER_SUBMIT = "after_submit"
    AFTER_CLOSE = "after_close"


@dataclass(frozen=True)
class StoredEvent:
    """One answer event as far as folding needs it."""

    op_id: str
    item_no: int
    epoch: int
    client_id: str
    client_seq: int
    payload: str
    verdict: EventVerdict = EventVerdict.APPLIED

    @property
    def rank(self) -> tuple[int, int]:
        """Exactly one client holds an epoch, so (epoch, client_seq) never ties within an item."""
        return self.epoch, self.client_seq


def winners(events: Iterable[StoredEvent]) -> dict[int, StoredEvent]:
    """The winning event of each item number: the greatest (epoch, client_seq) among those applied."""
    best: dict[int, StoredEvent] = {}
    for event in events:
        if event.verdict is not EventVerdict.APPLIED:
            continue
        held = best.get(event.item_no)
        if held is None or event.rank > held.rank:
            best[event.item_no] = event
    return best


def vector(events: Iterable[StoredEvent]) -> dict[str, int]:
    """The highest client_seq known of each client."""
    known: dict[str, int] = {}
    for event in events:
        known[event.client_id] = max(known.get(event.client_id, 0), event.client_seq)
    return known


def missing(claimed: Mapping[str, int], known: Mapping[str, int]) -> dict[str, list[int]]:
    """The sequence numbers above what is known that a submission claims its clients have used.

    A submission carries the last event of every item, so nothing above the known maximum can be contained in it.
    """
    return {
        client: list(range(known.get(client, 0) + 1, last + 1))
        for client, last in sorted(claimed.items())
        if last > known.get(client, 0)
    }


def after_submission(submitted: Mapping[str, int], client_id: str, client_seq: int) -> tuple[EventVerdict, Reason]:
    """What becomes of an event that arrives after the paper was handed in with this vector."""
    if client_seq <= submitted.get(client_id, 0):
        return EventVerdict.STALE, Reason.CONTAINED
    return EventVerdict.REJECTED, Reason.AFTER_SUBMIT
