"""Reading files from strangers in a child process that has little time, little memory and no network.

A small server process is started once and forks a child for each file, so that a child begins in
milliseconds. Where the system cannot fork (Windows), a fresh process is started instead.
"""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from core.errors import Invalid
from core.i18n import _, current_locale
from core.turns import aside

ROOT = Path(__file__).resolve().parent.parent
GRACE_S = 5
PROGRAM = "import sys; from core.jailed import main; main(*sys.argv[1:])"
CAN_FORK = hasattr(os, "fork") and hasattr(socket, "send_fds")
LENGTH = struct.Struct(">Q")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Limits:
    """What a child may use. Seconds are wall time; processor time is bounded by the same number."""

    seconds: int = 60
    memory_mb: int = 1024
    answer_mb: int = 128


class Unreadable(Invalid):
    """A file that could not be read within the limits."""


def call(
    function: Callable[..., Any],
    raw: bytes,
    *arguments: Any,
    name: str,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> Any:
    """Return `function(raw, *arguments)`, run in a jailed child process.

    `function` stands at the top of a module; its arguments and what it returns are plain data (JSON;
    tuples come back as lists). It may call `core.jailed.report(done, total)`, which reaches `progress`.
    `name` is the file's, for the sentences. Raises Invalid with the function's own sentence, or Unreadable
    when the file took too long, needed too much memory or broke its reader.
    """
    allowed = limits or Limits()
    head = {
        "function": f"{function.__module__}:{function.__qualname__}",
        "arguments": arguments,
        "locale": current_locale(),
        **asdict(allowed),
    }
    started = time.monotonic()
    with aside(), _child() as stream:
        stream.settimeout(allowed.seconds + GRACE_S)
        try:
            _send(stream, json.dumps(head).encode())
            _send(stream, raw)
            answer = _answer(stream, allowed, progress)
        except TimeoutError:
            answer = {"ended": True}
        except (BrokenPipeError, ConnectionResetError):
            answer = {"ended": True}
    if "ended" in answer and time.monotonic() - started < allowed.seconds / 2:
        answer = {"broken": "the child ended"}  # long before its time: its reader crashed or ran out of memory
    return _result(answer, name, allowed)


def _answer(stream: socket.socket, limits: Limits, progress: Progress | None) -> dict[str, Any]:
    while True:
        text = _receive(stream, limits.answer_mb * 2**20)
        if text is None:
            return {"ended": True}
        said: dict[str, Any] = json.loads(text)
        if "progress" not in said:
            return said
        if progress:
            progress(*said["progress"])


def _result(answer: dict[str, Any], name: str, limits: Limits) -> Any:
    if "result" in answer:
        return answer["result"]
    if "invalid" in answer:
        raise Invalid(answer["invalid"], field=answer.get("field"))
    if "memory" in answer:
        raise Unreadable(_("“%(name)s”展开后过大，已停止读取；请拆成几个文件再试。", name=name), field="file")
    if "broken" in answer:
        raise Unreadable(_("“%(name)s”已损坏或格式不规范，无法读取；请打开后另存一份再试。", name=name), field="file")
    raise Unreadable(
        _("“%(name)s”在 %(seconds)s 秒内没有读完，已停止；请拆成几个文件再试。", name=name, seconds=limits.seconds),
        field="file",
    )


class _Server:
    """The process that forks children; one for each process of ours, started when first needed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._pid = 0
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None

    def child(self) -> socket.socket:
        """Return a stream to a fresh child."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            try:
                socket.send_fds(self._running(), [b"c"], [theirs.fileno()])
            except OSError:  # the server was ended by somebody; one fresh start is tried
                self._pid = 0
                socket.send_fds(self._running(), [b"c"], [theirs.fileno()])
        return ours

    def _running(self) -> socket.socket:
        if self._line is None or self._pid != os.getpid() or self._process is None or self._process.poll() is not None:
            self._line, theirs = socket.socketpair()
            with theirs:
                self._process = _start("serve", theirs)
            self._pid = os.getpid()
        return self._line


_server = _Server()


def _child() -> socket.socket:
    if CAN_FORK:
        return _server.child()
    with socket.create_server(("127.0.0.1", 0)) as door:
        command = [sys.executable, "-c", PROGRAM, "dial", str(door.getsockname()[1])]
        subprocess.Popen(command, cwd=ROOT)  # noqa: S603 - our own program
        door.settimeout(GRACE_S * 4)
        return door.accept()[0]


def _start(word: str, theirs: socket.socket) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", PROGRAM, word, str(theirs.fileno())]
    return subprocess.Popen(  # noqa: S603 - our own program
        command, cwd=ROOT, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, start_new_session=True
    )


def _send(stream: socket.socket, content: bytes) -> None:
    stream.sendall(LENGTH.pack(len(content)))
    stream.sendall(content)


def _receive(stream: socket.socket, most: int) -> bytes | None:
    head = _exactly(stream, LENGTH.size)
    if head is None or LENGTH.unpack(head)[0] > most:
        return None
    return _exactly(stream, LENGTH.unpack(head)[0])


def _exactly(stream: socket.socket, size: int) -> bytes | None:
    parts: list[bytes] = []
    while size:
        part = stream.recv(min(size, 2**20))
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
