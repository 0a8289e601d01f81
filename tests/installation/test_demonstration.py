"""The demonstration: its plan is sound, and its story can be told on a database server, too."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask
from sqlalchemy import func, select

from accounts import audit
from accounts.models import Member
from assessment.models import Attempt
from core.clock import local
from core.db import db
from courses.models import Case, ChecklistRun, CourseDraft, CourseEntryRule, DraftComment, Placement
from installation.demonstration import contesting, people, story, studying
from installation.demonstration.calendar import calendar
from installation.shipped import load_shipped
from learning.models import CourseWaiver, Huddle, ReaderNote
from tests import conftest


def count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def states(model: type) -> list[str]:
    return sorted(db.session.scalars(select(model.state).distinct()))  # type: ignore[attr-defined]


def test_about_eighty_people_sit_in_units_that_exist() -> None:
    planned = people.people()
    codes = {unit.code for unit in (*people.PARTY_UNITS, *people.ADMIN_UNITS)}

    assert 75 <= len(planned) <= 90
    assert len({person.staff_no for person in planned}) == len(planned)
    assert all({person.party, person.farm} <= codes for person in planned)
    assert {person.name for person in planned if person.party_post == "secretary"} == set(people.SECRETARIES.values())


@pytest.mark.parametrize("now", [datetime(2026, 1, 3, tzinfo=UTC), datetime(2026, 11, 21, 4, tzinfo=UTC)])
def test_the_history_lies_in_the_year_and_before_now(now: datetime) -> None:
    span = calendar(now)

    assert span.begins_at <= span.at(0.5) <= span.at(1) < now
    assert local(span.begins_at).year == local(now).year


@pytest.mark.timeout(300)
@pytest.mark.skipif("postgresql" not in conftest.DATABASES, reason="PostgreSQL was left out of this run")
def test_the_story_is_told_on_a_database_server(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A shorter telling; the whole one is told on SQLite for the journeys."""
    monkeypatch.setattr(studying, "TOPICS", studying.TOPICS[:1])
    monkeypatch.setattr(studying, "READERS", 0.05)
    monkeypatch.setattr(contesting, "PAPERS", 6)
    postgresql_app: Flask = request.getfixturevalue("postgresql_app")
    with postgresql_app.app_context():
        conftest._empty_postgresql(postgresql_app)
        now = datetime(2026, 11, 21, 4, tzinfo=UTC)
        load_shipped(now=now)
        assert story.may_be_told()

        story.tell(now)

        assert story.is_told()
        assert not story.may_be_told()
        assert count(Member) > 80
        assert db.session.scalar(select(func.count()).where(Attempt.state == "submitted").select_from(Attempt)) >= 6
        assert states(CourseDraft) == ["in_review", "writing"]
        assert count(DraftComment) == 2
        assert "review" in states(Case)
        assert [count(each) for each in (CourseEntryRule, Placement, CourseWaiver)] == [3, 1, 1]
        assert [count(each) for each in (Huddle, ReaderNote, ChecklistRun)] == [2, 3, 1]
        assert audit.first_broken_link() is None
