"""Measuring ratios: a real server, two loads in alternation, one JSON line.

Absolute figures differ from machine to machine; the ratio of two loads on the same server in the same minute says
something everywhere. The client speaks HTTP over plain sockets in one loop, so that it takes little from the server.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
THREADS = 16
"""As many as `make run` serves with."""
HELLO = "/hello-world"
"""A route of the product's own application that says hello: the base of every ratio."""
BARE = "/bare/"
"""A bare Flask application that says hello, in the same server process; told beside the ratio."""

Requests = Callable[[int], Iterator[bytes]]
"""The endless requests of one connection, given its number from 0."""


@dataclass(frozen=True)
class Comparison:
    """Requests a second of our load and of the base, medians over the rounds, and the median of their ratios."""

    ratio: float
    ours: float
    base: float

    @property
    def detail(self) -> str:
        """Both rates in words."""
        return f"{self.ours:.0f}/s against {self.base:.0f}/s"


def report(name: str, ratio: float, detail: str) -> None:
    """Print the one line a benchmark is read by."""
    print(json.dumps({"name": name, "ratio": round(ratio, 3), "detail": detail}, ensure_ascii=False), flush=True)


@contextlib.contextmanager
def data_folder() -> Iterator[Path]:
    """An empty data folder for one benchmark, named to the application by the environment."""
    with tempfile.TemporaryDirectory(prefix="shuren-bench-") as name:
        os.environ["SHUREN_DATA"] = name
        os.environ.pop("DATABASE_URL", None)
        yield Path(name)


@contextlib.contextmanager
def serve(environ: Mapping[str, str] | None = None, threads: int = THREADS) -> Iterator[tuple[str, int]]:
    """Serve the product, HELLO and BARE by granian, one worker, on a free port; gives (host, port)."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", str(threads), "--no-log", "benchmarks.measured_app:app",
    ]  # fmt: skip
    server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **(environ or {})})
    try:
        _wait(f"http://127.0.0.1:{port}{HELLO}")
        yield "127.0.0.1", port
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait(url: str) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def get(path: str, cookie: str = "") -> Requests:
    """The same GET again and again."""
    raw = request("GET", path, cookie=cookie)

    def requests(_connection: int) -> Iterator[bytes]:
        while True:
            yield raw

    return requests


def request(
    method: str, path: str, *, cookie: str = "", body: bytes = b"", headers: Mapping[str, str] | None = None
) -> bytes:
    """One HTTP/1.1 request as bytes."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: application/json, text/html"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if body:
        lines += [f"Content-Length: {len(body)}", "Content-Type: application/json"]
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + body


def alternate(
    address: tuple[str, int],
    ours: Requests,
    base: Requests | None = None,
    *,
    connections: int = 16,
    rounds: int = 5,
    seconds: float = 1.5,
) -> Comparison:
    """Run our load and the base (HELLO unless given) in turn; every answer must be a 2xx."""
    hello = base or get(HELLO)
    with contextlib.closing(_Client(address, connections)) as client:
        client.run(ours, seconds / 2)
        client.run(hello, seconds / 2)
        pairs = [(client.run(ours, seconds), client.run(hello, seconds)) for _round in range(rounds)]
    ratios = [mine / other for mine, other in pairs]
    return Comparison(
        statistics.median(ratios),
        statistics.median(pair[0] for pair in pairs),
        statistics.median(pair[1] for pair in pairs),
    )


class _Client:
    """So many keep-alive connections in one loop, each with one request under way."""

    def __init__(self, address: tuple[str, int], connections: int) -> None:
        self._sockets = [socket.create_connection(address) for _connection in range(connections)]
        for each in self._sockets:
            each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sources: dict[Requests, list[Iterator[bytes]]] = {}

    def close(self) -> None:
        for each in self._sockets:
            each.close()

    def run(self, load: Requests, seconds: float) -> float:
        """Answers a second over this time."""
        if load not in self._sources:
            self._sources[load] = [load(number) for number in range(len(self._sockets))]
        selector = selectors.DefaultSelector()
        for connection, source in zip(self._sockets, self._sources[load], strict=True):
            selector.register(connection, selectors.EVENT_READ, source)
            connection.sendall(next(source))
        started = time.perf_counter()
        deadline = started + seconds
        done, waiting = 0, len(self._sockets)
        while waiting:
            for key, _events in selector.select():
                _read_answer(key.fileobj)  # type: ignore[arg-type]
                done += 1
                if time.perf_counter() < deadline:
                    key.fileobj.sendall(next(key.data))  # type: ignore[union-attr]
                else:
                    waiting -= 1
        elapsed = time.perf_counter() - started
        selector.close()
        return done / elapsed


def _read_answer(connection: socket.socket) -> None:
    raw = connection.recv(65536)
    while b"\r\n\r\n" not in raw:
        raw += _more(connection)
    head, _, body = raw.partition(b"\r\n\r\n")
    if not head.startswith(b"HTTP/1.1 2"):
        raise RuntimeError(raw[:600].decode(errors="replace"))
    length = _content_length(head)
    while len(body) < length:
        body += _more(connection)


def _more(connection: socket.socket) -> bytes:
    part = connection.recv(65536)
    if not part:
        raise RuntimeError("the server closed a connection")
    return part


def _content_length(head: bytes) -> int:
    start = head.lower().index(b"content-length:") + 15
    end = head.find(b"\r\n", start)
    return int(head[start : end if end > 0 else len(head)])
