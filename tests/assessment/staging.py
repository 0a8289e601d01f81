"""A real installation with members who sit a paper, for whole servers: the kill test, the browser test, the benchmark."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import flask_migrate
from flask import Flask

from accounts.models import Member
from assessment import actions, queries
from core import clock
from core.db import atomic, db
from tests.assessment.makers import PHONE, RIGHT, make_bank, make_exam
from tests.cast import make_member


@dataclass(frozen=True)
class Seat:
    """A signed-in member with a paper: cookie, CSRF token and the right answer to each item."""

    attempt_id: int
    member_id: int
    cookie: str
    token: str
    answers: dict[int, Any]


def prepare(app: Flask, count: int, **exam_changes: Any) -> list[Seat]:
    """Migrate an empty database and seat so many members at one exam that ends in eight hours."""
    with app.app_context():
        flask_migrate.upgrade()
        owner, members = _people(count)
        changes = {"hard_end_at": clock.now() + timedelta(hours=8)} | exam_changes
        exam = make_exam(owner, make_bank(owner, 6), **changes)
        started = []
        for member in members:
            attempt = actions.start_attempt(member, exam, now=clock.now())
            answers = {line.item_no: RIGHT[line.question.kind] for line in queries.paper_lines(attempt.id)}
            started.append((attempt.id, member.id, answers))
        db.session.remove()
    # Outside the application context: each request of a browser brings its own.
    return [_seat(app, *each) for each in started]


@atomic
def _people(count: int) -> tuple[Member, list[Member]]:
    members = [make_member(f"BM{number:03d}", f"学员{number}", None, None) for number in range(count)]
    return make_member("BM999", "组织者", None, None), members


def _seat(app: Flask, attempt_id: int, member_id: int, answers: dict[int, Any]) -> Seat:
    browser = app.test_client()
    with browser.session_transaction() as session:
        now = clock.now_ms()
        session.update(_user_id=str(member_id), _fresh=True, epoch=1, since=now, seen=now)
    page = browser.get(f"/attempts/{attempt_id}").text
    token = page.split('name="csrf-token" content="')[1].split('"')[0]
    browser.post(f"/attempts/{attempt_id}/lease", json={"client_id": PHONE}, headers={"X-CSRFToken": token})
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return Seat(attempt_id, member_id, cookie.value, token, answers)
