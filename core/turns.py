"""Requests compute one after another: threads that fight for the interpreter serve everybody more slowly.

A thread gives the interpreter away at every call of the database, and waits to get it back behind every other thread
that computes. With eight threads a page takes twice the time that way. So a request takes a turn, and gives it up
while it waits for something outside the interpreter (`aside`), for good before it writes (`end_turn`). Nothing rests
on turns but speed: who computes for longer than LONGEST_S goes on beside the next.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from config import Settings

LONGEST_S = 0.05
"""After this time the others no longer wait for somebody's turn to end."""


class _Turn:
    """The right of one thread to compute, since `since` (seconds of the monotonic clock)."""

    __slots__ = ("since",)

    def __init__(self) -> None:
        self.since = time.monotonic()


class Turns:
    """A queue for the interpreter."""

    def __init__(self) -> None:
        self._free = threading.Lock()
        self._guard = threading.Lock()
        self._holder: _Turn | None = None

    def take(self) -> _Turn:
        """Wait for a turn and return it; waits longest behind somebody who computes for LONGEST_S."""
        while not self._free.acquire(timeout=LONGEST_S):
            self._pass_by_laggard()
        self._holder = turn = _Turn()
        return turn

    def end(self, turn: _Turn | None) -> None:
        """Let the next one compute; nothing happens when others went on already."""
        with self._guard:
            if turn is not None and self._holder is turn:
                self._holder = None
                self._free.release()

    def _pass_by_laggard(self) -> None:
        holder = self._holder
        if holder is not None and time.monotonic() - holder.since >= LONGEST_S:
            self.end(holder)


_turns = Turns()
"""The queue of this process, which has one interpreter."""
_mine = threading.local()


@contextmanager
def in_turn() -> Iterator[None]:
    """Compute in a turn of one's own."""
    _mine.turn = _turns.take()
    try:
        yield
    finally:
        end_turn()


@contextmanager
def aside() -> Iterator[None]:
    """Let others compute while the block waits for a disk, a lock, another process or a slow hash.

    Where nobody took a turn (commands, the worker, requests on PostgreSQL) the block just runs.
    """
    if getattr(_mine, "turn", None) is None:
        yield
        return
    end_turn()
    try:
        yield
    finally:
        _mine.turn = _turns.take()


def end_turn() -> None:
    """Let others compute from here on: for the end of a request, and for who holds what others wait for."""
    _turns.end(getattr(_mine, "turn", None))
    _mine.turn = None


class InTurn:
    """A WSGI application whose requests compute in turn."""

    def __init__(self, inner: Callable[..., Iterable[bytes]]) -> None:
        self._inner = inner

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Answer one request in its turn."""
        with in_turn():
            return self._inner(environ, start_response)


def init_app(app: Flask, settings: Settings) -> None:
    """Let the requests of this application compute in turn where the database lies in the process.

    A database server works on one request while the interpreter works on another; there turns would idle.
    """
    if settings.uses_sqlite:
        app.wsgi_app = InTurn(app.wsgi_app)  # type: ignore[method-assign]
