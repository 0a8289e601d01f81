"""The inside of the jail: what runs in the process that reads a stranger's file."""

from __future__ import annotations

import ctypes
import importlib
import json
import os
import platform
import resource
import signal
import socket
import sys
from contextlib import nullcontext
from typing import Any

from core.errors import Invalid, Refusal
from core.i18n import SOURCE_LOCALE, speaking_alone
from core.jail import _receive, _send

PRELOADED = ("documents.jailed_reading", "question_bank.formats")
"""Modules that are ready in every child; imported by name, because they stand right of this package."""
MOST_BYTES = 2**31
DENIED = {  # numbers of socket, connect, socketpair, execve, execveat, ptrace
    "x86_64": (0xC000003E, (41, 42, 53, 59, 322, 101)),
    "aarch64": (0xC00000B7, (198, 203, 199, 221, 281, 117)),
}
_PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 38, 22, 2
_EPERM = 0x00050001
_stream: list[socket.socket] = []


def report(done: int, total: int) -> None:
    """Tell the outside how far the reading is; silent outside the jail."""
    for stream in _stream:
        _send(stream, json.dumps({"progress": [done, total]}).encode())


def serve(line: socket.socket) -> None:
    """Fork a child for every stream that comes along the line, until the line ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for module in PRELOADED:
        importlib.import_module(module)
    while True:
        word, fds, _flags, _address = socket.recv_fds(line, 1, 1)
        if not word or not fds:
            return
        if os.fork() == 0:
            line.close()
            with socket.socket(fileno=fds[0]) as stream:
                answer_one(stream)
            os._exit(0)
        os.close(fds[0])


def answer_one(stream: socket.socket) -> None:
    """Read one request from the stream, serve it within its limits, answer."""
    text = _receive(stream, MOST_BYTES)
    raw = _receive(stream, MOST_BYTES)
    if text is None or raw is None:
        return
    head = json.loads(text)
    module, _colon, name = head["function"].partition(":")
    function = getattr(importlib.import_module(module), name)
    confine(head["seconds"], head["memory_mb"])
    _stream.append(stream)
    _send(stream, json.dumps(_outcome(function, raw, head), ensure_ascii=False).encode("utf-8", "replace"))


def _outcome(function: Any, raw: bytes, head: dict[str, Any]) -> dict[str, Any]:
    with nullcontext() if head["locale"] == SOURCE_LOCALE else speaking_alone(head["locale"]):
        try:
            return {"result": function(raw, *head["arguments"])}
        except Invalid as refusal:
            return {"invalid": str(refusal.sentence), "field": refusal.field}
        except Refusal as refusal:
            return {"invalid": str(refusal.sentence)}
        except MemoryError:
            return {"memory": True}
        except Exception as error:  # noqa: BLE001 - a broken file may break its reader anywhere; nothing else is at stake
            return {"broken": f"{type(error).__name__}: {error}"[:500]}


def confine(seconds: int, memory_mb: int) -> None:
    """Bound the time, the memory and the files of this process for good, and close the network to it."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb * 2**20, memory_mb * 2**20))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not _deny_calls():
        socket.socket.connect = _no_network  # type: ignore[method-assign,assignment]


def _no_network(*_arguments: Any) -> None:
    raise PermissionError("no network in here")


class _Step(ctypes.Structure):
    _fields_ = [("code", ctypes.c_ushort), ("jt", ctypes.c_ubyte), ("jf", ctypes.c_ubyte), ("k", ctypes.c_uint32)]


class _Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("steps", ctypes.POINTER(_Step))]


def _deny_calls() -> bool:
    """Have the kernel refuse sockets and programs to this process; tell whether it does."""
    known = DENIED.get(platform.machine())
    if sys.platform != "linux" or known is None:
        return False
    architecture, numbers = known
    load, equal, give = 0x20, 0x15, 0x06
    steps = [_Step(load, 0, 0, 4), _Step(equal, 1, 0, architecture), _Step(give, 0, 0, _EPERM), _Step(load, 0, 0, 0)]
    for place, number in enumerate(numbers):
        steps.append(_Step(equal, len(numbers) - place, 0, number))
    steps += [_Step(give, 0, 0, 0x7FFF0000), _Step(give, 0, 0, _EPERM)]
    program = _Program(len(steps), (_Step * len(steps))(*steps))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0):
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def main(word: str, number: str) -> None:
    """Serve along an inherited line, or dial home and serve once."""
    if word == "serve":
        with socket.socket(fileno=int(number)) as line:
            serve(line)
    else:
        with socket.create_connection(("127.0.0.1", int(number))) as stream:
            answer_one(stream)
