"""The home page and a lesson page of a member of the demonstration, against saying hello."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import select

from accounts.models import Member
from app import create_app
from benchmarks import measure
from core import clock
from core.db import db
from courses.models import Lesson
from installation.cli import prepare_installation
from installation.demonstration.roster import MEMBER


def main() -> None:
    """Measure and print both pages."""
    with measure.data_folder():
        lesson_id, cookie = _prepare(create_app())
        with measure.serve() as address:
            home = measure.alternate(address, measure.get("/", cookie))
            lesson = measure.alternate(address, measure.get(f"/learn/lessons/{lesson_id}", cookie))
    measure.report("home_page", home.ratio, f"{home.detail}, demonstration data")
    measure.report("lesson_page", lesson.ratio, f"{lesson.detail}, demonstration data")


def _prepare(app: Flask) -> tuple[int, str]:
    with app.app_context():
        prepare_installation(demo=True)
        member = db.session.scalars(select(Member).where(Member.staff_no == MEMBER.staff_no)).one()
        lesson_id = db.session.scalars(select(Lesson.id).order_by(Lesson.id).limit(1)).one()
        now = clock.now_ms()
        signed_in = {
            "_user_id": str(member.id), "_fresh": True, "epoch": member.session_epoch, "since": now, "seen": now,
        }  # fmt: skip
        db.session.remove()
    browser = app.test_client()
    with browser.session_transaction() as session:
        session.update(signed_in)
    browser.get("/")  # the first page of a session adds the token of its forms to the cookie
    cookie = browser.get_cookie("session")
    assert cookie is not None
    return lesson_id, f"session={cookie.value}"


if __name__ == "__main__":
    main()
