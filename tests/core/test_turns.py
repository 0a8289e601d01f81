"""Turns: one thread computes at a time, nobody waits for ever."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from core import turns
from core.turns import InTurn, Turns, aside, end_turn, in_turn

LONG = 10.0


@pytest.fixture(autouse=True)
def queue(monkeypatch: pytest.MonkeyPatch) -> Turns:
    own = Turns()
    monkeypatch.setattr(turns, "_turns", own)
    return own


@pytest.fixture
def beside() -> Iterator[Callable[[Callable[[], None]], threading.Thread]]:
    """Give a way to do something in another thread; every thread must have ended."""
    started: list[threading.Thread] = []

    def start(work: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        started.append(thread)
        return thread

    yield start
    for thread in started:
        thread.join(LONG)
        assert not thread.is_alive()


def test_two_turns_never_overlap(beside: Callable[..., threading.Thread], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "LONGEST_S", LONG)
    inside: list[int] = []
    most: list[int] = []

    def work() -> None:
        for _again in range(200):
            with in_turn():
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    for thread in [beside(work) for _thread in range(4)]:
        thread.join(LONG)

    assert len(most) == 800
    assert max(most) == 1


def test_who_computes_too_long_is_passed_by(beside: Callable[..., threading.Thread]) -> None:
    passed = threading.Event()

    def quick() -> None:
        with in_turn():
            passed.set()

    with in_turn():
        beside(quick)
        assert passed.wait(LONG)
    with in_turn():
        pass  # the late end of the first turn took nothing from anybody


def test_a_late_end_does_not_end_the_turn_of_another(queue: Turns, beside: Callable[..., threading.Thread]) -> None:
    taken, done = threading.Event(), threading.Event()

    def second() -> None:
        with in_turn():
            taken.set()
            done.wait(LONG)

    late = queue.take()
    beside(second)
    assert taken.wait(LONG)
    holder = queue._holder
    queue.end(late)

    assert holder is not None
    assert queue._holder is holder
    done.set()


def test_others_compute_while_one_waits_aside(
    beside: Callable[..., threading.Thread], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turns, "LONGEST_S", LONG)
    other = threading.Event()

    def work() -> None:
        with in_turn():
            other.set()

    with in_turn(), aside():
        beside(work)
        assert other.wait(LONG / 2)


def test_the_turn_is_taken_again_after_waiting(queue: Turns) -> None:
    with in_turn():
        first = queue._holder
        with aside():
            assert queue._holder is None
        assert queue._holder is not None
        assert queue._holder is not first
    assert queue._holder is None


def test_a_fault_ends_the_turn(queue: Turns) -> None:
    with pytest.raises(ValueError, match="fault"), in_turn(), aside():
        raise ValueError("fault")

    assert queue._holder is None


def test_a_turn_can_end_before_its_block(queue: Turns) -> None:
    with in_turn():
        end_turn()
        assert queue._holder is None
        with aside():
            pass
        assert queue._holder is None, "who gave the turn up does not take another"


def test_without_a_turn_waiting_aside_does_nothing(queue: Turns) -> None:
    with aside():
        assert queue._holder is None


def test_a_request_computes_in_turn_and_ends_it(queue: Turns) -> None:
    held: list[bool] = []

    def inner(environ: dict[str, object], start_response: object) -> list[bytes]:
        held.append(queue._holder is not None)
        return [b"done"]

    assert InTurn(inner)({}, None) == [b"done"]
    assert held == [True]
    assert queue._holder is None
