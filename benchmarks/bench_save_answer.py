"""Saving one answer, durably and with its receipt, against saying hello on the same server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

import flask_migrate
from flask import Flask

from accounts.models import Member
from app import create_app
from assessment import actions, queries
from assessment.op_ids import new_op_id
from benchmarks import measure
from core import clock
from core.db import atomic, db
from tests.assessment.makers import RIGHT, make_bank, make_exam
from tests.cast import make_member

TAKERS = 32
THREADS = 32
CLIENT = "c" * 32


@dataclass(frozen=True)
class Taker:
    """A signed-in member with a paper: cookie, CSRF token and the answers to send."""

    attempt_id: int
    cookie: str
    token: str
    answers: dict[int, object]


def main() -> None:
    """Measure and print."""
    with measure.data_folder():
        takers = _prepare(create_app())
        with measure.serve(threads=THREADS) as address:
            saves = [_saves(taker) for taker in takers]
            found = measure.alternate(address, lambda number: saves[number], connections=TAKERS)
            bare = measure.alternate(
                address, lambda number: saves[number], measure.get(measure.BARE), connections=TAKERS, rounds=3
            )
    detail = f"{found.detail}, {bare.ratio:.2f} of a bare Flask application, synchronous=FULL, {TAKERS} connections"
    measure.report("save_answer", found.ratio, detail)


def _prepare(app: Flask) -> list[Taker]:
    with app.app_context():
        flask_migrate.upgrade()
        owner, members = _people()
        exam = make_exam(owner, make_bank(owner, 20), hard_end_at=clock.now() + timedelta(hours=8))
        seats = []
        for member in members:
            attempt = actions.start_attempt(member, exam, now=clock.now())
            answers = {line.item_no: RIGHT[line.question.kind] for line in queries.paper_lines(attempt.id)}
            seats.append((member.id, attempt.id, answers))
        db.session.remove()
    # Outside the application context: each request of a browser brings its own.
    return [_seat(app, *seat) for seat in seats]


@atomic
def _people() -> tuple[Member, list[Member]]:
    members = [make_member(f"BM{number:03d}", f"学员{number}", None, None) for number in range(TAKERS)]
    return make_member("BM999", "组织者", None, None), members


def _seat(app: Flask, member_id: int, attempt_id: int, answers: dict[int, object]) -> Taker:
    browser = app.test_client()
    with browser.session_transaction() as session:
        now = clock.now_ms()
        session.update(_user_id=str(member_id), _fresh=True, epoch=1, since=now, seen=now)
    page = browser.get(f"/attempts/{attempt_id}").text
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    browser.post(f"/attempts/{attempt_id}/lease", json={"client_id": CLIENT}, headers={"X-CSRFToken": token})
    cookie = browser.get_cookie("session")
    if cookie is None:
        raise RuntimeError("no session cookie")
    return Taker(attempt_id, f"session={cookie.value}", token, answers)


def _saves(taker: Taker) -> Iterator[bytes]:
    sequence = 0
    while True:
        for item_no, answer in taker.answers.items():
            sequence += 1
            event = {
                "op_id": new_op_id(clock.now_ms()),
                "item_no": item_no,
                "epoch": 1,
                "client_seq": sequence,
                "payload": answer,
                "client_wall": clock.now_ms(),
                "client_mono": sequence,
            }
            body = json.dumps({"client_id": CLIENT, "events": [event]}).encode()
            path = f"/attempts/{taker.attempt_id}/events"
            yield measure.request("POST", path, cookie=taker.cookie, body=body, headers={"X-CSRFToken": taker.token})


if __name__ == "__main__":
    main()
