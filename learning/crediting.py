"""How reading becomes credited time: pure decisions on beats, by the server's clock alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

BEAT = timedelta(seconds=15)
"""How often a page that is visible and in use beats."""
SHORTEST_GAP = timedelta(seconds=5)
"""A beat sooner than this after the last changes nothing, so that no flood of rows can be made."""
LONGEST_GAP = timedelta(seconds=45)
"""Two lost beats are forgiven; a longer silence is not credited."""
CAP_FACTOR = 2
"""A lesson gives at most this many times its estimated minutes."""


class BeatState(StrEnum):
    """What a beat led to, as the page is told."""

    STARTED = "started"
    COUNTING = "counting"
    EARLY = "early"
    FULL = "full"
    TAKEN = "taken"


@dataclass(frozen=True)
class Stream:
    """The page at which a member's time runs, and when it last beat."""

    lesson_id: int
    client_id: str
    last_beat_at: datetime


@dataclass(frozen=True)
class Beat:
    """One beat of one page; `takes_over` when the page was just opened or its reader asked for it."""

    lesson_id: int
    client_id: str
    at: datetime
    takes_over: bool = False

    @property
    def stream(self) -> Stream:
        """Return the stream as it stands after this beat was accepted."""
        return Stream(self.lesson_id, self.client_id, self.at)


@dataclass(frozen=True)
class Outcome:
    """What follows from a beat: the stream afterwards, and the milliseconds to credit since the last beat."""

    state: BeatState
    stream: Stream | None
    milliseconds: int = 0


def cap_ms(minutes: int) -> int:
    """Return the most milliseconds a lesson of so many estimated minutes can give."""
    return minutes * 60_000 * CAP_FACTOR


def judge_beat(stream: Stream | None, beat: Beat, *, credited_ms: int, cap_ms: int) -> Outcome:
    """Decide what a beat is worth.

    Time counts between two beats of the same page that lie 5 to 45 seconds apart. One stream a
    person: a page that takes over stops the other; without taking over it is told that its time
    runs elsewhere, unless the other has been silent for more than 45 seconds.
    """
    if stream is None:
        return Outcome(BeatState.STARTED, beat.stream)
    gap = beat.at - stream.last_beat_at
    if (stream.lesson_id, stream.client_id) != (beat.lesson_id, beat.client_id):
        if beat.takes_over or gap > LONGEST_GAP:
            return Outcome(BeatState.STARTED, beat.stream)
        return Outcome(BeatState.TAKEN, stream)
    if gap < SHORTEST_GAP:
        return Outcome(BeatState.EARLY, stream)
    if gap > LONGEST_GAP:
        return Outcome(BeatState.STARTED, beat.stream)
    worth = max(0, min(round(gap.total_seconds() * 1000), cap_ms - credited_ms))
    return Outcome(BeatState.COUNTING if worth else BeatState.FULL, beat.stream, worth)
