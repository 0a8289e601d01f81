"""Coverage of a document, and the list of what is to be looked at again."""

from __future__ import annotations

import pytest

from core.db import db
from courses import actions, queries
from courses.coverage import Named, Show, cover, totals
from courses.models import LessonConfirmation
from courses.views import coverage as coverage_views
from documents.actions import supersede
from documents.models import Document
from documents.quoting import Quoted
from question_bank import actions as question_actions
from question_bank.models import Question, QuestionSource, State
from tests.cast import NOON, Cast
from tests.conftest import QueryCount, SignIn
from tests.documents.makers import REVISED, TRIAL_TITLE, spot, stored
from tests.documents.test_editions import TODAY
from tests.learning.makers import lessons_of, make_course
from tests.question_bank.makers import draft, make_question


@pytest.fixture
def trial(cast: Cast) -> Document:
    """Give the regulation of 26 rules, taught by a lesson and asked by two questions."""
    document = stored(cast.manager)
    lesson = lessons_of(make_course())[0]
    actions.set_lesson_sources(cast.manager, lesson, [spot(document, "不少于十六学时"), spot(document, "立即组织寻找")])
    for stem, words in (("培训多少学时？", "不少于十六学时"), ("考核与什么挂钩？", "绩效工资挂钩")):
        question = make_question(cast.organizer, state=State.READY, stem=stem)
        question_actions.set_question_sources(cast.organizer, question, [spot(document, words)])
    return document


@pytest.fixture
def revised(cast: Cast, trial: Document) -> Document:
    """Give its replacement by 13 rules, in force today."""
    newer = stored(cast.manager, REVISED, "修订.txt")
    supersede(cast.manager, trial, newer, TODAY, now=NOON)
    return newer


class TestCoverage:
    def test_paragraphs_are_counted_by_what_rests_on_them(self) -> None:
        quotes = [Quoted(1, f"p{at}", 1, "办法", "办法", "一、" if at < 2 else "二、", "文") for at in range(3)]
        lessons = {(1, "p0"): [Named(1, "课")]}
        questions = {(1, "p0"): [Named(1, "题"), Named(2, "题")], (1, "p1"): [Named(3, "题")]}

        sections = cover(quotes, lessons, questions, most=1)

        assert [section.section for section in sections] == ["一、", "二、"]
        told = totals([one for section in sections for one in section.paragraphs])
        assert (told.paragraphs, told.taught, told.asked, told.over_asked, told.untouched) == (3, 1, 2, 1, 1)
        assert [one.is_shown(Show.OVER_ASKED) for one in sections[0].paragraphs] == [True, False]

    def test_the_page_leads_to_lessons_and_questions(self, cast: Cast, trial: Document, sign_in: SignIn) -> None:
        page = sign_in(cast.organizer).get(f"/courses/coverage/{trial.id}").get_data(as_text=True)

        assert "培训多少学时" in page and "第1讲" in page
        assert "未涉及" in page and f"/documents/articles/{trial.articles[0].id}#" in page

    @pytest.mark.parametrize(("show", "holds", "lacks"), [
        ("untouched", "张贴公布", "绩效工资挂钩"),
        ("asked", "绩效工资挂钩", "张贴公布"),
        ("taught", "立即组织寻找", "绩效工资挂钩"),
        ("over_asked&most=0", "绩效工资挂钩", "张贴公布"),
        ("over_asked", "没有这一类段落", "绩效工资挂钩"),
        ("rubbish&most=x", "张贴公布", "没有这一类段落"),
    ])  # fmt: skip
    def test_the_page_is_narrowed(self, cast: Cast, trial, sign_in: SignIn, show, holds, lacks) -> None:
        page = sign_in(cast.organizer).get(f"/courses/coverage/{trial.id}?show={show}").get_data(as_text=True)

        assert holds in page and lacks not in page

    def test_a_long_document_has_pages(self, trial, cast: Cast, sign_in: SignIn, monkeypatch) -> None:
        monkeypatch.setattr(coverage_views, "AT_ONCE", 2)
        browser = sign_in(cast.organizer)

        pages = [browser.get(f"/courses/coverage/{trial.id}?page={number}").get_data(as_text=True) for number in (1, 2)]

        assert [page.count('class="covered"') for page in pages] == [2, 2]
        assert pages[0] != pages[1]
        assert "page=2" in pages[0]
        assert browser.get(f"/courses/coverage/{trial.id}?page=99999").status_code == 200

    def test_what_rests_on_the_older_edition_covers_the_newer_one(self, cast: Cast, revised: Document) -> None:
        lessons, questions = queries.lessons_upon(revised.id), queries.questions_upon(revised.id)

        assert [found.name for found in lessons[spot(revised, "立即组织寻找")]] == ["防火 · 第1讲"]
        assert [found.name for found in questions[spot(revised, "二十四学时")]] == ["培训多少学时？"]
        assert len(questions) == 1

    def test_ties_are_made_on_request(self, cast: Cast, sign_in: SignIn) -> None:
        make_question(cast.organizer, source=f"{TRIAL_TITLE}第九条")
        document = stored(cast.manager)
        browser = sign_in(cast.organizer)

        assert browser.post(f"/courses/coverage/{document.id}/ties").status_code == 303
        assert browser.post(f"/courses/coverage/{document.id}/ties").status_code == 303

        assert db.session.query(QuestionSource).one().anchor == spot(document, "每一个检查点")[1]

    def test_reviewers_see_it_but_tie_nothing(self, cast: Cast, trial: Document, sign_in: SignIn, client) -> None:
        reviewer = sign_in(cast.reviewer)

        assert reviewer.get(f"/courses/coverage/{trial.id}").status_code == 200
        assert reviewer.post(f"/courses/coverage/{trial.id}/ties").status_code == 403
        assert reviewer.get("/courses/coverage/99").status_code == 404
        assert sign_in(cast.alice).get(f"/courses/coverage/{trial.id}").status_code == 403
        assert client.get(f"/courses/coverage/{trial.id}").status_code == 302

    def test_the_number_of_statements_does_not_grow(
        self, cast: Cast, trial: Document, sign_in: SignIn, query_count: QueryCount
    ) -> None:
        browser = sign_in(cast.organizer)
        with query_count:
            browser.get(f"/courses/coverage/{trial.id}")

        assert len(query_count) <= 16


class TestTheList:
    def test_stale_things_stand_beside_what_changed(self, cast: Cast, revised: Document, sign_in: SignIn) -> None:
        page = sign_in(cast.manager).get("/courses/stale").get_data(as_text=True)

        assert "课（1）" in page and "题目（2）" in page
        assert "十六" in page and "二十四" in page and "负责人：组织者" in page
        assert "依据已改动的段落，待复核" in sign_in(cast.manager).get("/documents/1").get_data(as_text=True)

    def test_it_is_empty_without_changes(self, cast: Cast, trial: Document, sign_in: SignIn) -> None:
        assert "没有待复核的课和题目" in sign_in(cast.manager).get("/courses/stale").get_data(as_text=True)

    def test_it_is_narrowed_by_owner_and_document(self, cast: Cast, trial, revised, sign_in: SignIn) -> None:
        browser = sign_in(cast.organizer)

        mine = browser.get(f"/courses/stale?owner={cast.organizer.id}").get_data(as_text=True)
        other = browser.get(f"/courses/stale?document={revised.id}&owner=x").get_data(as_text=True)

        assert "题目（2）" in mine and "课（1）" not in mine
        assert "没有待复核的课和题目" in other

    def test_a_question_is_confirmed_with_a_note(self, cast: Cast, revised: Document, sign_in: SignIn) -> None:
        browser = sign_in(cast.organizer)
        address = "/courses/stale/questions/1?document=1"

        assert browser.post(address, data={"note": ""}).status_code == 422
        assert browser.post(address, data={"note": "答案不变"}).status_code == 303
        assert browser.post(address, data={"note": "答案不变"}).status_code == 409
        assert "题目（1）" in browser.get("/courses/stale").get_data(as_text=True)

    def test_a_lesson_is_confirmed_and_stays_so_in_the_next_version(
        self, cast: Cast, revised: Document, sign_in: SignIn
    ) -> None:
        browser = sign_in(cast.manager)
        lesson = queries.stale_lessons(NOON, owner_id=None, document_id=None, number=1).items[0]

        assert browser.post(f"/courses/stale/lessons/{lesson.id}", data={"note": " "}).status_code == 422
        assert browser.post(f"/courses/stale/lessons/{lesson.id}", data={"note": "不影响"}).status_code == 303
        assert browser.post(f"/courses/stale/lessons/{lesson.id}", data={"note": "不影响"}).status_code == 409
        make_course(lessons=3)

        assert queries.stale_lesson_count(NOON) == 0
        assert db.session.query(LessonConfirmation).count() == 2

    def test_withdrawn_courses_wait_for_nobody(self, cast: Cast, revised: Document) -> None:
        actions.withdraw_course(cast.manager, queries.course_by_slug("fire"), "停用", now=NOON)

        assert queries.stale_lesson_count(NOON) == 0

    def test_who_may_what(self, cast: Cast, revised: Document, sign_in: SignIn, client) -> None:
        assert sign_in(cast.manager).post("/courses/stale/questions/1", data={"note": "好"}).status_code == 403
        assert sign_in(cast.reviewer).post("/courses/stale/lessons/1", data={"note": "好"}).status_code == 403
        assert sign_in(cast.organizer).post("/courses/stale/questions/99", data={"note": "好"}).status_code == 404
        assert sign_in(cast.reviewer).post("/courses/stale/questions/1", data={"note": "好"}).status_code == 303
        assert sign_in(cast.alice).get("/courses/stale").status_code == 403
        assert client.get("/courses/stale").status_code == 302

    def test_the_number_of_statements_does_not_grow(
        self, cast: Cast, trial: Document, revised: Document, sign_in: SignIn, query_count: QueryCount
    ) -> None:
        for number in range(8):
            question = make_question(cast.organizer, state=State.READY, stem=f"再问第 {number} 遍学时？")
            question_actions.set_question_sources(cast.organizer, question, [spot(trial, "不少于十六学时")])
        browser = sign_in(cast.manager)
        with query_count:
            browser.get("/courses/stale")

        assert len(query_count) <= 30


def test_the_page_of_a_question_shows_and_sets_its_paragraphs(cast: Cast, trial: Document, sign_in: SignIn) -> None:
    browser = sign_in(cast.organizer)
    article_id, anchor = spot(trial, "每一个检查点")
    question = make_question(cast.organizer, stem="要走到哪里？")

    link = f"http://localhost/documents/articles/{article_id}#{anchor}\n"
    assert browser.post(f"/questions/{question.id}/sources", data={"links": link}).status_code == 303
    assert browser.post(f"/questions/{question.id}/sources", data={"links": "第九条"}).status_code == 422
    assert "查看原文" in browser.get(f"/questions/{question.id}").get_data(as_text=True)
    assert sign_in(cast.reviewer).post(f"/questions/{question.id}/sources").status_code == 403


def test_a_stale_question_says_so_until_it_is_edited(cast: Cast, revised: Document, sign_in: SignIn) -> None:
    browser = sign_in(cast.organizer)
    assert "这道题待复核" in browser.get("/questions/1").get_data(as_text=True)

    question = question_actions.revise_question(
        cast.organizer, db.session.get_one(Question, 1), draft(stem="每年培训二十四学时吗？"), now=NOON
    )

    assert "这道题待复核" not in browser.get(f"/questions/{question.id}").get_data(as_text=True)
