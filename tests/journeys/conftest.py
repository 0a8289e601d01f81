"""Journeys run the real product in a real browser: granian, SQLite with durable commits, Chromium."""

from __future__ import annotations

import os
import shutil
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

ROOT = Path(__file__).resolve().parent.parent.parent
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
START_SECONDS = 60


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep all journeys in one process, so that one server serves them."""
    for item in items:
        if "journeys" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("journeys"))
            item.add_marker(pytest.mark.journey)


@dataclass
class Live:
    """A running product: its address, its data folder, and the process of its web server."""

    address: str
    folder: Path
    environ: dict[str, str]
    server: subprocess.Popen[bytes]

    def kill(self) -> None:
        """End the web server at once, as a power cut would."""
        self.server.kill()
        self.server.wait()

    def restart(self) -> None:
        """Start the web server again on the same data."""
        self.server = _serve(self.environ, int(self.address.rsplit(":", 1)[1]))
        _wait(self.address)

    def flask(self, *command: str) -> str:
        """Run a command of the product and return what it prints."""
        return _flask(self.environ, *command)


@pytest.fixture(scope="session")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """Give the product with its demonstration unit, served on a free port of this machine."""
    folder = tmp_path_factory.mktemp("live")
    environ = {**os.environ, "SHUREN_DATA": str(folder), "SHUREN_DEMO": "1"}
    environ.pop("DATABASE_URL", None)
    _flask(environ, "prepare")
    port = _free_port()
    product = Live(f"http://127.0.0.1:{port}", folder, environ, _serve(environ, port))
    _wait(product.address)
    yield product
    product.server.terminate()
    product.server.wait(timeout=10)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Give a headless Chromium, or skip with the reason."""
    path = next((found for found in map(shutil.which, BROWSERS) if found), None)
    if path is None:
        pytest.skip("no Chromium on this machine; install it to run the browser journeys")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        yield browser
        browser.close()


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
    context.set_default_timeout(15_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text) if "Content Security" in message.text else None)
    page.on("request", lambda request: _note_foreign(request.url, live.address, faults))
    yield page
    context.close()
    assert not faults, faults


def _note_foreign(url: str, address: str, faults: list[str]) -> None:
    if not url.startswith((address, "data:", "blob:", "about:")):
        faults.append(f"asked another host: {url}")


def _flask(environ: dict[str, str], *command: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "app", *command],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout


def _serve(environ: dict[str, str], port: int) -> subprocess.Popen[bytes]:
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "8", "--no-log", "wsgi:app",
    ]  # fmt: skip
    return subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


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
