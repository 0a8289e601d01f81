"""The answer page and the result page: who sees what, when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment import actions, queries
from assessment.models import Attempt
from core import clock
from core.db import db
from question_bank import types
from tests.assessment.makers import (
    BODIES,
    PHONE,
    event,
    make_attempt,
    make_exam,
    make_questions,
    make_topic,
    right_answers,
    submit,
)
from tests.cast import NOON, Cast

OVER = NOON + timedelta(minutes=31)


@pytest.fixture
def attempt(cast: Cast) -> Attempt:
    return make_attempt(cast.alice, cast.organizer)


@pytest.fixture
def phone(sign_in, attempt: Attempt, cast: Cast):
    return sign_in(cast.alice)


def test_the_answer_page_shows_every_question_and_no_key(attempt, phone):
    page = phone.get(f"/attempts/{attempt.id}").text

    assert page.count("data-question=") == 6
    assert "党纪知识竞赛（初赛）" in page
    assert "少选、错选均不得分" in page
    assert "依据《中国共产党章程》" not in page
    assert "right" not in page.split('id="paper"')[1].split("</form>")[0]


def test_the_answer_page_counts_to_the_deadline_and_not_to_the_grace(attempt, phone):
    page = phone.get(f"/attempts/{attempt.id}").text

    assert f'data-deadline-ms="{clock.to_ms(NOON + timedelta(minutes=30))}"' in page
    assert ">30:00</span>" in page


def test_the_session_outlives_the_attempt(attempt, phone):
    phone.get(f"/attempts/{attempt.id}")

    with clock.frozen(NOON + timedelta(minutes=40)):
        reply = phone.get(f"/attempts/{attempt.id}/state")

    assert reply.status_code == 200


@pytest.mark.parametrize("path", ["", "/state", "/result"])
@pytest.mark.parametrize(("who", "status"), [("bob", 404), ("organizer", 404), ("admin", 404)])
def test_nobody_else_sees_an_attempt(attempt, sign_in, cast, path, who, status):
    assert sign_in(getattr(cast, who)).get(f"/attempts/{attempt.id}{path}").status_code == status


@pytest.mark.parametrize("path", ["", "/result"])
def test_a_stranger_is_asked_to_sign_in(attempt, client, path):
    assert client.get(f"/attempts/{attempt.id}{path}").status_code == 302


def test_the_state_tells_time_and_lease(attempt, phone):
    reply = phone.get(f"/attempts/{attempt.id}/state?client_id={PHONE}")

    assert reply.json == {
        "state": "in_progress",
        "epoch": 1,
        "deadline_at": clock.to_ms(NOON + timedelta(minutes=30)),
        "server_now": clock.to_ms(NOON),
        "holds_lease": True,
    }


def test_an_attempt_in_progress_has_no_result_yet(attempt, phone):
    reply = phone.get(f"/attempts/{attempt.id}/result")

    assert (reply.status_code, reply.location) == (303, f"/attempts/{attempt.id}")


def test_a_closed_attempt_leads_to_its_result(attempt, phone):
    submit(phone, attempt.id)

    reply = phone.get(f"/attempts/{attempt.id}")

    assert (reply.status_code, reply.location) == (303, f"/attempts/{attempt.id}/result")


def test_before_release_the_result_says_only_that_the_paper_arrived(attempt, phone):
    submit(phone, attempt.id, *right_answers(attempt))

    page = phone.get(f"/attempts/{attempt.id}/result").text

    assert "您的答卷已收到" in page
    assert "12" not in page.split("result-calm")[1].split("</p>")[0]
    assert "正确答案" not in page


def test_released_scores_show_points_and_no_answers(attempt, phone, cast):
    submit(phone, attempt.id, *right_answers(attempt))
    actions.release_results(cast.organizer, attempt.exam, "score", now=NOON)

    page = phone.get(f"/attempts/{attempt.id}/result").text

    assert "/ 12 分" in page.replace('<span class="muted">', "").replace("</span>", "")
    assert "合格" in page
    assert "正确答案" not in page


def test_released_answers_show_each_question_with_reason_and_revision(attempt, phone, cast):
    submit(phone, attempt.id, event(1, 1, {"chosen": ["a"]}))
    actions.release_results(cast.organizer, attempt.exam, "answers", now=NOON)

    page = phone.get(f"/attempts/{attempt.id}/result").text

    assert page.count("按题目第 1 版判分") == 6
    assert page.count("依据《中国共产党章程》。") == 6
    assert "您选的" in page
    assert "不合格" in page


def test_an_attempt_that_ran_out_says_so_calmly(attempt, phone):
    phone.get(f"/attempts/{attempt.id}")

    with clock.frozen(OVER):
        page = phone.get(f"/attempts/{attempt.id}/result").text

    assert "截止前保存的答案全部有效" in page


def test_the_review_uses_the_candidates_own_letters(attempt, phone):
    submit(phone, attempt.id, event(1, 1, {"chosen": ["b"]}), event(2, 5, {"value": True}))
    db.session.rollback()
    actions.grade_attempt(attempt, now=NOON)

    first, fifth = (queries.attempt_review(attempt)[n] for n in (0, 4))

    shown = next(choice for choice in first.choices if choice.right)
    assert (first.chosen, first.right, first.is_right, first.milli_points) == (shown.letter, shown.letter, True, 2000)
    assert (fifth.chosen, fifth.right, fifth.milli_points) == ("正确", "正确", 1000)


def test_every_question_type_has_its_part_of_the_answer_page(app):
    for kind in types.ALL:
        app.jinja_env.get_template(f"question_bank/kinds/{kind.name}.html")


def test_a_stem_cannot_carry_script_into_the_page(cast, sign_in):
    before = BODIES["single"]["options"][0]["text"]
    BODIES["single"]["options"][0]["text"] = "<script>alert(1)</script>"
    try:
        topic = make_topic("<b>主题</b>")
        make_questions(topic, cast.organizer, "single", 2)
    finally:
        BODIES["single"]["options"][0]["text"] = before
    exam = make_exam(cast.organizer, topic, rows=(actions.DraftRow(topic.id, "single", 2, 1000),))
    attempt = actions.start_attempt(cast.alice, exam, now=NOON)

    page = sign_in(cast.alice).get(f"/attempts/{attempt.id}").text

    assert "<script>alert" not in page
