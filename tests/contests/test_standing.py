"""Questions of a contest whose sources changed: told before it opens, while it runs, and before it is published."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from assessment.queries import paper_lines
from contests import actions
from contests.actions.lifecycle import NotReady
from contests.queries.standing import Standing, standing
from core import clock
from core.db import db
from documents.actions import supersede
from documents.models import Document
from question_bank import actions as bank
from question_bank.models import Question
from tests.cast import NOON, Cast
from tests.conftest import SignIn
from tests.contests.makers import HOUR, close, make_bank, make_draft, make_open, sit
from tests.documents.makers import REVISED, spot, stored

TODAY = date(2026, 6, 1)


@pytest.fixture
def trial(cast: Cast) -> Document:
    """Give the regulation whose rules change."""
    return stored(cast.manager)


def replaced(cast: Cast, trial: Document, day: date = TODAY) -> None:
    supersede(cast.manager, trial, stored(cast.manager, REVISED, "修订.txt"), day, now=NOON)


def resting(cast: Cast, trial: Document, count: int = 1) -> list[Question]:
    """So many single choices of the bank, resting on a rule that the revised regulation edits."""
    query = select(Question).where(Question.kind == "single").order_by(Question.id).limit(count)
    found = list(db.session.scalars(query))
    for question in found:
        bank.set_question_sources(cast.organizer, question, [spot(trial, "不少于十六学时")])
    return found


def page(cast: Cast, sign_in: SignIn, address: str) -> str:
    return sign_in(cast.organizer).get(address).get_data(as_text=True)


def test_a_contest_without_changes_says_nothing(cast: Cast, sign_in: SignIn) -> None:
    contest = make_draft(cast)

    assert not standing(contest, NOON)
    assert "待复核清单" not in page(cast, sign_in, f"/contests/manage/{contest.id}/check")


def test_before_it_opens_the_organizer_is_told_and_drawing_goes_on_without_them(
    cast: Cast, trial: Document, sign_in: SignIn
) -> None:
    contest = make_draft(cast)
    waiting = resting(cast, trial)[0]
    replaced(cast, trial)

    text = page(cast, sign_in, f"/contests/manage/{contest.id}/check")

    assert "1 道题依据的条文有改动，等人复核，不抽入新试卷" in text
    assert f'href="/questions/{waiting.id}"' in text and 'href="/courses/stale"' in text
    actions.open_contest(cast.organizer, contest, now=clock.now())
    attempt = sit(cast.alice, contest, 1)
    assert waiting.latest_id not in papers_of(attempt.id)


def papers_of(attempt_id: int) -> set[int]:
    return {line.question.revision_id for line in paper_lines(attempt_id)}


def test_a_contest_the_rest_cannot_fill_does_not_open_until_somebody_has_looked(cast: Cast, trial: Document) -> None:
    contest = make_draft(cast, count=4)
    waiting = resting(cast, trial)[0]
    replaced(cast, trial)

    with pytest.raises(NotReady, match="还差 1 题"):
        actions.open_contest(cast.organizer, contest, now=clock.now())
    bank.confirm_question(cast.organizer, waiting, "答案不变", now=NOON)
    actions.open_contest(cast.organizer, contest, now=clock.now())

    assert contest.exam is not None


def test_changes_in_force_by_the_time_it_begins_count_already(cast: Cast, trial: Document) -> None:
    begins = clock.now() + timedelta(days=3)
    contest = make_draft(cast, count=4, opens_at=begins, hard_end_at=begins + 2 * HOUR)
    resting(cast, trial)
    replaced(cast, trial, TODAY + timedelta(days=2))

    assert len(standing(contest, clock.now()).left_out) == 1
    with pytest.raises(NotReady, match="还差 1 题"):
        actions.open_contest(cast.organizer, contest, now=clock.now())


def test_while_it_runs_the_organizer_learns_that_nobody_else_can_start(
    cast: Cast, trial: Document, sign_in: SignIn
) -> None:
    contest = make_open(cast, count=4)
    resting(cast, trial)
    replaced(cast, trial)

    text = page(cast, sign_in, f"/contests/manage/{contest.id}/progress")

    assert "还没开始的学员无法入场" in text and "还差 1 题" in text


def test_questions_on_papers_already_are_told_until_the_results_are_out(
    cast: Cast, trial: Document, sign_in: SignIn
) -> None:
    contest = make_open(cast, make_bank(cast.organizer, 2))
    sit(cast.alice, contest, 1)
    waiting = resting(cast, trial)[0]
    replaced(cast, trial)
    address = f"/contests/manage/{contest.id}/progress"

    assert list(standing(contest, clock.now()).on_papers) == [waiting.id]
    assert "1 道题在抽进答卷之后" in page(cast, sign_in, address)
    close(cast, contest)
    assert "1 道题在抽进答卷之后" in page(cast, sign_in, address)
    actions.publish_contest(cast.organizer, contest, now=clock.now())
    assert standing(contest, clock.now()) == Standing()
    assert "1 道题在抽进答卷之后" not in page(cast, sign_in, address)


def test_watchers_who_cannot_act_are_not_troubled(cast: Cast, trial: Document, sign_in: SignIn) -> None:
    contest = make_open(cast)
    resting(cast, trial)
    replaced(cast, trial)

    text = sign_in(cast.secretary).get(f"/contests/manage/{contest.id}/progress")

    assert text.status_code == 200
    assert "待复核清单" not in text.get_data(as_text=True)
