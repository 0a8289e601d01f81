"""Handing papers in: all answers, no gaps, once."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from assessment import actions, queries
from assessment.actions import lease_attempt
from assessment.models import AnswerEvent, Attempt, OutboxJob
from core import clock
from core.db import db
from tests.assessment.makers import PHONE, TABLET, event, make_attempt, right_answers, save, submit
from tests.cast import NOON, Cast


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    return make_attempt(cast.alice, cast.organizer)


@pytest.fixture
def phone(sign_in, attempt: Attempt, cast: Cast):
    browser = sign_in(cast.alice)
    browser.post(f"/attempts/{attempt.id}/lease", json={"client_id": PHONE})
    return browser


def test_a_submission_closes_the_attempt_and_calls_for_marking(attempt, phone):
    reply = submit(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    db.session.rollback()
    assert (reply.status_code, reply.json["state"]) == (200, "submitted")
    assert (attempt.state, attempt.close_kind, attempt.closed_at) == ("submitted", "submitted", NOON)
    assert attempt.running_key is None
    assert db.session.scalar(select(func.count()).select_from(OutboxJob)) == 1


def test_a_submission_carries_answers_that_no_save_brought(attempt, phone):
    submit(phone, attempt.id, event(1, 1, {"chosen": ["b"]}), event(2, 5, {"value": True}))

    db.session.rollback()
    assert sorted(queries.answers_of(attempt.id)) == [1, 5]


def test_save_then_submit_and_submit_then_save_end_alike(attempt, phone, cast):
    first, last = event(1, 1, {"chosen": ["a"]}), event(2, 1, {"chosen": ["b"]})
    save(phone, attempt.id, first)
    submit(phone, attempt.id, last)
    twin = make_attempt(cast.alice, cast.organizer)
    late, final = event(1, 1, {"chosen": ["a"]}), event(2, 1, {"chosen": ["b"]})
    submit(phone, twin.id, final)
    save(phone, twin.id, late)

    db.session.rollback()
    ended = [queries.answers_of(each.id)[1].payload for each in (attempt, twin)]

    assert ended[0] == ended[1] == '{"chosen":["b"]}'


def test_a_submission_that_claims_more_than_it_brings_is_told_what_is_missing(attempt, phone):
    save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    reply = submit(phone, attempt.id, vector={PHONE: 3})

    db.session.rollback()
    assert (reply.status_code, reply.json["error"]["code"]) == (409, "missing_events")
    assert reply.json["error"]["missing"] == {PHONE: [2, 3]}
    assert attempt.state == "in_progress"


def test_a_forced_submission_closes_with_what_the_server_has(attempt, phone):
    save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    reply = submit(phone, attempt.id, vector={PHONE: 3}, force=True)

    db.session.rollback()
    assert reply.status_code == 200
    assert sorted(queries.answers_of(attempt.id)) == [1]


def test_an_empty_paper_can_be_handed_in(attempt, phone):
    assert submit(phone, attempt.id).status_code == 200


def test_the_same_key_and_body_get_the_same_bytes(attempt, phone):
    sent = event(1, 1, {"chosen": ["b"]})
    first = submit(phone, attempt.id, sent, key="press-1")

    second = submit(phone, attempt.id, sent, key="press-1")

    assert (second.status_code, second.data) == (first.status_code, first.data)


def test_the_same_key_with_another_body_is_refused(attempt, phone):
    submit(phone, attempt.id, event(1, 1, {"chosen": ["b"]}), key="press-1")

    assert submit(phone, attempt.id, event(2, 1, {"chosen": ["c"]}), key="press-1").status_code == 422


@pytest.mark.parametrize("key", ["", "k" * 81, "ключ".encode().decode("latin-1")])
def test_a_key_that_is_no_key_is_refused(attempt, phone, key):
    assert submit(phone, attempt.id, key=key).status_code == 422


def test_a_second_submission_is_answered_with_the_present_state(attempt, phone):
    submit(phone, attempt.id, key="press-1")

    reply = submit(phone, attempt.id, key="press-2")

    assert (reply.status_code, reply.json["error"]["state"]) == (409, "submitted")


@pytest.mark.parametrize(("seconds", "status"), [(15, 200), (16, 410), (46, 409)])
def test_the_moment_of_arrival_decides(attempt, phone, seconds, status):
    with clock.frozen(NOON + timedelta(minutes=30, seconds=seconds)):
        reply = submit(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    assert reply.status_code == status


def test_a_submission_in_the_grace_time_counts_as_made_at_the_deadline(attempt, phone):
    with clock.frozen(NOON + timedelta(minutes=30, seconds=9)):
        submit(phone, attempt.id)

    db.session.rollback()
    assert attempt.closed_at == NOON + timedelta(minutes=30)


def test_an_overtaken_device_cannot_hand_in(attempt, phone, cast):
    lease_attempt(cast.alice, attempt, TABLET, take_over=True, now=NOON)

    reply = submit(phone, attempt.id, event(1, 1, {"chosen": ["a"]}))

    assert (reply.status_code, reply.json["error"]["code"]) == (409, "stale_epoch")
    db.session.rollback()
    assert db.session.scalar(select(func.count()).select_from(AnswerEvent)) == 0


def test_a_broken_answer_stops_a_submission_unless_it_is_forced(attempt, phone):
    broken = event(2, 2, {"chosen": ["z"]})

    assert submit(phone, attempt.id, event(1, 1, {"chosen": ["b"]}), broken).status_code == 422
    assert submit(phone, attempt.id, event(1, 1, {"chosen": ["b"]}), broken, force=True).status_code == 200

    db.session.rollback()
    assert sorted(queries.answers_of(attempt.id)) == [1]


@pytest.mark.parametrize(
    "change",
    [{"answers": {}}, {"epoch": "1"}, {"vector": []}, {"vector": {"me": 1}}, {"vector": {PHONE: -1}},
     {"vector": {PHONE: "1"}}, {"client_id": None}],
    ids=str,
)  # fmt: skip
def test_nonsense_is_refused(attempt, phone, change):
    body = {"client_id": PHONE, "epoch": 1, "answers": [], "vector": {}} | change

    assert phone.post(f"/attempts/{attempt.id}/submission", json=body).status_code == 422


@pytest.mark.parametrize("forged", [{"score": 100}, {"milli_points": 9}, {"used_ms": 1}, {"passed": True}], ids=str)
def test_scores_and_times_from_the_browser_are_ignored(attempt, phone, forged):
    submit(phone, attempt.id, **forged)

    db.session.rollback()
    graded = actions.grade_attempt(attempt, now=NOON)
    assert (graded.milli_points, graded.passed) == (0, False)


@pytest.mark.parametrize(("who", "status"), [("bob", 404), ("organizer", 404), (None, 401)])
def test_nobody_else_hands_a_paper_in(attempt, sign_in, client, cast, who, status):
    browser = sign_in(getattr(cast, who)) if who else client

    assert submit(browser, attempt.id).status_code == status


def test_a_faultless_paper_earns_every_point_and_the_digest_names_its_answers(attempt, phone):
    reply = submit(phone, attempt.id, *right_answers(attempt))

    db.session.rollback()
    graded = actions.grade_attempt(attempt, now=NOON)
    assert (graded.milli_points, graded.milli_total, graded.passed) == (12_000, 12_000, True)
    assert json.loads(reply.data)["final_digest"] == attempt.final_digest
