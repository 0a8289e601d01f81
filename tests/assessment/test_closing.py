"""Closing by time and by hand, marking, and the clock that is not believed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from accounts.models import AuditEntry
from assessment import actions, hostclock, queries
from assessment.models import Attempt, AttemptGrade, Grade, OutboxJob
from assessment.states import IllegalStep
from core import clock
from core.db import db
from core.errors import Invalid
from tests.assessment.makers import WRONG, event, make_attempt, make_bank, make_exam, right_answers, save, submit
from tests.cast import NOON, Cast

DEADLINE = NOON + timedelta(minutes=30)
OVER = DEADLINE + timedelta(seconds=46)


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    return make_attempt(cast.alice, cast.organizer)


def test_nothing_is_closed_before_grace_and_settle_margin_have_passed(attempt):
    assert actions.close_expired(DEADLINE + timedelta(seconds=45)) == 0
    assert attempt.state == "in_progress"


def test_the_sweep_closes_at_the_deadline_and_marks(attempt, sign_in, cast):
    save(sign_in(cast.alice), attempt.id, *right_answers(attempt)[:2])

    closed = actions.close_expired(OVER)

    db.session.rollback()
    assert closed == 1
    assert (attempt.state, attempt.close_kind, attempt.closed_at) == ("auto_submitted", "expired", DEADLINE)
    assert queries.results(attempt.exam_id)[0].milli_points == 4000


def test_the_sweep_closes_each_attempt_once(attempt):
    assert actions.close_expired(OVER) == 1
    assert actions.close_expired(OVER + timedelta(hours=1)) == 0

    assert db.session.scalar(select(func.count()).select_from(AttemptGrade)) == 1


def test_the_sweep_takes_more_than_one_chunk(cast, monkeypatch):
    monkeypatch.setattr("assessment.actions.closing.CHUNK", 2)
    monkeypatch.setattr("assessment.actions.closing.BREATH_S", 0)
    exam = make_exam(cast.organizer, make_bank(cast.organizer))
    for member in cast.everybody[:5]:
        actions.start_attempt(member, exam, now=NOON)

    assert actions.close_expired(OVER) == 5
    assert queries.exam_progress(exam.id) == queries.ExamProgress(5, 0, 5)


def test_looking_at_an_attempt_after_its_time_closes_it(attempt, sign_in, cast):
    browser = sign_in(cast.alice)
    browser.post(f"/attempts/{attempt.id}/lease", json={"client_id": "a" * 32})

    with clock.frozen(OVER):
        reply = browser.get(f"/attempts/{attempt.id}/state")

    assert reply.json["state"] == "auto_submitted"


def test_a_paper_collected_by_hand_has_its_reason_in_the_audit_log(attempt, cast):
    actions.force_close(cast.organizer, attempt, "替考", now=NOON + timedelta(minutes=5))

    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (attempt.state, attempt.closed_by_id) == ("forced", cast.organizer.id)
    assert (entry.action, entry.reason) == ("attempt.force_close", "替考")


def test_collecting_by_hand_needs_a_reason(attempt, cast):
    with pytest.raises(Invalid):
        actions.force_close(cast.organizer, attempt, " ", now=NOON)


def test_a_closed_paper_cannot_be_collected_again(attempt, cast):
    actions.close_expired(OVER)

    with pytest.raises(IllegalStep):
        actions.force_close(cast.organizer, attempt, "替考", now=OVER)


def test_an_attempt_in_progress_cannot_be_marked(attempt):
    with pytest.raises(IllegalStep):
        actions.grade_attempt(attempt, now=NOON)


def test_marking_twice_gives_one_grade(attempt, sign_in, cast):
    submit(sign_in(cast.alice), attempt.id, *right_answers(attempt))

    first = actions.grade_attempt(attempt, now=NOON)
    again = actions.grade_attempt(attempt, now=NOON + timedelta(minutes=1))

    assert again is first
    assert db.session.scalar(select(func.count()).select_from(Grade)) == 6
    assert db.session.scalar(select(func.count()).where(OutboxJob.done_at.is_(None))) == 0


@pytest.mark.parametrize(
    ("rule", "points"), [("strict", 0), ("half", 1500), ("proportional", 1500), ("per_hit", 500), ("plus_minus", 500)]
)
def test_the_exams_rule_decides_what_half_an_answer_earns(cast, sign_in, rule, points):
    attempt = make_attempt(cast.alice, cast.organizer, multiple_rule=rule)
    submit(sign_in(cast.alice), attempt.id, event(1, 3, {"chosen": ["a"]}))

    assert actions.grade_attempt(attempt, now=NOON).milli_points == points


def test_wrong_answers_earn_nothing_and_the_pass_mark_is_kept(attempt, sign_in, cast):
    lines = queries.paper_lines(attempt.id)
    submit(sign_in(cast.alice), attempt.id, *(event(x.item_no, x.item_no, WRONG[x.question.kind]) for x in lines))

    graded = actions.grade_attempt(attempt, now=NOON)

    assert (graded.milli_points, graded.milli_total, graded.passed) == (0, 12_000, False)


@pytest.mark.parametrize("change", ["UPDATE grade SET milli_points = 9000", "DELETE FROM grade"])
def test_the_database_refuses_to_change_a_grade(attempt, change):
    actions.close_expired(OVER)
    db.session.rollback()

    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text(change))


class TestSuspectClock:
    """On SQLite the host's clock counts; a jump stops all closing until a person has looked."""

    @pytest.fixture(autouse=True)
    def on_sqlite(self, app):
        if db.engine.dialect.name != "sqlite":
            pytest.skip("on a database server that server's clock counts")

    @pytest.fixture
    def jump(self, monkeypatch):
        """Let the host's clock jump by so many milliseconds against the steady one."""
        start = hostclock.read_clock()

        def jump(milliseconds: int) -> None:
            monkeypatch.setattr(hostclock, "read_clock", lambda: replace(start, utc=start.utc + milliseconds))

        jump(0)
        return jump

    @pytest.mark.parametrize("milliseconds", [7_200_000, -7_200_000, 2_500])
    def test_a_jump_stops_all_closing(self, attempt, jump, milliseconds):
        actions.close_expired(NOON)
        jump(milliseconds)

        assert actions.close_expired(OVER) == 0
        assert actions.close_expired(OVER + timedelta(hours=1)) == 0
        assert hostclock.suspicion().drift_ms == milliseconds

    def test_answers_are_still_taken_while_the_clock_is_suspect(self, attempt, jump, sign_in, cast):
        actions.close_expired(NOON)
        jump(7_200_000)
        actions.close_expired(NOON)

        reply = save(sign_in(cast.alice), attempt.id, event(1, 1, {"chosen": ["b"]}))

        assert reply.status_code == 200

    def test_a_person_who_has_looked_lets_closing_go_on(self, attempt, jump, cast):
        actions.close_expired(NOON)
        jump(7_200_000)
        actions.close_expired(OVER)

        actions.trust_clock(cast.admin, "已核对北京时间", now=OVER)

        assert actions.close_expired(OVER) == 1

    def test_without_running_attempts_a_jump_matters_to_nobody(self, app, jump):
        actions.close_expired(NOON)
        jump(7_200_000)
        actions.close_expired(NOON)

        assert hostclock.suspicion() is None
