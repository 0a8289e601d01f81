"""The ranking page of a contest with 10,000 attempts, as its members read it, against saying hello."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any

import flask_migrate
from flask import Flask
from sqlalchemy import insert, select

from accounts.models import Member
from app import create_app
from assessment.models import Attempt, AttemptGrade, GradeRun
from benchmarks import measure
from contests import actions
from contests.models import Contest
from core import clock
from core.db import atomic, db
from tests.cast import Cast, make_cast
from tests.contests.makers import make_open

PEOPLE = 10_000
READERS = 16
PAGES = 20
CHUNK = 1_000


def main() -> None:
    """Measure and print."""
    with measure.data_folder():
        contest_id, cookies = _prepare(create_app())
        with measure.serve() as address:
            found = measure.alternate(
                address, lambda number: _reads(contest_id, cookies[number], number), connections=READERS
            )
    measure.report("ranking_page", found.ratio, f"{found.detail}, {PEOPLE} attempts, {PAGES} pages read in turn")


def _prepare(app: Flask) -> tuple[int, list[str]]:
    with app.app_context():
        flask_migrate.upgrade()
        cast = make_cast()
        contest = make_open(cast)
        ids = _sit_all(cast, contest)
        actions.close_contest(cast.organizer, contest, "benchmark", now=clock.now())
        actions.publish_contest(cast.organizer, contest, now=clock.now())
        contest_id = contest.id
        db.session.remove()
    step = len(ids) // READERS
    return contest_id, [_cookie(app, contest_id, ids[number * step]) for number in range(READERS)]


@atomic
def _sit_all(cast: Cast, contest: Contest) -> list[int]:
    """Fill the tables as 10,000 members would have, each with one marked attempt; returns their ids."""
    random = Random(1)
    _insert(Member, _people(cast))
    ids = list(db.session.scalars(select(Member.id).where(Member.staff_no.startswith("N")).order_by(Member.id)))
    _insert(Attempt, _attempts(contest, ids, random))
    run_id = db.session.scalar(select(GradeRun.id).where(GradeRun.exam_id == contest.exam_id))
    _insert(AttemptGrade, _grades(run_id, random))
    return ids


def _insert(model: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), CHUNK):
        db.session.execute(insert(model), rows[start : start + CHUNK])


def _people(cast: Cast) -> list[dict[str, Any]]:
    branches = (cast.branch.id, cast.other_branch.id)
    shared = {
        "admin_unit_id": cast.farm.id, "political_status": "member", "must_change_password": False,
        "created_at": clock.now(),
    }  # fmt: skip
    return [
        {"staff_no": f"N{n:05d}", "name": f"学员{n}", "party_unit_id": branches[n % 2], **shared}
        for n in range(PEOPLE)
    ]  # fmt: skip


def _attempts(contest: Contest, ids: list[int], random: Random) -> list[dict[str, Any]]:
    begun = clock.now() - timedelta(minutes=40)
    shared = {
        "exam_id": contest.exam_id, "attempt_no": 1, "state": "submitted", "paper_seed": 1, "started_at": begun,
        "deadline_at": begun + timedelta(minutes=30), "entitlement": "[]", "grace_s": 15, "device_policy": "strict",
        "close_kind": "submitted",
    }  # fmt: skip
    return [
        {"member_id": member_id, "closed_at": begun + timedelta(milliseconds=random.randint(60_000, 1_800_000))}
        | shared
        for member_id in ids
    ]


def _grades(run_id: int | None, random: Random) -> list[dict[str, Any]]:
    shared = {"run_id": run_id, "milli_total": 12_000, "passed": True, "graded_at": clock.now()}
    return [
        {"attempt_id": attempt_id, "milli_points": random.randrange(0, 12_001, 500)} | shared
        for attempt_id in db.session.scalars(select(Attempt.id))
    ]


def _cookie(app: Flask, contest_id: int, member_id: int) -> str:
    """Return the cookie of a signed-in member whose browser has seen a page before."""
    browser = app.test_client()
    with browser.session_transaction() as session:
        now = clock.now_ms()
        session.update(_user_id=str(member_id), _fresh=True, epoch=1, since=now, seen=now)
    browser.get(f"/contests/{contest_id}/ranking")
    cookie = browser.get_cookie("session")
    if cookie is None:
        raise RuntimeError("no session cookie")
    return f"session={cookie.value}"


def _reads(contest_id: int, cookie: str, number: int) -> Iterator[bytes]:
    while True:
        for page in range(PAGES):
            path = f"/contests/{contest_id}/ranking?page={(page + number) % PAGES + 1}"
            yield measure.request("GET", path, cookie=cookie)


if __name__ == "__main__":
    main()
