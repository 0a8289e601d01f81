"""Starting attempts and moving them between devices."""

from __future__ import annotations

import json
import threading
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from accounts.models import Member
from assessment import actions, queries
from assessment.actions.sitting import HeldElsewhere
from assessment.assembly import TooFewQuestions
from assessment.models import Attempt, Exam, PaperItem
from assessment.rules import DraftRow, FixedItem
from core.db import atomic, db
from core.errors import Refusal
from tests.assessment.makers import (
    PHONE,
    TABLET,
    event,
    make_attempt,
    make_bank,
    make_exam,
    make_questions,
    make_topic,
    save,
    submit,
)
from tests.cast import NOON, Cast


@pytest.fixture
def exam(cast: Cast) -> Exam:
    return make_exam(cast.organizer, make_bank(cast.organizer))


def test_starting_gives_a_paper_and_a_deadline_that_explains_itself(exam, cast):
    attempt = actions.start_attempt(cast.alice, exam, now=NOON)

    assert (attempt.state, attempt.attempt_no) == ("in_progress", 1)
    assert attempt.deadline_at == NOON + timedelta(minutes=30)
    assert json.loads(attempt.entitlement) == [["duration", 1800]]
    kinds = [line.question.kind for line in queries.paper_lines(attempt.id)]
    assert kinds == ["single", "single", "multiple", "multiple", "true_false", "true_false"]


def test_a_second_start_gives_the_same_attempt_and_paper(exam, cast):
    first = actions.start_attempt(cast.alice, exam, now=NOON)

    second = actions.start_attempt(cast.alice, exam, now=NOON + timedelta(minutes=5))

    assert second.id == first.id
    assert second.deadline_at == NOON + timedelta(minutes=30)


def test_the_same_key_gives_the_same_attempt_even_after_it_was_handed_in(exam, cast, sign_in):
    first = actions.start_attempt(cast.alice, exam, now=NOON, key="press-1")
    actions.lease_attempt(cast.alice, first, PHONE, take_over=False, now=NOON)
    submit(sign_in(cast.alice), first.id)

    again = actions.start_attempt(cast.alice, exam, now=NOON, key="press-1")

    assert again.id == first.id


def test_two_starts_at_the_same_moment_make_one_attempt(app: Flask, exam, cast):
    member_id, exam_id = cast.alice.id, exam.id
    db.session.rollback()
    barrier, found = threading.Barrier(2), []

    def start() -> None:
        with app.app_context():
            member, wanted = db.session.get(Member, member_id), db.session.get(Exam, exam_id)
            barrier.wait()
            found.append(actions.start_attempt(member, wanted, now=NOON).id)

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(found) == 2
    assert len(set(found)) == 1
    assert db.session.scalar(select(func.count()).select_from(Attempt)) == 1


def test_the_database_refuses_a_second_attempt_in_progress(exam, cast):
    first = actions.start_attempt(cast.alice, exam, now=NOON)
    copied = {column.name: getattr(first, column.name) for column in Attempt.__table__.columns if column.name != "id"}

    @atomic
    def forge() -> None:
        db.session.add(Attempt(**(copied | {"attempt_no": 2})))

    with pytest.raises(IntegrityError):
        forge()


@pytest.mark.parametrize(
    ("changes", "minutes", "sentence"),
    [
        ({"opens_at": NOON + timedelta(minutes=10)}, 0, "开始"),
        ({"last_start_at": NOON + timedelta(minutes=10)}, 11, "最晚入场时间"),
        ({}, 121, "最晚入场时间"),
    ],
)
def test_outside_its_window_an_exam_cannot_be_started(cast, changes, minutes, sentence):
    exam = make_exam(cast.organizer, make_bank(cast.organizer), **changes)

    with pytest.raises(Refusal, match=sentence):
        actions.start_attempt(cast.alice, exam, now=NOON + timedelta(minutes=minutes))


def test_a_draft_or_closed_exam_cannot_be_started(exam, cast):
    actions.close_exam(cast.organizer, exam, now=NOON)

    with pytest.raises(Refusal, match="尚未开放或已经结束"):
        actions.start_attempt(cast.alice, exam, now=NOON)


def test_when_all_tries_are_used_there_is_no_other(exam, cast):
    actions.start_attempt(cast.alice, exam, now=NOON)
    later = NOON + timedelta(hours=1)

    with pytest.raises(Refusal, match="1 次机会已用完"):
        actions.start_attempt(cast.alice, exam, now=later)


def test_a_try_that_ran_out_is_closed_when_the_next_one_starts(cast):
    exam = make_exam(cast.organizer, make_bank(cast.organizer), attempts_allowed=2)
    first = actions.start_attempt(cast.alice, exam, now=NOON)

    second = actions.start_attempt(cast.alice, exam, now=NOON + timedelta(hours=1))

    assert second.attempt_no == 2
    assert first.state == "auto_submitted"


def test_a_late_start_ends_with_the_exam(cast):
    exam = make_exam(cast.organizer, make_bank(cast.organizer), hard_end_at=NOON + timedelta(minutes=20))

    attempt = actions.start_attempt(cast.alice, exam, now=NOON)

    assert attempt.deadline_at == NOON + timedelta(minutes=20)


def test_a_bank_that_is_too_small_is_named_and_nothing_is_started(cast):
    topic = make_topic("森林防火")
    make_questions(topic, cast.organizer, "single", 1)
    exam = make_exam(cast.organizer, topic, rows=(DraftRow(topic.id, "single", 5, 1000),))

    with pytest.raises(TooFewQuestions, match="“森林防火 · 单选题”需要 5 题，现有 1 题"):
        actions.start_attempt(cast.alice, exam, now=NOON)

    assert queries.attempts_of(cast.alice, exam.id) == []


def test_fixed_questions_stand_on_every_paper_once(cast):
    topic = make_topic()
    revisions = make_questions(topic, cast.organizer, "single", 4)
    fixed = (FixedItem(revisions[0], 5000),)
    exam = make_exam(cast.organizer, topic, rows=(DraftRow(topic.id, "single", 3, 1000),), fixed_items=fixed)

    for member in (cast.alice, cast.bob):
        lines = queries.paper_lines(actions.start_attempt(member, exam, now=NOON).id)

        assert sorted(line.question.revision_id for line in lines) == sorted(revisions)
        assert [line.milli_points for line in lines if line.question.revision_id == revisions[0]] == [5000]


def test_true_false_has_no_options_to_shuffle_and_others_keep_their_ids(exam, cast):
    actions.start_attempt(cast.alice, exam, now=NOON)

    stored = db.session.scalars(select(PaperItem.option_ids).order_by(PaperItem.item_no)).all()

    assert [sorted(ids.split(",")) for ids in stored[:4]] == [list("abcd")] * 4
    assert stored[4:] == ["", ""]


@pytest.mark.parametrize(("rows", "wanted"), [("single", 6), (None, 18)])
def test_capacity_says_what_each_row_wants_and_has(cast, rows, wanted):
    topic = make_bank(cast.organizer)

    found = queries.capacity([DraftRow(topic.id, rows, 10, 1000)])

    assert (found[0].wanted, found[0].available, found[0].is_enough) == (10, wanted, wanted >= 10)


def test_the_first_device_to_ask_holds_the_attempt(exam, cast):
    attempt = actions.start_attempt(cast.alice, exam, now=NOON)

    actions.lease_attempt(cast.alice, attempt, PHONE, take_over=False, now=NOON)

    assert (attempt.lease_client, attempt.epoch) == (PHONE, 1)


def test_another_device_is_asked_before_it_takes_over(cast):
    attempt = make_attempt(cast.alice, cast.organizer)

    with pytest.raises(HeldElsewhere):
        actions.lease_attempt(cast.alice, attempt, TABLET, take_over=False, now=NOON)

    actions.lease_attempt(cast.alice, attempt, TABLET, take_over=True, now=NOON)
    assert (attempt.lease_client, attempt.epoch) == (TABLET, 2)


def test_after_five_changes_of_device_there_is_no_other(cast):
    attempt = make_attempt(cast.alice, cast.organizer)
    for n in range(5):
        actions.lease_attempt(cast.alice, attempt, (TABLET, PHONE)[n % 2], take_over=True, now=NOON)

    with pytest.raises(Refusal, match="已达 5 次"):
        actions.lease_attempt(cast.alice, attempt, PHONE, take_over=True, now=NOON)

    assert attempt.epoch == 6


def test_the_page_gets_the_answers_and_its_own_counter_with_the_lease(cast, sign_in):
    attempt = make_attempt(cast.alice, cast.organizer)
    browser = sign_in(cast.alice)
    save(browser, attempt.id, event(4, 1, {"chosen": ["b"]}))

    reply = browser.post(f"/attempts/{attempt.id}/lease", json={"client_id": PHONE})

    assert reply.status_code == 200
    assert (reply.json["epoch"], reply.json["last_seq"]) == (1, 4)
    assert reply.json["answers"] == {"1": {"chosen": ["b"]}}


def test_a_refused_lease_says_how_to_go_on(cast, sign_in):
    attempt = make_attempt(cast.alice, cast.organizer)

    reply = sign_in(cast.alice).post(f"/attempts/{attempt.id}/lease", json={"client_id": TABLET})

    assert (reply.status_code, reply.json["error"]["code"]) == (409, "held_elsewhere")


@pytest.mark.parametrize(("who", "status"), [("bob", 404), ("organizer", 404), (None, 401)])
def test_nobody_else_leases_an_attempt(cast, sign_in, client, who, status):
    attempt = make_attempt(cast.alice, cast.organizer)
    browser = sign_in(getattr(cast, who)) if who else client

    reply = browser.post(f"/attempts/{attempt.id}/lease", json={"client_id": TABLET, "take_over": True})

    assert reply.status_code == status


@pytest.mark.parametrize("body", [{}, {"client_id": 1}, {"client_id": "A" * 32}, []], ids=str)
def test_a_lease_without_a_client_is_refused(cast, sign_in, body):
    attempt = make_attempt(cast.alice, cast.organizer)

    assert sign_in(cast.alice).post(f"/attempts/{attempt.id}/lease", json=body).status_code == 422
