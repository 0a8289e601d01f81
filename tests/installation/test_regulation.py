"""The demonstration's regulation: taught and asked, then replaced, so that there is something to look at again."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import Flask
from sqlalchemy import select

from assessment.models import Exam
from assessment.queries import self_check_paper
from core.clock import frozen
from core.db import db
from courses import queries as courses
from courses.models import Lesson
from documents.models import Supersession
from documents.queries import paragraphs_of
from installation.demonstration.calendar import calendar
from installation.demonstration.library import replace_regulation
from installation.demonstration.roster import make_roster
from installation.demonstration.word_files import word_file
from question_bank import queries as questions
from tests.documents.makers import TRIAL as TRIAL_TEXT

NOW = datetime(2026, 11, 21, 4, tzinfo=UTC)


def test_twenty_six_rules_become_thirteen_and_what_rests_on_them_waits(app: Flask) -> None:
    span = calendar(NOW)
    with frozen(span.at(0)):
        roster = make_roster(now=span.at(0))

    replace_regulation(roster, span)

    with frozen(NOW):
        step = db.session.scalars(select(Supersession)).one()
        assert [len(paragraphs_of(number)) for number in (step.older_id, step.newer_id)] == [26, 13]
        assert questions.stale_count(NOW) == 5
        assert len(questions.ready_revisions(None, None)) == 4
        assert courses.stale_lesson_count(NOW) == 2
        assert {name for _id, name in questions.stale_owners(NOW)} == {"邹组织"}
        for lesson in db.session.scalars(select(Lesson)):
            exam = db.session.get_one(Exam, lesson.exam_id)
            assert len(self_check_paper(roster.members["member"], exam)) == 3


def test_the_word_files_are_the_same_each_time() -> None:
    raw = word_file(TRIAL_TEXT)

    assert raw == word_file(TRIAL_TEXT)
    assert raw.startswith(b"PK") and len(raw) < 60_000
