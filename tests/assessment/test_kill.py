"""No acknowledged answer is lost: a real server killed between save and submit, and deaths at chosen points."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import pytest

from app import create_app
from assessment.op_ids import new_op_id
from config import read_settings
from core import clock
from core.db import db
from tests.assessment.crash_point import KILLED
from tests.assessment.makers import PHONE
from tests.assessment.staging import Seat, prepare
from tests.journeys.conftest import ROOT, _free_port, _serve, _wait

SECRET = "s" * 48


pytestmark = pytest.mark.timeout(300)


@pytest.fixture(scope="module")
def environ(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an installation of its own, on SQLite with durable commits."""
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {
        "SHUREN_DATA": str(tmp_path_factory.mktemp("kill")),
        "SHUREN_SECRET_KEY": SECRET,
        "PYTHONPATH": str(ROOT),
    }


@pytest.fixture(scope="module")
def seats(environ: dict[str, str]) -> Iterator[list[Seat]]:
    """Four members who sit a paper: two for the kill, one for each death."""
    app = create_app(read_settings(environ))
    yield prepare(app, 4)
    app.extensions["durable_writer"].stop()
    with app.app_context():
        db.engine.dispose()


def body_of(seat: Seat, sequence: int) -> dict[str, Any]:
    item_no = (sequence - 1) % len(seat.answers) + 1
    event = {"op_id": new_op_id(clock.now_ms()), "item_no": item_no, "epoch": 1, "client_seq": sequence}
    return {"client_id": PHONE, "events": [event | {"payload": seat.answers[item_no]}]}


def post(port: int, seat: Seat, path: str, body: Any) -> tuple[int, Any]:
    headers = {"Content-Type": "application/json", "Cookie": f"session={seat.cookie}", "X-CSRFToken": seat.token}
    with closing(HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("POST", f"/attempts/{seat.attempt_id}/{path}", json.dumps(body), headers)
        reply = connection.getresponse()
        return reply.status, json.loads(reply.read())


def save_until_the_end(port: int, seat: Seat, acknowledged: list[str]) -> None:
    """Save one answer after the other, noting every receipt, until the server is gone."""
    for sequence in range(1, 100_000):
        try:
            status, reply = post(port, seat, "events", body_of(seat, sequence))
        except (OSError, HTTPException, ValueError):
            return
        assert status == 200
        acknowledged.append(reply["events"][0]["op_id"])


def stored_op_ids(environ: dict[str, str], *seats: Seat) -> set[str]:
    numbers = ", ".join(str(seat.attempt_id) for seat in seats)
    with closing(sqlite3.connect(Path(environ["SHUREN_DATA"]) / "shuren.db")) as connection:
        found = connection.execute(f"SELECT op_id FROM answer_event WHERE attempt_id IN ({numbers})")
        return {row[0] for row in found}


def test_killing_the_server_between_save_and_submit_loses_no_acknowledged_answer(environ, seats):
    seats = seats[:2]
    port = _free_port()
    server = _serve(environ, port)
    _wait(f"http://127.0.0.1:{port}")
    acknowledged: list[list[str]] = [[] for _ in seats]
    savers = [
        threading.Thread(target=save_until_the_end, args=(port, seat, noted))
        for seat, noted in zip(seats, acknowledged, strict=True)
    ]
    for saver in savers:
        saver.start()
    deadline = time.monotonic() + 20
    while min(map(len, acknowledged)) < 8 and time.monotonic() < deadline:
        time.sleep(0.01)

    children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    for pid in (server.pid, *map(int, children)):
        os.kill(pid, 9)
    server.wait()
    for saver in savers:
        saver.join()

    everything = {op_id for noted in acknowledged for op_id in noted}
    assert len(everything) >= 16
    assert everything <= stored_op_ids(environ, *seats)
    submitted_after_restart(environ, port, seats[0], len(acknowledged[0]))


def submitted_after_restart(environ: dict[str, str], port: int, seat: Seat, acknowledged: int) -> None:
    server = _serve(environ, port)
    try:
        _wait(f"http://127.0.0.1:{port}")
        body = {"client_id": PHONE, "epoch": 1, "answers": [], "vector": {PHONE: acknowledged}}
        status, reply = post(port, seat, "submission", body)
    finally:
        server.terminate()
        server.wait(timeout=20)
    assert (status, reply["state"]) == (200, "submitted")


def die_at(point: str, environ: dict[str, str], seat: Seat, body: Any) -> int:
    sent = {"cookie": seat.cookie, "token": seat.token, "path": f"/attempts/{seat.attempt_id}/events", "body": body}
    command = [sys.executable, "-m", "tests.assessment.crash_point", point, json.dumps(sent)]
    return subprocess.run(command, cwd=ROOT, env=environ, check=False, capture_output=True).returncode


def replay(environ: dict[str, str], seat: Seat, body: Any) -> dict[str, Any]:
    browser = create_app(read_settings(environ)).test_client()
    browser.set_cookie("session", seat.cookie)
    reply = browser.post(f"/attempts/{seat.attempt_id}/events", json=body, headers={"X-CSRFToken": seat.token})
    return reply.json["events"][0]


@pytest.mark.parametrize(("number", "point", "is_there"), [(2, "before_commit", False), (3, "after_commit", True)])
def test_a_death_around_the_commit_is_all_or_nothing_and_the_repeat_converges(environ, seats, number, point, is_there):
    seat = seats[number]
    body = body_of(seat, 1)
    op_id = body["events"][0]["op_id"]

    died = die_at(point, environ, seat, body)

    assert died == KILLED
    assert (op_id in stored_op_ids(environ, seat)) is is_there
    again = replay(environ, seat, body)
    assert (again["status"], again["verdict"]) == (200, "applied")
    assert stored_op_ids(environ, seat) == {op_id}
