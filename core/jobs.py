"""Background work: named jobs in a queue, and the worker that runs them."""

from __future__ import annotations

import random
import signal
import threading
from collections.abc import Callable, Sequence
from typing import Any

import click
from flask import Flask, current_app
from huey import SqliteHuey
from huey.api import Huey

from config import Settings

Job = Callable[..., Any]
Tick = Callable[[], Any]

JOBS: dict[str, Job] = {}
TICK_SECONDS = 2.0
WORKERS = 2
"""So that one slow job, such as an answer from another machine, does not hold up the rest."""


def job(name: str) -> Callable[[Job], Job]:
    """Register a function as a background job under a name that is stored in the queue."""

    def register(function: Job) -> Job:
        if name in JOBS:
            raise ValueError(f"two jobs are named {name!r}")
        JOBS[name] = function
        return function

    return register


def enqueue(name: str, **arguments: Any) -> None:
    """Queue a registered job with JSON-like arguments; it runs in the worker soon."""
    if name not in JOBS:
        raise KeyError(name)
    current_app.extensions["run_job"](name, arguments)


def init_app(app: Flask, settings: Settings) -> None:
    """Open the queue; in tests jobs run at once."""
    huey = SqliteHuey(filename=str(settings.queue_path), immediate=settings.testing)

    @huey.task(retries=3, retry_delay=10)
    def run_job(name: str, arguments: dict[str, Any]) -> None:
        with app.app_context():
            JOBS[name](**arguments)

    app.extensions["huey"] = huey
    app.extensions["run_job"] = run_job


def queue_is_ready(app: Flask) -> bool:
    """Tell whether the queue can be read."""
    huey: Huey = app.extensions["huey"]
    return bool(huey.pending_count() >= 0)


def run_worker(app: Flask, ticks: Sequence[Tick]) -> None:
    """Run queued jobs, and every tick about each two seconds, until asked to stop."""
    stop = threading.Event()
    ticker = threading.Thread(target=_tick_until, args=(app, ticks, stop), name="ticks", daemon=True)
    ticker.start()
    consumer = app.extensions["huey"].create_consumer(workers=WORKERS, periodic=False, initial_delay=0.2)
    consumer.start()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    stop.wait()
    consumer.stop(graceful=True)
    ticker.join(timeout=5)


def _tick_until(app: Flask, ticks: Sequence[Tick], stop: threading.Event) -> None:
    while not stop.wait(TICK_SECONDS * random.uniform(0.8, 1.2)):
        for tick in ticks:
            run_tick(app, tick)


def run_tick(app: Flask, tick: Tick) -> None:
    """Run one recurring piece of work; a failure is logged and tried again at the next tick."""
    with app.app_context():
        try:
            tick()
        except Exception:
            app.logger.exception("a recurring task failed and will be tried again")


def worker_command(ticks: Sequence[Tick]) -> click.Command:
    """Build the command `flask worker`, which runs jobs and ticks until stopped."""

    @click.command("worker")
    def worker() -> None:
        """Run background jobs and close attempts that ran out of time."""
        run_worker(current_app._get_current_object(), ticks)  # type: ignore[attr-defined]

    return worker
