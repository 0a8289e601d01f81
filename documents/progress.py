"""How far a long piece of work is, told as (done, total)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

Progress = Callable[[int, int], None]
WHOLE = 1000
"""Steps in which work that has no pages is told."""
STEPS = 50
"""How often a long list tells how far it is, at most."""
T = TypeVar("T")


def silent(done: int, total: int) -> None:
    """Tell nobody."""


def part_of(progress: Progress, begin: int, end: int) -> Progress:
    """What a part of the work tells, as (done, total) of its own, told on as its share of the whole."""

    def told(done: int, total: int) -> None:
        progress(begin + (end - begin) * min(done, total) // max(total, 1), WHOLE)

    return told


def counted(things: Iterable[T], total: int, progress: Progress | None) -> Iterator[T]:
    """Yield the things, telling after every few of them how many of `total` are done."""
    every = max(1, total // STEPS)
    for done, thing in enumerate(things, start=1):
        yield thing
        if progress and done % every == 0:
            progress(done, total)
