"""Saving answers: one statement, a receipt for each event, every verdict, every refusal."""

from __future__ import annotations

import json
from datetime import timedelta
from itertools import permutations

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from assessment import queries, receipts
from assessment.actions import close_expired, force_close, lease_attempt
from assessment.fold import StoredEvent
from assessment.models import AnswerEvent, Attempt
from assessment.receipts import Receipt
from core import clock
from core.db import db
from tests.assessment.makers import PHONE, TABLET, event, make_attempt, save, submit
from tests.cast import NOON, Cast

DEADLINE = NOON + timedelta(minutes=30)


@pytest.fixture
def attempt(app: Flask, cast: Cast) -> Attempt:
    """Alice's attempt, just started on her phone."""
    return make_attempt(cast.alice, cast.organizer)


@pytest.fixture
def phone(sign_in, attempt: Attempt, cast: Cast):
    """Alice's browser with the answer page open."""
    browser = sign_in(cast.alice)
    browser.post(f"/attempts/{attempt.id}/lease", json={"client_id": PHONE})
    return browser


def stored() -> list[AnswerEvent]:
    db.session.rollback()
    return list(db.session.scalars(select(AnswerEvent).order_by(AnswerEvent.client_seq)))


def answers(attempt: Attempt) -> dict[int, StoredEvent]:
    db.session.rollback()
    return queries.answers_of(attempt.id)


def test_a_saved_answer_is_answered_with_a_signed_receipt(app, attempt, phone):
    sent = event(1, 1, {"chosen": ["b"]})

    reply = save(phone, attempt.id, sent)

    given = reply.json["events"][0]
    facts = Receipt(given["op_id"], given["verdict"], given["t_arr"], given["deadline_at"], given["epoch"])
    assert reply.status_code == 200
    assert given["op_id"] == sent["op_id"]
    assert (given["status"], given["verdict"], given["reason"]) == (200, "applied", None)
    assert given["t_arr"] == clock.to_ms(NOON)
    assert receipts.is_genuine(facts, given["receipt"], receipts.receipt_key(app.config["SECRET_KEY"]))


def test_a_saved_answer_lies_in_the_database_with_both_clocks(attempt, phone):
    save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    row = stored()[0]
    assert json.loads(row.payload) == {"chosen": ["b"]}
    assert (row.item_no, row.epoch, row.client_id, row.client_seq) == (1, 1, PHONE, 1)
    assert (row.client_wall, row.client_mono, row.arrived_at) == (1, 2, NOON)


def test_saving_one_answer_is_one_statement(app, attempt, phone, query_count, monkeypatch):
    number = attempt.id
    save(phone, number, event(1, 1, {"chosen": ["a"]}))
    written = []
    writer = app.extensions["durable_writer"]
    execute = writer.execute
    monkeypatch.setattr(writer, "execute", lambda sql, values: written.append(sql) or execute(sql, values))

    with query_count:
        save(phone, number, event(2, 2, {"chosen": ["b"]}))

    through_the_engine = [sql for sql in query_count.statements if "answer_event" not in sql]
    assert len(written) == 1
    assert through_the_engine == []


def test_the_same_request_again_gets_the_same_bytes(attempt, phone):
    sent = event(1, 1, {"chosen": ["b"]})
    first = save(phone, attempt.id, sent)

    with clock.frozen(NOON + timedelta(minutes=3)):
        second = save(phone, attempt.id, sent)

    assert second.data == first.data
    assert len(stored()) == 1


def test_a_replay_after_the_deadline_gets_the_same_bytes(attempt, phone):
    sent = event(1, 1, {"chosen": ["b"]})
    first = save(phone, attempt.id, sent)

    with clock.frozen(DEADLINE + timedelta(minutes=5)):
        close_expired(clock.now())
        second = save(phone, attempt.id, sent)

    assert second.data == first.data


def test_the_same_op_id_with_another_answer_is_refused(attempt, phone):
    sent = event(1, 1, {"chosen": ["b"]})
    save(phone, attempt.id, sent)

    reply = save(phone, attempt.id, sent | {"payload": {"chosen": ["c"]}})

    assert reply.status_code == 422
    assert json.loads(stored()[0].payload) == {"chosen": ["b"]}


def test_a_sequence_number_used_twice_is_refused(attempt, phone):
    save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    reply = save(phone, attempt.id, event(1, 1, {"chosen": ["c"]}))

    assert reply.status_code == 422
    assert len(stored()) == 1


def test_an_op_id_of_another_attempt_gives_nothing_away(attempt, phone, sign_in, cast):
    sent = event(1, 1, {"chosen": ["b"]})
    save(phone, attempt.id, sent)
    other = make_attempt(cast.bob, cast.organizer)

    reply = save(sign_in(cast.bob), other.id, sent)

    assert reply.json["events"][0]["status"] == 422
    assert "receipt" not in reply.json["events"][0]


def test_a_batch_is_taken_whole(attempt, phone):
    reply = save(phone, attempt.id, *(event(n, n, {"chosen": ["a"]}) for n in range(1, 5)))

    assert [each["verdict"] for each in reply.json["events"]] == ["applied"] * 4
    assert sorted(answers(attempt)) == [1, 2, 3, 4]


@pytest.mark.parametrize(
    "broken",
    [
        {"item_no": 99},
        {"item_no": "1"},
        {"payload": {"chosen": ["z"]}},
        {"payload": {"value": True}},
        {"payload": "b"},
        {"payload": {"chosen": ["b"], "score": 100}},
        {"payload": {"chosen": ["a" * 9000]}},
        {"op_id": "1"},
        {"epoch": 0},
        {"client_seq": True},
        {"client_seq": 2**40},
        {"client_wall": "now"},
        {"client_wall": 2**70},
    ],
    ids=lambda broken: str(broken)[:40],
)
def test_a_broken_event_is_refused_and_the_others_apply(attempt, phone, broken):
    reply = save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}) | broken, event(2, 2, {"chosen": ["b"]}))

    assert reply.status_code == 200
    assert sorted(each["status"] for each in reply.json["events"]) == [200, 422]
    assert [row.item_no for row in stored()] == [2]


@pytest.mark.parametrize(
    "body",
    [
        [],
        {},
        {"client_id": "me", "events": []},
        {"client_id": PHONE},
        {"client_id": PHONE, "events": []},
        {"client_id": PHONE, "events": {}},
        {"client_id": PHONE, "events": [1]},
        {"client_id": PHONE, "events": [event(n, 1, None) for n in range(1, 52)]},
    ],
    ids=lambda body: json.dumps(body)[:40],
)
def test_nonsense_is_refused(attempt, phone, body):
    reply = phone.post(f"/attempts/{attempt.id}/events", json=body)

    assert reply.status_code == 422
    assert stored() == []


@pytest.mark.parametrize("raw", [b"", b"{", b"\xff", b"[" * 5000, b'{"client_id": NaN}'])
def test_what_is_not_json_is_refused(attempt, phone, raw):
    reply = phone.post(f"/attempts/{attempt.id}/events", data=raw, content_type="application/json")

    assert reply.status_code == 422


def test_a_form_is_refused(attempt, phone):
    assert phone.post(f"/attempts/{attempt.id}/events", data={"score": "100"}).status_code == 422


def test_more_than_a_megabyte_is_refused(attempt, phone):
    raw = json.dumps({"client_id": PHONE, "events": [], "padding": "x" * 1_048_576})

    reply = phone.post(f"/attempts/{attempt.id}/events", data=raw, content_type="application/json")

    assert reply.status_code == 413


def test_a_strangers_attempt_is_not_found(attempt, sign_in, cast):
    assert save(sign_in(cast.bob), attempt.id, event(1, 1, None)).status_code == 404
    assert save(sign_in(cast.organizer), attempt.id, event(1, 1, None)).status_code == 404
    assert stored() == []


def test_an_attempt_that_does_not_exist_is_not_found(attempt, phone):
    assert save(phone, 99_999, event(1, 1, None)).status_code == 404


def test_without_signing_in_nothing_is_stored(attempt, client):
    assert save(client, attempt.id, event(1, 1, None)).status_code == 401
    assert stored() == []


def test_a_session_ended_elsewhere_stores_nothing(attempt, phone, cast):
    number, alice = attempt.id, cast.alice.id
    save(phone, number, event(1, 1, {"chosen": ["a"]}))
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE member SET session_epoch = 2 WHERE id = :id"), {"id": alice})

    reply = save(phone, number, event(2, 1, {"chosen": ["b"]}))

    assert reply.status_code == 401
    assert len(stored()) == 1


def test_a_closed_account_stores_nothing(attempt, phone, cast):
    number, alice = attempt.id, cast.alice.id
    db.session.rollback()
    with db.engine.begin() as connection:
        connection.execute(text("UPDATE member SET active = false WHERE id = :id"), {"id": alice})

    assert save(phone, number, event(1, 1, None)).status_code == 401


def test_only_posting_is_allowed(attempt, phone):
    assert phone.get(f"/attempts/{attempt.id}/events").status_code == 405


@pytest.mark.parametrize(
    ("seconds", "status", "verdict"),
    [(0, 200, "applied"), (15, 200, "applied"), (16, 410, "late_pending"), (600, 410, "late_pending"),
     (601, 410, "rejected")],
)  # fmt: skip
def test_the_moment_of_arrival_decides(attempt, phone, seconds, status, verdict):
    with clock.frozen(DEADLINE + timedelta(seconds=seconds)):
        reply = save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    assert reply.status_code == status
    assert reply.json["events"][0]["verdict"] == verdict
    assert [row.verdict for row in stored()] == [verdict]


def test_a_late_answer_is_kept_but_does_not_count(attempt, phone):
    save(phone, attempt.id, event(1, 1, {"chosen": ["a"]}))

    with clock.frozen(DEADLINE + timedelta(seconds=20)):
        save(phone, attempt.id, event(2, 1, {"chosen": ["b"]}))

    assert json.loads(answers(attempt)[1].payload) == {"chosen": ["a"]}


def test_the_browsers_clock_decides_nothing(attempt, phone):
    early = clock.to_ms(NOON)

    with clock.frozen(DEADLINE + timedelta(seconds=20)):
        reply = save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}, client_wall=early))

    assert reply.json["events"][0]["verdict"] == "late_pending"


def test_a_stamp_from_the_browser_changes_nothing(attempt, phone):
    arrived = DEADLINE + timedelta(seconds=20)
    stamp = {"X-Request-Start": f"t={clock.to_ms(DEADLINE) / 1000:.3f}"}

    with clock.frozen(arrived):
        body = {"client_id": PHONE, "events": [event(1, 1, {"chosen": ["b"]})]}
        reply = phone.post(f"/attempts/{attempt.id}/events", json=body, headers=stamp)

    assert reply.json["events"][0]["t_arr"] == clock.to_ms(arrived)


def test_any_order_of_arrival_gives_the_same_answers(attempt, phone):
    sent = [event(n, 1, {"chosen": [option]}) for n, option in enumerate("abc", start=1)]
    wanted = {"chosen": ["c"]}

    for order in permutations(sent[:3]):
        for each in order:
            save(phone, attempt.id, each)

    assert json.loads(answers(attempt)[1].payload) == wanted


def test_an_older_event_that_arrives_late_is_kept_as_stale_and_answered_200(attempt, phone):
    first, second = event(1, 1, {"chosen": ["a"]}), event(2, 1, {"chosen": ["b"]})
    save(phone, attempt.id, second)

    reply = save(phone, attempt.id, first)

    given = reply.json["events"][0]
    assert (reply.status_code, given["verdict"], given["reason"]) == (200, "stale", "older")
    assert json.loads(answers(attempt)[1].payload) == {"chosen": ["b"]}


def test_after_another_device_took_over_the_old_one_is_told_so(attempt, phone, cast):
    lease_attempt(cast.alice, attempt, TABLET, take_over=True, now=NOON)

    reply = save(phone, attempt.id, event(1, 1, {"chosen": ["a"]}))

    assert (reply.status_code, reply.json["events"][0]["reason"]) == (409, "stale_epoch")
    assert answers(attempt) == {}
    assert len(stored()) == 1


def test_an_epoch_nobody_was_given_is_refused(attempt, phone):
    reply = save(phone, attempt.id, event(1, 1, {"chosen": ["a"]}, epoch=7))

    assert reply.status_code == 409
    assert answers(attempt) == {}


def test_a_client_without_the_lease_cannot_write(attempt, phone):
    reply = save(phone, attempt.id, event(1, 1, {"chosen": ["a"]}), client_id=TABLET)

    assert reply.status_code == 409


def test_in_practice_an_old_device_fills_what_the_new_one_left_alone(app, cast, sign_in):
    attempt = make_attempt(cast.alice, cast.organizer, device_policy="merge")
    browser = sign_in(cast.alice)
    lease_attempt(cast.alice, attempt, TABLET, take_over=True, now=NOON)
    save(browser, attempt.id, event(1, 1, {"chosen": ["d"]}, epoch=2), client_id=TABLET)

    reply = save(browser, attempt.id, event(1, 1, {"chosen": ["a"]}), event(2, 2, {"chosen": ["a"]}))

    assert sorted(each["verdict"] for each in reply.json["events"]) == ["applied", "stale"]
    assert json.loads(answers(attempt)[1].payload) == {"chosen": ["d"]}
    assert json.loads(answers(attempt)[2].payload) == {"chosen": ["a"]}


def test_a_save_overtaken_by_the_submission_changes_nothing(attempt, phone):
    overtaken, last = event(1, 1, {"chosen": ["a"]}), event(2, 1, {"chosen": ["b"]})
    submit(phone, attempt.id, last)

    reply = save(phone, attempt.id, overtaken)

    given = reply.json["events"][0]
    assert (reply.status_code, given["verdict"], given["reason"]) == (200, "stale", "contained")
    assert json.loads(answers(attempt)[1].payload) == {"chosen": ["b"]}


def test_an_answer_written_after_the_submission_is_kept_and_rejected(attempt, phone):
    submit(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    reply = save(phone, attempt.id, event(2, 1, {"chosen": ["a"]}))

    assert (reply.status_code, reply.json["events"][0]["reason"]) == (409, "after_submit")
    assert len(stored()) == 2


def test_after_a_paper_was_collected_by_hand_answers_are_kept_and_rejected(attempt, phone, cast):
    force_close(cast.organizer, attempt, "违规", now=NOON)

    reply = save(phone, attempt.id, event(1, 1, {"chosen": ["a"]}))

    assert (reply.status_code, reply.json["events"][0]["reason"]) == (409, "after_close")


@pytest.mark.parametrize("change", ["UPDATE answer_event SET verdict = 'rejected'", "DELETE FROM answer_event"])
def test_the_database_refuses_to_change_an_answer(attempt, phone, change):
    save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text(change))


def test_a_database_that_cannot_write_never_gives_a_receipt(app, attempt, phone, monkeypatch):
    import sqlite3

    def locked(sql, values):
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr(app.extensions["durable_writer"], "execute", locked)

    reply = save(phone, attempt.id, event(1, 1, {"chosen": ["b"]}))

    assert reply.status_code == 503
    assert 1 <= int(reply.headers["Retry-After"]) <= 10
    assert stored() == []
