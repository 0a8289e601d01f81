"""Reported faults from the learner's side, figures and uses beside a question, enemies on drawn papers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from assessment import actions, drawing, queries
from assessment.models import PaperItem
from core import clock
from core.db import db
from core.errors import Refusal
from question_bank import actions as bank
from question_bank.models import FaultReport, Question, QuestionRevision
from tests.assessment.makers import make_attempt, make_bank, make_exam, right_answers, submit
from tests.cast import NOON, Cast


@pytest.fixture
def marked(cast: Cast, sign_in):
    """Give a marked attempt of Alice whose answers are shown."""
    attempt = make_attempt(cast.alice, cast.organizer, release="answers")
    submit(sign_in(cast.alice), attempt.id, *right_answers(attempt))
    actions.grade_attempt(attempt, now=NOON)
    return attempt


def revision_of(attempt, item_no=1):
    query = select(PaperItem.revision_id).where(PaperItem.attempt_id == attempt.id, PaperItem.item_no == item_no)
    return db.session.get(QuestionRevision, db.session.scalar(query))


def test_a_learner_reports_a_fault_and_sees_the_answer(cast, marked, sign_in):
    browser = sign_in(cast.alice)
    assert "题目有误？" in browser.get(f"/attempts/{marked.id}/result").text

    sent = browser.post(f"/attempts/{marked.id}/items/1/fault", data={"body": "答案与课文不一致"})

    fault = db.session.scalars(select(FaultReport)).one()
    assert (sent.status_code, sent.location) == (303, "/attempts/faults")
    assert fault.revision_id == revision_of(marked).id
    assert "待答复" in browser.get("/attempts/faults").text
    bank.answer_fault(cast.organizer, fault, "rejected", "课文第三段如此。", now=NOON)
    assert "课文第三段如此。" in browser.get("/attempts/faults").text
    assert "课文第三段如此。" in browser.get(f"/attempts/{marked.id}/result").text


def test_a_second_open_report_and_an_empty_one_are_refused(cast, marked, sign_in):
    browser, address = sign_in(cast.alice), f"/attempts/{marked.id}/items/1/fault"
    browser.post(address, data={"body": "答案不对"})

    assert browser.post(address, data={"body": "答案不对"}).status_code == 409
    assert browser.post(f"/attempts/{marked.id}/items/2/fault", data={"body": " "}).status_code == 422


def test_only_ones_own_finished_papers_are_reported_on(cast, marked, sign_in):
    running = make_attempt(cast.bob, cast.organizer)
    body = {"body": "答案不对"}

    assert sign_in(cast.bob).post(f"/attempts/{marked.id}/items/1/fault", data=body).status_code == 404
    assert sign_in(cast.alice).post(f"/attempts/{marked.id}/items/99/fault", data=body).status_code == 404
    assert sign_in(cast.bob).post(f"/attempts/{running.id}/items/1/fault", data=body).status_code == 409
    assert db.session.scalar(select(FaultReport)) is None


def test_the_page_of_a_question_shows_how_it_was_answered(cast, marked, sign_in):
    question_id = revision_of(marked).question_id

    page = sign_in(cast.organizer).get(f"/questions/{question_id}").text

    assert "作答统计" in page
    assert "样本不足" in page
    assert "1 人作答" in page


def test_a_question_nobody_was_asked_shows_no_figures(cast, sign_in):
    make_bank(cast.organizer)
    question_id = db.session.scalar(select(Question.id).limit(1))

    assert "作答统计" not in sign_in(cast.organizer).get(f"/questions/{question_id}").text


def test_enemies_never_meet_on_the_papers_of_an_exam(cast):
    exam = make_exam(cast.organizer, make_bank(cast.organizer))
    singles = db.session.scalars(select(Question).where(Question.kind == "single").order_by(Question.id)).all()
    for other in singles[2:]:
        bank.mark_enemies(cast.organizer, singles[0], other.id, "", now=NOON)
        bank.mark_enemies(cast.organizer, singles[1], other.id, "", now=NOON)
    enemies = {frozenset((one.id, other.id)) for one in singles[:2] for other in singles[2:]}
    of = dict(db.session.execute(select(QuestionRevision.id, QuestionRevision.question_id)).all())

    for seed in range(40):
        paper = [of[line["revision_id"]] for line in drawing.draw_paper(exam, seed)]
        assert not any(pair <= set(paper) for pair in enemies)
        assert len(paper) == 6


def test_capacity_knows_that_enemies_do_not_fill_a_paper(cast):
    exam = make_exam(cast.organizer, make_bank(cast.organizer, per_kind=2))
    assert queries.can_be_drawn(exam.blueprint)
    pair = db.session.scalars(select(Question.id).where(Question.kind == "single")).all()

    bank.mark_enemies(cast.organizer, db.session.get(Question, pair[0]), pair[1], "", now=NOON)

    assert not queries.can_be_drawn(exam.blueprint)
    with pytest.raises(Refusal, match="互相提示"):
        drawing.draw_paper(exam, 1)


def test_a_self_check_of_few_questions_is_held_nevertheless(cast):
    exam = make_exam(cast.organizer, make_bank(cast.organizer, per_kind=2), purpose="self_check")
    pair = db.session.scalars(select(Question.id).where(Question.kind == "single")).all()
    bank.mark_enemies(cast.organizer, db.session.get(Question, pair[0]), pair[1], "", now=NOON)

    assert len(drawing.draw_paper(exam, 1)) == 6


def test_enemies_are_not_put_on_one_paper_by_hand(cast):
    from_bank = make_bank(cast.organizer)
    pair = db.session.scalars(select(Question).where(Question.kind == "single").limit(2)).all()
    bank.mark_enemies(cast.organizer, pair[0], pair[1].id, "", now=NOON)
    fixed = tuple(actions.exams.rules.FixedItem(question.latest_id, 1000) for question in pair)

    with pytest.raises(Refusal, match="互相提示"):
        make_exam(cast.organizer, from_bank, fixed_items=fixed)


def test_a_question_past_its_last_day_leaves_the_papers(cast):
    exam = make_exam(cast.organizer, make_bank(cast.organizer, per_kind=2))
    question = db.session.scalars(select(Question).where(Question.kind == "single").limit(1)).one()
    bank.label_question(cast.organizer, question, bank.Labels(valid_until=clock.local(NOON).date() - timedelta(days=1)))

    assert not queries.can_be_drawn(exam.blueprint)
