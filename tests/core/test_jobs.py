"""Background work: named jobs run, unknown ones are refused, a failing tick does not end the worker."""

from __future__ import annotations

import pytest
from flask import Flask

from core import jobs


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    seen: list[int] = []
    monkeypatch.setitem(jobs.JOBS, "test.record", lambda number: seen.append(number))
    return seen


def test_a_queued_job_runs(app: Flask, recorded: list[int]) -> None:
    jobs.enqueue("test.record", number=3)

    assert recorded == [3]


def test_an_unknown_job_is_refused(app: Flask) -> None:
    with pytest.raises(KeyError):
        jobs.enqueue("test.nowhere")


def test_two_jobs_cannot_share_a_name() -> None:
    jobs.job("test.twice")(lambda: None)

    with pytest.raises(ValueError, match="twice"):
        jobs.job("test.twice")(lambda: None)


def test_a_failing_tick_is_logged_and_survived(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    jobs.run_tick(app, lambda: 1 // 0)

    assert "tried again" in caplog.text
