"""Pulling the hours of published contests."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from contests.models import Contest
from contests.queries import FinishedContest, MemberResult
from core.db import atomic, db
from learning import actions
from learning.actions import contests as collecting
from learning.models import HourEntry
from learning.queries.evidence import evidence_of
from tests.cast import NOON, Cast

CLOSED = NOON - timedelta(days=1)


@atomic
def make_contest(cast: Cast) -> Contest:
    contest = Contest(
        kind="knowledge", title="党纪知识竞赛", unit_id=cast.committee.id, state="published", created_at=NOON,
        closed_at=CLOSED, published_at=NOON,
    )  # fmt: skip
    db.session.add(contest)
    db.session.flush()
    return contest


@pytest.fixture
def published(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Contest:
    """A published contest that Alice passed and Bob did not."""
    actions.load_shipped_policies(None, now=NOON)
    contest = make_contest(cast)

    def result(member, passed: bool) -> MemberResult:
        return MemberResult(contest.id, contest.title, "knowledge", member.id, 90_000, 100_000, passed, 1, False, "",
                            None, 45, CLOSED, NOON)  # fmt: skip

    finished = FinishedContest(contest.id, contest.title, "knowledge", cast.committee.id, (), CLOSED, NOON, 2, 1)
    found = {cast.alice.id: [result(cast.alice, True)], cast.bob.id: [result(cast.bob, False)]}
    monkeypatch.setattr(collecting, "finished_contests", lambda year: [finished] if year == 2026 else [])
    monkeypatch.setattr(collecting, "results_of", lambda ids, year: found)
    return contest


def test_those_who_passed_get_their_hours_once(cast: Cast, published: Contest):
    first = actions.collect_contest_hours(NOON)
    second = actions.collect_contest_hours(NOON + timedelta(seconds=2))

    assert (first, second) == (1, 0)
    entry = db.session.scalars(select(HourEntry)).one()
    assert (entry.member_id, entry.quarters, entry.side) == (cast.alice.id, 2, "online")
    assert (entry.evidence_kind, entry.evidence_id) == ("contest", published.id)


def test_nothing_is_entered_while_the_conversion_is_off(cast: Cast, published: Contest):
    actions.set_conversion(
        cast.manager, "contest", {"passed": 2, "taken": 0}, active=False, basis="x", valid_from=CLOSED.date(), now=NOON
    )

    actions.collect_contest_hours(NOON)

    assert db.session.scalar(select(func.count()).select_from(HourEntry)) == 0


def test_the_entry_opens_without_its_ranking_row(cast: Cast, published: Contest):
    actions.collect_contest_hours(NOON)

    found = evidence_of(db.session.scalars(select(HourEntry)).one())

    assert found.conversion is not None
    assert found.contest is None
