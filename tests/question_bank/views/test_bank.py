"""Pages of the bank as people meet them."""

from __future__ import annotations

import re

import pytest

from core.db import db
from question_bank import actions, queries
from question_bank.models import Question, State
from tests.question_bank.makers import make_question


def typed(**changes):
    """Return what the editor sends for a single choice."""
    values = {
        "kind": "single", "difficulty": "2", "stem": "森林火警电话是（  ）。", "option": ["110", "12119", "", ""], "key": ["1"],
        "explanation": "全国统一。", "source": "《森林防火条例》", "topic_id": str(actions.ensure_topic("防火").id),
    }  # fmt: skip
    return values | changes


def test_the_list_shows_questions_and_narrows_by_words_kind_state_and_topic(cast, sign_in):
    make_question(cast.organizer, state=State.READY)
    make_question(
        cast.organizer, kind="true_false", stem="井下可以拆卸矿灯。", topic_id=actions.ensure_topic("井下").id
    )
    browser = sign_in(cast.organizer)
    underground = queries.topic_by_path("井下").id

    pages = {
        q: browser.get(f"/questions/{q}").text
        for q in ("", "?q=12119", "?kind=true_false", "?state=ready", f"?topic={underground}")
    }

    assert "森林火警电话" in pages[""]
    assert "矿灯" in pages[""]
    assert ["矿灯" in page for page in pages.values()] == [True, False, True, False, True]
    assert ["森林火警电话" in page for page in pages.values()] == [True, True, False, True, False]


@pytest.mark.parametrize(
    "query",
    ["?topic=x&kind=nonsense&state=nonsense&page=-3", "?topic=99999999999999&page=1e9", "?q=%25_%27%22&batch=abc"],
)
def test_nonsense_in_the_address_of_the_list_does_no_harm(cast, sign_in, query):
    make_question(cast.organizer)

    assert sign_in(cast.organizer).get("/questions/" + query).status_code == 200


def test_the_list_needs_the_same_few_statements_for_one_question_as_for_twenty(cast, sign_in, query_count):
    make_question(cast.organizer)
    browser = sign_in(cast.organizer)
    with query_count:
        browser.get("/questions/")
    few = len(query_count)
    for number in range(19):
        make_question(cast.organizer, stem=f"第{number}个不同的题干是（  ）。")
    query_count.statements.clear()

    with query_count:
        browser.get("/questions/")

    assert len(query_count) == few <= 14


def test_an_author_writes_a_question_and_sees_it(cast, sign_in):
    browser = sign_in(cast.organizer)

    answer = browser.post("/questions/", data=typed())

    question = db.session.query(Question).one()
    assert (answer.status_code, answer.location) == (303, f"/questions/{question.id}")
    page = browser.get(answer.location).text
    assert "12119" in page
    assert "答案：B" in page


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [({"stem": " "}, "请填写题干"), ({"key": []}, "单选题只能有一个正确答案"), ({"key": ["0", "1"]}, "单选题只能有一个正确答案"),
     ({"option": ["110"]}, "选项应有"), ({"option": ["110", "110"]}, "内容相同"), ({"kind": "true_false"}, "正确还是错误")],
)  # fmt: skip
def test_a_question_with_a_fault_comes_back_with_a_sentence_and_what_was_typed(cast, sign_in, changes, sentence):
    answer = sign_in(cast.organizer).post("/questions/", data=typed(**changes))

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "《森林防火条例》" in answer.text
    assert db.session.query(Question).count() == 0


@pytest.mark.parametrize(
    "changes", [{"kind": "nonsense"}, {"topic_id": "x"}, {"difficulty": "77"}, {"topic_id": "99999"}]
)
def test_nonsense_sent_to_the_editor_is_422(cast, sign_in, changes):
    assert sign_in(cast.organizer).post("/questions/", data=typed(**changes)).status_code == 422


def test_a_revision_keeps_the_history_open_to_see(cast, sign_in):
    question = make_question(cast.organizer)
    browser = sign_in(cast.organizer)

    assert "12119" in browser.get(f"/questions/{question.id}/edit").text
    browser.post(f"/questions/{question.id}/revisions", data=typed(stem="修订后的题干是（  ）。"))

    page = browser.get(f"/questions/{question.id}").text
    assert "第 2 版" in page
    assert "森林火警电话是" in page


def test_the_preview_shows_what_is_typed_and_what_is_missing(cast, sign_in):
    browser = sign_in(cast.organizer)

    sound = browser.post("/questions/preview", data=typed())
    unfinished = browser.post("/questions/preview", data=typed(key=[]))

    assert "12119" in sound.text
    assert "单选题只能有一个正确答案" in unfinished.text
    assert browser.post("/questions/preview", data={"kind": "nonsense"}).status_code == 422


def test_text_of_a_question_cannot_carry_script(cast, sign_in):
    evil = "<script>alert(1)</script>是（  ）。"
    body = {"options": [{"id": "a", "text": "<img src=x onerror=alert(1)>"}, {"id": "b", "text": "乙"}], "key": ["a"]}
    question = make_question(
        cast.organizer, stem=evil, body=body, explanation="<b onclick=x>解</b>", source="<i>源</i>"
    )
    browser = sign_in(cast.organizer)

    pages = [
        browser.get(address).text
        for address in ("/questions/", f"/questions/{question.id}", f"/questions/{question.id}/edit")
    ]
    pages.append(
        browser.post(
            "/questions/preview", data=typed(stem=evil, option=["<img src=x onerror=1>", "乙"], key=["0"])
        ).text
    )

    for page in pages:
        assert not re.search(r"<script>alert|<img src=x|<b onclick|<i>源", page)


def test_a_reviewer_approves_what_an_author_handed_in(cast, sign_in):
    question = make_question(cast.organizer)
    address = f"/questions/{question.id}"

    handed_in = sign_in(cast.organizer).post(address + "/state", data={"target": "in_review"})
    page = sign_in(cast.reviewer).get(address).text
    approved = sign_in(cast.reviewer).post(address + "/state", data={"target": "ready"})

    assert (handed_in.status_code, approved.status_code) == (303, 303)
    assert "审核通过" in page
    assert queries.question_for(cast.organizer, question.id).state == State.READY


def test_steps_of_the_wrong_role_are_403_and_impossible_ones_409(cast, sign_in):
    question = make_question(cast.organizer)
    address = f"/questions/{question.id}/state"

    assert sign_in(cast.reviewer).post(address, data={"target": "in_review"}).status_code == 403
    assert sign_in(cast.organizer).post(address, data={"target": "ready"}).status_code == 409
    sign_in(cast.organizer).post(address, data={"target": "in_review"})
    assert sign_in(cast.organizer).post(address, data={"target": "ready"}).status_code == 403
    assert sign_in(cast.reviewer).post(address, data={"target": "draft", "reason": ""}).status_code == 422
    assert sign_in(cast.reviewer).post(address, data={"target": "nonsense"}).status_code == 422


def test_topics_are_added_and_renamed(cast, sign_in):
    browser = sign_in(cast.organizer)

    browser.post("/questions/topics", data={"name": "课程/课名"})
    topic = queries.topic_by_path("课程/课名")
    browser.post(f"/questions/topics/{topic.id}", data={"name": "新课名"})

    assert "新课名" in browser.get("/questions/topics").text
    assert browser.post("/questions/topics", data={"name": ""}).status_code == 422
    assert browser.post("/questions/topics/999", data={"name": "x"}).status_code == 404


GETS = [
    "/questions/",
    "/questions/new",
    "/questions/{id}",
    "/questions/{id}/edit",
    "/questions/topics",
    "/questions/imports",
    "/questions/imports/1",
]
POSTS = ["/questions/", "/questions/{id}/revisions", "/questions/{id}/state", "/questions/preview", "/questions/topics", "/questions/topics/1",
         "/questions/imports", "/questions/imports/1/batch", "/questions/imports/1/removal", "/questions/imports/1/items/1",
         "/questions/batches/1/removal"]  # fmt: skip


def test_strangers_are_sent_to_sign_in_and_members_are_refused(cast, client, sign_in):
    question = make_question(cast.organizer)
    member = sign_in(cast.alice)

    for address in GETS:
        assert client.get(address.format(id=question.id)).status_code == 302
        assert member.get(address.format(id=question.id)).status_code == 403
    for address in POSTS:
        assert client.post(address.format(id=question.id)).status_code == 401
        assert member.post(address.format(id=question.id)).status_code == 403


def test_what_does_not_exist_is_404_and_a_wrong_method_405(cast, sign_in):
    browser = sign_in(cast.organizer)

    for address in (
        "/questions/999",
        "/questions/999/edit",
        "/questions/imports/999",
        "/questions/imports/999/problems.xlsx",
    ):
        assert browser.get(address).status_code == 404
    for address in (
        "/questions/999/revisions",
        "/questions/999/state",
        "/questions/imports/999/batch",
        "/questions/batches/999/removal",
    ):
        assert browser.post(address, data=typed()).status_code == 404
    assert browser.delete("/questions/").status_code == 405
    assert browser.get("/questions/preview").status_code == 405


def test_a_reader_may_look_but_not_write(cast, sign_in):
    question = make_question(cast.organizer)
    browser = sign_in(cast.manager)

    assert browser.get(f"/questions/{question.id}").status_code == 200
    assert "导入题目" not in browser.get("/questions/").text
    assert browser.get("/questions/new").status_code == 403
