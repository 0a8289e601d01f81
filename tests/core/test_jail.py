"""Files of strangers are read in a child that can do no harm."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core import jail, jailed
from core.errors import Invalid
from core.i18n import _

SHORT = jail.Limits(seconds=1, memory_mb=512)


def read_letters(raw: bytes, ending: str) -> dict[str, Any]:
    return {"text": raw.decode() + ending, "pid": os.getpid()}


def count_slowly(raw: bytes) -> int:
    for done in range(3):
        jailed.report(done, 3)
    return len(raw)


def refuse(raw: bytes) -> None:
    raise Invalid(_("请先选择要上传的文件。"), field="file")


def break_down(raw: bytes) -> None:
    raise KeyError("word/document.xml")


def sleep(raw: bytes) -> None:
    time.sleep(20)


def spin(raw: bytes) -> None:
    while True:
        pass


def swell(raw: bytes) -> int:
    return len(bytearray(900 * 2**20))


def telephone(raw: bytes) -> str:
    socket.create_connection(("127.0.0.1", 9), timeout=1)
    return "connected"


def run_a_program(raw: bytes) -> str:
    return subprocess.check_output(["/bin/echo", "out"]).decode()


def write_a_file(raw: bytes) -> None:
    with Path("/tmp/shuren-jail-test").open("wb") as file:
        file.write(b"x" * 10)


def die(raw: bytes) -> None:
    os._exit(9)


def call(function: Callable[..., Any], raw: bytes = b"x", *arguments: Any, **options: Any) -> Any:
    return jail.call(function, raw, *arguments, name="通知.docx", limits=SHORT, **options)


def test_the_answer_comes_back_from_another_process() -> None:
    answer = call(read_letters, "学时".encode(), "！")

    assert answer["text"] == "学时！"
    assert answer["pid"] != os.getpid()


def test_progress_reaches_the_outside() -> None:
    heard: list[tuple[int, int]] = []

    assert call(count_slowly, b"abcd", progress=lambda done, total: heard.append((done, total))) == 4
    assert heard == [(0, 3), (1, 3), (2, 3)]


def test_a_refusal_keeps_its_sentence_and_its_field() -> None:
    with pytest.raises(Invalid) as caught:
        call(refuse)

    assert caught.value.sentence == "请先选择要上传的文件。"
    assert caught.value.field == "file"


@pytest.mark.parametrize("function", [sleep, spin], ids=lambda function: function.__name__)
def test_a_reading_that_does_not_end_is_ended_with_a_sentence(function: Callable[..., Any]) -> None:
    with pytest.raises(jail.Unreadable, match="没有读完"):
        call(function)


@pytest.mark.parametrize(
    "function", [break_down, telephone, run_a_program, write_a_file, die], ids=lambda f: f.__name__
)
def test_a_reader_that_breaks_or_reaches_out_is_refused_with_a_sentence(function: Callable[..., Any]) -> None:
    with pytest.raises(jail.Unreadable, match="已损坏"):
        call(function)


def test_a_file_that_swells_is_refused_with_a_sentence() -> None:
    with pytest.raises(jail.Unreadable, match="展开后过大"):
        call(swell)


def test_the_jail_works_on_after_its_server_was_ended() -> None:
    call(read_letters, b"a", "")
    assert jail._server._process is not None
    jail._server._process.kill()
    jail._server._process.wait()

    assert call(read_letters, b"a", "b")["text"] == "ab"


def test_a_large_file_passes_whole() -> None:
    assert call(count_slowly, b"x" * 30_000_000) == 30_000_000
