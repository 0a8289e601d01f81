"""Run beside a live product: somebody read a lesson an hour ago, long enough and not to its end.

The server's clock alone credits time, so a journey cannot hurry it; this calls the product's own verb under a set clock.
"""

from __future__ import annotations

import sys
from datetime import timedelta

from accounts.queries import find_by_staff_no
from app import create_app
from core.clock import frozen, now
from core.db import db
from courses.models import Lesson
from learning.actions import beat
from learning.crediting import BEAT, Beat

CLIENT = "e" * 32


def read(staff_no: str, lesson_id: int) -> None:
    """Beat as an open page does, for the estimated minutes of the lesson."""
    member, lesson = find_by_staff_no(staff_no), db.session.get_one(Lesson, lesson_id)
    assert member is not None
    at = now() - timedelta(hours=1)
    for number in range(lesson.minutes * 60 // int(BEAT.total_seconds()) + 2):
        with frozen(at + BEAT * number):
            # A last beat of a page just left may come in between; the time is taken back from it.
            beat(member, Beat(lesson_id, CLIENT, now(), takes_over=True), position=number, end_reached=False)


if __name__ == "__main__":
    with create_app().app_context():
        read(sys.argv[1], int(sys.argv[2]))
