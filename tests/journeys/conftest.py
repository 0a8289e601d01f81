"""Journeys run the real product in a real browser: granian, SQLite with durable commits, Chromium."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import WAIT_MS
from tests.journeys.watch import Watch

ROOT = Path(__file__).resolve().parent.parent.parent
START_SECONDS = 120
SLOWEST_SECONDS = 420
"""The first journey waits for the demonstration, half a minute on an idle machine."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the journeys; `tests/conftest.py` keeps them in one process."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.journey)
            item.add_marker(pytest.mark.timeout(SLOWEST_SECONDS))
            # On a busy machine a browser may miss a moment; the closing line counts such second tries.
            item.add_marker(pytest.mark.flaky(reruns=1))


@dataclass
class Live:
    """A running product: its address, its data folder, its web server and its background worker."""

    address: str
    folder: Path
    environ: dict[str, str]
    server: subprocess.Popen[bytes]
    worker: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End the web server with all its processes at once, as a power cut would."""
        os.killpg(self.server.pid, signal.SIGKILL)
        self.server.wait()

    def restart(self) -> None:
        """Start the web server again on the same data."""
        self.server = _serve(self.environ, int(self.address.rsplit(":", 1)[1]))
        _wait(self.address)

    def flask(self, *command: str) -> str:
        """Run a command of the product and return what it prints."""
        return _flask(self.environ, *command)

    def read_earlier(self, staff_no: str, lesson_id: int) -> None:
        """Let somebody have read a lesson for long enough, an hour ago, without reaching its end."""
        _python(self.environ, "-m", "tests.journeys.reading", staff_no, str(lesson_id))

    def stop(self) -> None:
        """Ask both processes to end, and wait for them."""
        for each in (self.server, self.worker):
            each.terminate()
        for each in (self.server, self.worker):
            each.wait(timeout=20)


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Give the product with its demonstration unit, served on a free port of this machine."""
    folder = tmp_path_factory.mktemp("live")
    environ = {**os.environ, "SHUREN_DATA": str(folder), "SHUREN_DEMO": "1"}
    environ.pop("DATABASE_URL", None)
    _flask(environ, "prepare")
    port = _free_port()
    product = Live(f"http://127.0.0.1:{port}", folder, environ, _serve(environ, port), _work(environ))
    try:
        _wait(product.address)
        yield product
    finally:
        product.stop()


@pytest.fixture
def phone(chromium: Any, live: Live) -> Iterator[Any]:
    """Give a page of 360 px, as on an old phone."""
    yield from _page(chromium, live, 360, 740)


@pytest.fixture
def desktop(chromium: Any, live: Live) -> Iterator[Any]:
    """Give a page of 1280 px."""
    yield from _page(chromium, live, 1280, 800)


@pytest.fixture
def second_phone(chromium: Any, live: Live) -> Iterator[Any]:
    """Give another browser, as of another person."""
    yield from _page(chromium, live, 360, 740)


def _page(chromium: Any, live: Live, width: int, height: int) -> Iterator[Any]:
    context = chromium.new_context(base_url=live.address, viewport={"width": width, "height": height}, locale="zh-CN")
    context.set_default_timeout(WAIT_MS)
    watch = Watch(context, live.address)
    yield context.new_page()
    context.close()
    assert not watch.faults, watch.faults


def _flask(environ: dict[str, str], *command: str) -> str:
    return _python(environ, "-m", "flask", "--app", "app", *command)


def _python(environ: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _serve(environ: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "8", "--no-log", "wsgi:app",
    ]  # fmt: skip
    return _start(command, environ)


def _work(environ: dict[str, str]) -> subprocess.Popen[bytes]:
    return _start([sys.executable, "-m", "flask", "--app", "app", "worker"], environ)


def _start(command: list[str], environ: dict[str, str]) -> subprocess.Popen[bytes]:
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    return subprocess.Popen(command, cwd=ROOT, env=environ, start_new_session=True, **silent)


def _wait(address: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address + "/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("the product did not start")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
