"""The ranking page of a contest with 10,000 attempts, as its members read it, against saying hello."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

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
    branches = (cast.branch.id, cast.other_branch.id)
    shared = {"political_status": "member", "must_change_password": False, "created_at": clock.now()}
    people = [
        {
            "staff_no": f"N{n:05d}",
            "name": f"学员{n}",
            "party_unit_id": branches[n % 2],
            "admin_unit_id": cast.farm.id,
            **shared,
        }
        for n in range(PEOPLE)
    ]
    for start in range(0, PEOPLE, CHUNK):
        db.session.execute(insert(Member), people[start : start + CHUNK])
    ids = list(db.session.scalars(select(Member.id).where(Member.staff_no.startswith("N")).order_by(Member.id)))
    begun = clock.now() - timedelta(minutes=40)
    attempts = [
        {
            "exam_id": contest.exam_id, "member_id": member_id, "attempt_no": 1, "state": "submitted", "paper_seed": 1,
            "started_at": begun, "deadline_at": begun + timedelta(minutes=30), "entitlement": "[]", "grace_s": 15,
            "device_policy": "strict", "close_kind": "submitted",
            "closed_at": begun + timedelta(milliseconds=random.randint(60_000, 1_800_000)),
        }
        for member_id in ids
    ]  # fmt: skip
    for start in range(0, PEOPLE, CHUNK):
        db.session.execute(insert(Attempt), attempts[start : start + CHUNK])
    run_id = db.session.scalar(select(GradeRun.id).where(GradeRun.exam_id == contest.exam_id))
    grades = [
        {
            "run_id": run_id, "attempt_id": attempt_id, "milli_points": random.randrange(0, 12_001, 500),
            "milli_total": 12_000, "passed": True, "graded_at": clock.now(),
        }
        for attempt_id in db.session.scalars(select(Attempt.id))
    ]  # fmt: skip
    for start in range(0, PEOPLE, CHUNK):
        db.session.execute(insert(AttemptGrade), grades[start : start + CHUNK])
    return ids


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
