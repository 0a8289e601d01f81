"""Comments, labels, enemies, reported faults, differences, duplicates and the topic tree, on their pages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core.db import db
from core.errors import Refusal
from question_bank import actions, queries
from question_bank.actions import QuestionDraft
from question_bank.models import (
    Enmity,
    FaultReport,
    Question,
    QuestionComment,
    QuestionRevision,
    State,
    Topic,
    TwinPair,
    TwinVerdict,
)
from tests.cast import NOON
from tests.question_bank.makers import make_question


def revised(cast, question, stem):
    body = queries.question_for(cast.organizer, question.id).latest.body
    draft = QuestionDraft("single", stem, body, question.topic_id, explanation="全国统一。")
    return actions.revise_question(cast.organizer, question, draft, now=NOON)


def newest(question):
    return db.session.get(QuestionRevision, db.session.get(Question, question.id).latest_id)


def test_comments_are_added_and_never_lost(cast, sign_in):
    question = make_question(cast.organizer)
    address = f"/questions/{question.id}"

    sign_in(cast.reviewer).post(f"{address}/comments", data={"body": "选项B和C重复。"})
    sign_in(cast.organizer).post(f"{address}/comments", data={"body": "已改。"})

    page = sign_in(cast.reviewer).get(address).text
    assert page.index("选项B和C重复。") < page.index("已改。")
    assert "任审题" in page
    assert sign_in(cast.organizer).post(f"{address}/comments", data={"body": " "}).status_code == 422
    assert db.session.query(QuestionComment).count() == 2


def test_what_changed_between_two_revisions_is_marked(cast, sign_in):
    question = make_question(cast.organizer, stem="森林火警电话是（  ）。")
    revised(cast, question, "森林防火报警电话是（  ）。")

    page = sign_in(cast.organizer).get(f"/questions/{question.id}").text

    assert "<del>" in page
    assert "<ins>" in page
    assert "与上一版的不同" in page


def test_labels_are_written_and_shown(cast, sign_in):
    question = make_question(cast.organizer)
    sent = {"tier": "2", "valid_until": "2026-05-01", "tags": "防火，报警", "posts": "护林员"}
    browser = sign_in(cast.organizer)

    answer = browser.post(f"/questions/{question.id}/labels", data=sent)

    page = browser.get(f"/questions/{question.id}").text
    assert answer.status_code == 303
    assert all(words in page for words in ("进阶", "2026-05-01", "报警 防火", "护林员", "已过有效期"))
    assert "已过期" in browser.get("/questions/").text
    assert browser.post(f"/questions/{question.id}/labels", data=sent | {"tier": "7"}).status_code == 422
    assert browser.post(f"/questions/{question.id}/labels", data=sent | {"valid_until": "x"}).status_code == 422


def test_enemies_are_marked_once_and_lifted_again(cast, sign_in):
    one, other = make_question(cast.organizer), make_question(cast.organizer, stem="另一道题干（  ）。")
    browser, address = sign_in(cast.organizer), f"/questions/{one.id}/enemies"

    first = browser.post(address, data={"other": str(other.id), "reason": "题干互相提示"})
    again = browser.post(f"/questions/{other.id}/enemies", data={"other": str(one.id)})

    assert (first.status_code, again.status_code) == (303, 409)
    assert queries.all_enemies() == {one.id: {other.id}, other.id: {one.id}}
    assert "题干互相提示" in browser.get(f"/questions/{other.id}").text
    assert [browser.post(address, data={"other": bad}).status_code for bad in ("", "x", str(one.id), "99999")] == [
        422
    ] * 4
    assert browser.post(f"{address}/{other.id}/removal").status_code == 303
    assert db.session.scalar(select(Enmity)) is None
    assert browser.post(f"{address}/{other.id}/removal").status_code == 404


def test_a_question_whose_answer_stands_in_another_stem_is_suggested(cast, sign_in):
    body = {"options": [{"id": "a", "text": "班组安全员"}, {"id": "b", "text": "值班长"}], "key": ["a"]}
    asked = make_question(cast.organizer, stem="谁负责检查灭火机具（  ）。", body=body)
    teller = make_question(cast.organizer, stem="班组安全员每周检查灭火机具几次（  ）。")
    make_question(cast.organizer, stem="与此无关的题干（  ）。")

    page = sign_in(cast.organizer).get(f"/questions/{asked.id}?suggest=1").text

    assert [question.id for question, _text in queries.suggested_enemies(asked)] == [teller.id]
    assert "“班组安全员”是一题的答案" in page


def test_one_open_report_a_person_and_question(cast):
    question = make_question(cast.organizer, state=State.READY)

    actions.report_fault(cast.alice, newest(question), "答案不对", now=NOON)

    with pytest.raises(Refusal, match="已经报告过"):
        actions.report_fault(cast.alice, newest(question), "还是不对", now=NOON)
    actions.report_fault(cast.bob, newest(question), "我也觉得不对", now=NOON)
    assert queries.open_fault_count() == 2


@pytest.mark.parametrize(("outcome", "state"), [("retired", State.RETIRED), ("rejected", State.READY)])
def test_a_report_is_answered_once(cast, sign_in, outcome, state):
    question = make_question(cast.organizer, state=State.READY)
    fault = actions.report_fault(cast.alice, newest(question), "答案不对", now=NOON)
    browser, address = sign_in(cast.organizer), f"/questions/faults/{fault.id}/answer"
    assert "答案不对" in browser.get("/questions/faults").text
    assert "条学员纠错" in browser.get("/questions/").text

    answers = [browser.post(address, data={"outcome": outcome, "answer": "依据第三条。"}).status_code for _time in "ab"]

    assert answers == [303, 409]
    assert db.session.get(Question, question.id).state == state
    assert "依据第三条。" in browser.get("/questions/faults?show=answered").text
    assert db.session.scalar(select(AuditEntry).where(AuditEntry.action == "question.answer_fault"))


def test_a_question_counts_as_corrected_only_after_it_was_edited(cast, sign_in):
    question = make_question(cast.organizer, state=State.READY)
    fault = actions.report_fault(cast.alice, newest(question), "答案不对", now=NOON)
    browser, sent = sign_in(cast.organizer), {"outcome": "corrected", "answer": "已改。"}
    address = f"/questions/faults/{fault.id}/answer"

    too_early = browser.post(address, data=sent).status_code
    revised(cast, question, "改正后的题干（  ）。")

    assert (too_early, browser.post(address, data=sent).status_code) == (409, 303)
    assert db.session.scalars(select(FaultReport)).one().open_key is None


def test_an_answer_needs_an_outcome_a_sentence_and_the_right(cast, sign_in):
    question = make_question(cast.organizer, state=State.READY)
    fault = actions.report_fault(cast.alice, newest(question), "答案不对", now=NOON)
    address = f"/questions/faults/{fault.id}/answer"

    assert sign_in(cast.organizer).post(address, data={"outcome": "x", "answer": "好"}).status_code == 422
    assert sign_in(cast.organizer).post(address, data={"outcome": "rejected"}).status_code == 422
    assert sign_in(cast.organizer).post("/questions/faults/999/answer").status_code == 404
    assert sign_in(cast.alice).post(address).status_code == 403
    assert sign_in(cast.alice).get("/questions/faults").status_code == 403


def test_the_bank_is_searched_for_questions_that_say_the_same(cast, sign_in):
    one = make_question(cast.organizer, stem="发现森林火情应首先报告哪里（  ）。")
    other = make_question(cast.organizer, stem="发现森林火情，应当首先报告哪里（  ）。")
    make_question(cast.organizer, stem="毫不相干的另外一道题目（  ）。", kind="true_false")
    browser = sign_in(cast.organizer)

    assert browser.post("/questions/twins").status_code == 303

    pair = db.session.scalars(select(TwinPair)).one()
    page = browser.get("/questions/twins").text
    assert (pair.low_id, pair.high_id) == (one.id, other.id)
    assert "相近" in page
    assert "两题都保留" in page


def test_both_of_a_pair_are_kept_until_one_is_revised(cast, sign_in):
    one, other = make_question(cast.organizer), make_question(cast.organizer)
    browser = sign_in(cast.organizer)
    browser.post("/questions/twins")

    kept = browser.post(f"/questions/twins/{one.id}/{other.id}/keeping")

    assert kept.status_code == 303
    assert db.session.scalars(select(TwinVerdict)).one().kept_by_id == cast.organizer.id
    assert queries.twin_pairs("", 1).total == 0
    revised(cast, other, "森林火警报警电话是（  ）。")
    assert queries.twin_pairs("", 1).total == 1
    assert browser.post(f"/questions/twins/{other.id}/retirement").status_code == 303
    assert queries.twin_pairs("", 1).total == 0
    assert browser.post(f"/questions/twins/{one.id}/999/keeping").status_code == 404


def test_topics_are_hung_elsewhere_with_all_below_them(cast, sign_in):
    leaf, target = actions.ensure_topic("防火/报警/电话"), actions.ensure_topic("应急")
    branch = queries.topic_by_path("防火/报警")
    browser = sign_in(cast.organizer)

    moved = browser.post(f"/questions/topics/{branch.id}/parent", data={"parent": "应急"})

    assert moved.status_code == 303
    assert db.session.get(Topic, leaf.id).path == "应急/报警/电话"
    assert browser.post(f"/questions/topics/{target.id}/parent", data={"parent": "应急/报警"}).status_code == 409
    assert browser.post(f"/questions/topics/{branch.id}/parent", data={"parent": "没有"}).status_code == 404
    assert browser.post(f"/questions/topics/{branch.id}/parent", data={"parent": ""}).status_code == 303
    assert db.session.get(Topic, leaf.id).path == "报警/电话"


def test_only_an_empty_topic_is_taken_away(cast, sign_in):
    question = make_question(cast.organizer)
    empty = actions.ensure_topic("空的")
    browser = sign_in(cast.organizer)

    assert browser.post(f"/questions/topics/{question.topic_id}/removal").status_code == 409
    assert browser.post(f"/questions/topics/{empty.id}/removal").status_code == 303
    assert db.session.scalar(select(Topic).where(Topic.path == "空的")) is None


def test_the_page_of_a_question_needs_a_bounded_number_of_statements(cast, sign_in, query_count):
    question = make_question(cast.organizer)
    for number in range(6):
        actions.comment(cast.reviewer, question, f"评论{number}", now=NOON)
        other = make_question(cast.organizer, stem=f"第{number}道题干（  ）。")
        actions.mark_enemies(cast.organizer, question, other.id, "", now=NOON)
    browser = sign_in(cast.organizer)
    browser.get("/questions/")

    with query_count:
        browser.get(f"/questions/{question.id}")

    assert len(query_count) <= 45
