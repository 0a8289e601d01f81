"""The page of export."""

from __future__ import annotations

import io
import zipfile

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from core.db import db
from question_bank import formats, writing
from question_bank.models import State
from tests.question_bank.makers import make_question


def test_the_page_says_how_many_are_chosen_and_what_is_lost(cast, sign_in):
    make_question(cast.organizer, source="《条例》第3条")
    browser = sign_in(cast.organizer)

    whole, lossy = browser.get("/questions/export").text, browser.get("/questions/export?format=gift").text

    assert "选中 1 题" in whole
    assert "这种格式能完整保存选中的题目" in whole
    assert "GIFT 不能保存出处。" in lossy
    assert "共 1 题：第 1 题" in lossy


def test_what_is_lost_is_told_in_english_too(cast, sign_in):
    make_question(cast.organizer, source="《条例》第3条")
    browser = sign_in(cast.organizer)
    browser.set_cookie("locale", "en")

    assert "GIFT cannot keep" in browser.get("/questions/export?format=gift").text


@pytest.mark.parametrize("name", list(writing.BY_NAME))
def test_every_format_is_handed_out_and_on_record(cast, sign_in, name):
    make_question(cast.organizer, state=State.READY)

    answer = sign_in(cast.organizer).post(
        "/questions/export", data={"format": name, "title": "春季 <练习>", "state": "ready"}
    )

    assert answer.status_code == 200
    assert answer.mimetype == writing.BY_NAME[name].media_type.partition(";")[0]
    assert "no-store" in answer.headers["Cache-Control"]
    assert db.session.scalars(select(AuditEntry.action)).all().count("question.export") == 1


def test_what_is_downloaded_is_read_back(cast, sign_in):
    make_question(cast.organizer)

    answer = sign_in(cast.organizer).post("/questions/export", data={"format": "excel"})

    assert [each.key for each in formats.read("a.xlsx", answer.data).questions] == ["B"]


def test_a_paper_set_holds_two_versions_with_answers_sheets_and_the_order(cast, sign_in):
    make_question(cast.organizer)

    answer = sign_in(cast.organizer).post("/questions/export", data={"format": "word_set", "title": "试卷"})

    names = zipfile.ZipFile(io.BytesIO(answer.data)).namelist()
    assert names == [
        "A卷.docx",
        "A卷答案.docx",
        "A卷答题卡.docx",
        "B卷.docx",
        "B卷答案.docx",
        "B卷答题卡.docx",
        "题目顺序对照.xlsx",
    ]


def test_nothing_chosen_and_too_much_are_refused_in_words(cast, sign_in, monkeypatch):
    browser = sign_in(cast.organizer)
    nothing = browser.post("/questions/export", data={"format": "text"})
    make_question(cast.organizer)
    monkeypatch.setattr("question_bank.views.exports.MOST", 0)

    too_much = browser.post("/questions/export", data={"format": "text"})

    assert (nothing.status_code, too_much.status_code) == (409, 422)
    assert "没有选中任何题目" in nothing.text
    assert "请缩小范围" in too_much.text


def test_nonsense_in_the_address_does_no_harm(cast, sign_in):
    make_question(cast.organizer)

    assert sign_in(cast.organizer).get("/questions/export?format=x&topic=y&kind=z&state=q&batch=-1").status_code == 200


def test_who_may_only_read_is_refused_and_strangers_sign_in(cast, client, sign_in):
    assert sign_in(cast.manager).get("/questions/export").status_code == 403
    assert sign_in(cast.manager).post("/questions/export").status_code == 403
    assert sign_in(cast.alice).post("/questions/export").status_code == 403
    assert client.get("/questions/export").status_code == 302
    assert client.post("/questions/export").status_code == 401
    assert sign_in(cast.organizer).delete("/questions/export").status_code == 405


def test_the_page_needs_the_same_few_statements_for_one_question_as_for_twenty(cast, sign_in, query_count):
    make_question(cast.organizer)
    browser = sign_in(cast.organizer)
    with query_count:
        browser.get("/questions/export")
    few = len(query_count)
    for number in range(19):
        make_question(cast.organizer, stem=f"第{number}个不同的题干是（  ）。")
    query_count.statements.clear()

    with query_count:
        browser.get("/questions/export")

    assert len(query_count) == few <= 16


def test_files_of_one_title_are_told_apart_by_their_names(cast, sign_in):
    make_question(cast.organizer)
    browser = sign_in(cast.organizer)

    names = [
        browser.post("/questions/export", data={"format": name, "title": "春季练习"}).headers["Content-Disposition"]
        for name in writing.BY_NAME
    ]

    assert len(set(names)) == len(names), "the paper with answers must not be taken for the one without"
