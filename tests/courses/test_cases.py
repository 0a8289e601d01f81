"""The case library: contributed, reviewed by another person, revised, withdrawn, linked, read, loaded."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from accounts.permissions import Role
from config import ROOT
from core.db import atomic, db
from core.errors import Forbidden, Invalid, Refusal
from courses import actions, queries
from courses.case_files import CaseSource, CaseText, parts_of, read_library, text_faults
from courses.models import Case, CaseKind, CaseRevision, CaseState, CaseTopic
from courses.queries import CaseFilters
from tests import starter
from tests.cast import NOON, Cast, grant
from tests.conftest import QueryCount, SignIn
from tests.learning.makers import make_course, make_questions

TEXT = CaseText("党费对不上", "差三个人。", "当天记下。", "列清单\n逐人核", "不涂改。", "管护一支部", "《手册》")
FORM = {**vars(TEXT), "kind": "problem", "topic": "system"}
SHIPPED = ROOT / "courses" / "starter_cases"


def draft(cast: Cast) -> Case:
    """A problem that the secretary wrote for the first branch."""
    return actions.contribute_case(cast.secretary, cast.branch, CaseKind.PROBLEM, CaseTopic.SYSTEM, TEXT, now=NOON)


def published(cast: Cast) -> Case:
    """The same, reviewed by the training manager."""
    case = draft(cast)
    actions.move_case(cast.secretary, case, "submit", now=NOON)
    actions.move_case(cast.manager, case, "approve", now=NOON)
    return case


class TestContributing:
    def test_a_branch_writes_only_for_itself(self, cast: Cast):
        with pytest.raises(Forbidden):
            actions.contribute_case(cast.secretary, cast.other_branch, CaseKind.CASE, CaseTopic.SAFETY, TEXT, now=NOON)

    def test_a_draft_is_not_read_by_members(self, cast: Cast, sign_in: SignIn):
        case = draft(cast)

        assert sign_in(cast.alice).get(f"/cases/{case.id}").status_code == 404
        assert queries.shown_cases(CaseFilters(), 1).total == 0

    @pytest.mark.parametrize("missing", ["title", "problem", "advice", "steps"])
    def test_a_case_without_its_parts_is_refused(self, cast: Cast, missing):
        with pytest.raises(Invalid):
            actions.contribute_case(
                cast.secretary, cast.branch, CaseKind.CASE, CaseTopic.SAFETY, replace(TEXT, **{missing: ""}), now=NOON
            )


class TestReviewing:
    def test_another_person_approves_and_members_read_it(self, cast: Cast, sign_in: SignIn):
        case = published(cast)

        page = sign_in(cast.alice).get(f"/cases/{case.id}").get_data(as_text=True)

        assert "逐人核" in page and "不涂改" in page
        assert [event.verb for event in queries.case_events(case.id)] == ["approve", "submit"]

    def test_nobody_approves_what_they_wrote(self, cast: Cast):
        case = actions.contribute_case(cast.manager, cast.branch, CaseKind.CASE, CaseTopic.SAFETY, TEXT, now=NOON)
        actions.move_case(cast.manager, case, "submit", now=NOON)

        with pytest.raises(Refusal, match="不能审核自己"):
            actions.move_case(cast.manager, case, "approve", now=NOON)
        db.session.refresh(case)
        assert case.state == CaseState.REVIEW and case.shown_id is None

    def test_a_contributor_may_not_review(self, cast: Cast):
        case = draft(cast)
        actions.move_case(cast.secretary, case, "submit", now=NOON)

        with pytest.raises(Forbidden):
            actions.move_case(cast.secretary, case, "approve", now=NOON)

    def test_a_returned_case_goes_back_with_a_reason(self, cast: Cast):
        case = draft(cast)
        actions.move_case(cast.secretary, case, "submit", now=NOON)

        with pytest.raises(Invalid):
            actions.move_case(cast.manager, case, "return", "", now=NOON)
        actions.move_case(cast.manager, case, "return", "步骤太粗", now=NOON)

        assert case.state == CaseState.DRAFT
        assert queries.case_events(case.id)[0].reason == "步骤太粗"

    @pytest.mark.parametrize("verb", ["approve", "return", "restore"])
    def test_steps_out_of_order_are_refused(self, cast: Cast, verb):
        with pytest.raises(Refusal):
            actions.move_case(cast.manager, draft(cast), verb, "理由", now=NOON)

    def test_search_finds_it_from_approval_to_withdrawal(self, cast: Cast, sign_in: SignIn):
        browser = sign_in(cast.alice)
        waiting = draft(cast)
        assert f"/cases/{waiting.id}" not in browser.get("/search?q=党费").get_data(as_text=True)

        case = published(cast)
        assert f"/cases/{case.id}" in browser.get("/search?q=党费").get_data(as_text=True)
        actions.move_case(cast.manager, case, "withdraw", "已过时", now=NOON)
        assert f"/cases/{case.id}" not in browser.get("/search?q=党费").get_data(as_text=True)


class TestRevising:
    def test_members_read_the_approved_text_until_the_next_is_approved(self, cast: Cast, sign_in: SignIn):
        case = published(cast)
        browser = sign_in(cast.alice)

        actions.revise_case(cast.secretary, case, replace(TEXT, advice="每月公布。"), now=NOON)
        before = browser.get(f"/cases/{case.id}").get_data(as_text=True)
        actions.move_case(cast.secretary, case, "submit", now=NOON)
        actions.move_case(cast.manager, case, "approve", now=NOON)
        after = browser.get(f"/cases/{case.id}").get_data(as_text=True)

        assert "当天记下" in before and "每月公布" not in before
        assert "每月公布" in after
        assert [revision.advice for revision in queries.case_revisions(case.id)] == ["每月公布。", "当天记下。"]

    def test_the_same_text_again_is_refused(self, cast: Cast):
        with pytest.raises(Refusal, match="没有变化"):
            actions.revise_case(cast.secretary, draft(cast), TEXT, now=NOON)

    def test_a_withdrawn_case_comes_back_only_through_review(self, cast: Cast, sign_in: SignIn):
        case = published(cast)
        actions.move_case(cast.manager, case, "withdraw", "已过时", now=NOON)
        assert sign_in(cast.alice).get(f"/cases/{case.id}").status_code == 404

        actions.move_case(cast.manager, case, "restore", "仍适用", now=NOON)

        assert sign_in(cast.alice).get(f"/cases/{case.id}").status_code == 404
        assert db.session.scalar(select(AuditEntry.reason).where(AuditEntry.action == "case.withdraw")) == "已过时"


class TestPages:
    def test_a_case_goes_all_its_way_over_the_pages(self, cast: Cast, sign_in: SignIn):
        writer, reviewer = sign_in(cast.secretary), sign_in(cast.manager)
        assert writer.get("/cases/manage/new").status_code == 200
        assert writer.post("/cases/manage", data={**FORM, "unit": cast.branch.id, "title": ""}).status_code == 422
        assert writer.post("/cases/manage", data={**FORM, "unit": cast.branch.id}).status_code == 303
        case = db.session.scalars(select(Case)).one()
        address = f"/cases/manage/{case.id}"

        assert writer.get(address).status_code == 200
        assert "列清单" in writer.get(f"{address}/edit").get_data(as_text=True)
        assert writer.post(address, data={**FORM, "problem": "差四个人。"}).status_code == 303
        assert writer.post(address, data={**FORM, "problem": ""}).status_code == 422
        assert writer.post(f"{address}/submit").status_code == 303
        assert "审核通过" in reviewer.get(address).get_data(as_text=True)
        assert "审核通过" not in writer.get(address).get_data(as_text=True).split("经过")[0]
        assert reviewer.post(f"{address}/approve").status_code == 303
        assert "差四个人" in sign_in(cast.alice).get(f"/cases/{case.id}").get_data(as_text=True)
        assert reviewer.post(f"{address}/dance").status_code == 404
        assert reviewer.get(f"{address}/approve").status_code == 405

    def test_strangers_to_a_branch_do_not_find_its_drafts(self, cast: Cast, sign_in: SignIn, client):
        case = draft(cast)
        atomic(grant)(cast.carol, Role.BRANCH_SECRETARY, cast.other_branch)

        assert sign_in(cast.carol).get(f"/cases/manage/{case.id}").status_code == 404
        assert sign_in(cast.carol).post(f"/cases/manage/{case.id}/submit").status_code == 404
        assert sign_in(cast.alice).get("/cases/manage").status_code == 403
        assert client.get("/cases/").status_code == 302

    def test_lists_are_read_by_class_and_searched(self, cast: Cast, sign_in: SignIn):
        published(cast)
        browser = sign_in(cast.alice)

        assert "党费对不上" in browser.get("/cases/?kind=problem").get_data(as_text=True)
        assert "党费对不上" not in browser.get("/cases/?kind=case").get_data(as_text=True)
        assert "党费对不上" in browser.get("/cases/?kind=problem&q=逐人+列清单").get_data(as_text=True)
        assert "没有找到" in browser.get("/cases/?kind=problem&q=雷管").get_data(as_text=True)
        assert browser.get("/cases/?kind=x&topic=y&page=zz&q=%25").status_code == 200

    def test_lists_need_few_statements(self, cast: Cast, sign_in: SignIn, query_count: QueryCount):
        for _ in range(6):
            published(cast)
        browser, manager = sign_in(cast.alice), sign_in(cast.manager)

        with query_count:
            browser.get("/cases/?kind=problem")
        assert len(query_count) <= 6
        with query_count:
            manager.get("/cases/manage")
        assert len(query_count) <= 13

    def test_what_is_typed_is_shown_as_words(self, cast: Cast, sign_in: SignIn):
        text = replace(TEXT, title="<b>x</b>", problem="<script>alert(1)</script>")
        case = actions.contribute_case(cast.secretary, cast.branch, CaseKind.CASE, CaseTopic.SAFETY, text, now=NOON)

        page = sign_in(cast.secretary).get(f"/cases/manage/{case.id}").get_data(as_text=True)

        assert "<script>alert" not in page and "<b>x</b>" not in page


class TestLinks:
    def test_a_lesson_is_linked_and_shown_both_ways(self, cast: Cast, sign_in: SignIn):
        case = published(cast)
        make_course()
        browser = sign_in(cast.secretary)
        address = f"/cases/manage/{case.id}/lessons"

        assert browser.post(address, data={"lesson": "fire/none"}).status_code == 422
        assert browser.post(address, data={"lesson": "fire/lesson-1"}).status_code == 303
        assert browser.post(address, data={"lesson": "fire/lesson-1"}).status_code == 409
        lesson = queries.related_lessons(case.id)[0]
        assert "防火" in sign_in(cast.alice).get(f"/cases/{case.id}").get_data(as_text=True)
        assert "党费对不上" in sign_in(cast.alice).get("/learn/courses/fire").get_data(as_text=True)
        browser.post(address, data={"lesson": "fire/lesson-1", "remove": lesson.course_id})
        assert queries.related_lessons(case.id) == []

    def test_a_question_is_linked_for_staff_and_never_shown_to_members(self, cast: Cast, sign_in: SignIn):
        case = published(cast)
        make_questions("防火/第1讲", cast.organizer, 1)
        browser = sign_in(cast.secretary)
        address = f"/cases/manage/{case.id}/questions"

        assert browser.post(address, data={"question": 9999}).status_code == 422
        assert browser.post(address, data={"question": 1}).status_code == 303
        assert "第0题" in browser.get(f"/cases/manage/{case.id}").get_data(as_text=True)
        assert "第0题" not in sign_in(cast.alice).get(f"/cases/{case.id}").get_data(as_text=True)
        browser.post(address, data={"question": 1, "remove": 1})
        assert queries.related_questions(case.id) == []


class TestFiles:
    def test_parts_are_read_and_steps_lose_their_numbers(self):
        parts = parts_of("## 问题\n甲\n\n## 建议\n乙\n## 步骤\n1. 一\n2、二\n- 三\n")

        assert parts["steps"] == "一\n二\n三"
        assert text_faults(parts) == []
        assert text_faults(parts_of("## 问题\n甲")) != []

    def test_the_shipped_library_is_complete(self, app):
        cases, handbooks = read_library(SHIPPED)

        assert len(cases) >= 12
        assert {case.kind for case in cases} == set(CaseKind)
        assert len({case.topic for case in cases}) >= 6
        assert all(len(case.text.steps.split("\n")) >= 4 and case.text.lessons_learned for case in cases)
        assert len(handbooks) == 1

    def test_every_shipped_case_leads_to_lessons_that_exist(self):
        known = {(lesson.path.parent.name, lesson.head["slug"]) for lesson in starter.lessons()}
        cases, _handbooks = read_library(SHIPPED)

        assert [case.slug for case in cases if not case.lessons or not set(case.lessons) <= known] == []

    def test_every_shipped_case_names_a_section_that_one_of_its_lessons_cites(self):
        cited = {
            (lesson.path.parent.name, lesson.head["slug"]): (
                lesson.head["source_title"], tuple(str(lesson.head["source_section"]).split("；"))
            )
            for lesson in starter.lessons()
        }  # fmt: skip
        cases, _handbooks = read_library(SHIPPED)

        def rests(case: CaseSource) -> bool:
            article, _blank, section = case.text.source.rpartition(" ")
            return any(
                article == title and any(section.startswith(one) for one in sections)
                for title, sections in (cited[lesson] for lesson in case.lessons)
            )

        assert [case.slug for case in cases if not rests(case)] == []

    def test_loading_twice_changes_nothing_and_links_what_exists(self, app):
        first = actions.load_library(SHIPPED, actor=None, now=NOON)
        again = actions.load_library(SHIPPED, actor=None, now=NOON)

        assert first.new == again.unchanged and again.new == again.changed == 0
        assert queries.shown_cases(CaseFilters(), 1).total == first.new - 1

    def test_a_changed_file_becomes_a_revision_and_an_edited_case_stays(self, cast: Cast, tmp_path):
        file = tmp_path / "dues.md"
        head = "---\nslug: dues\nkind: problem\ntopic: system\ntitle: {}\nsource: 《手册》\n---\n"
        body = "## 问题\n甲\n## 建议\n乙\n## 步骤\n1. 一\n"
        file.write_text(head.format("一") + body, encoding="utf-8")
        actions.load_library(tmp_path, actor=None, now=NOON)
        case = queries.cases_by_slug(["dues"])["dues"]
        actions.revise_case(cast.manager, case, TEXT, now=NOON)

        assert actions.load_library(tmp_path, actor=None, now=NOON).unchanged == 1
        file.write_text(head.format("二") + body, encoding="utf-8")
        assert actions.load_library(tmp_path, actor=None, now=NOON).changed == 1
        titles = db.session.scalars(select(CaseRevision.title).order_by(CaseRevision.number)).all()
        assert titles == ["一", "党费对不上", "二"]

    @pytest.mark.parametrize(
        "text", ["", "---\nslug: a\n---\n", "---\nslug: b\nkind: x\ntopic: y\n---\nx", "\x00", "---\n---\n## 问题\n"]
    )
    def test_a_wrong_file_is_refused_with_its_place(self, app, tmp_path, text):
        (tmp_path / "a.md").write_text(text, encoding="utf-8")

        with pytest.raises(Invalid, match=r"a\.md"):
            read_library(tmp_path)

    @pytest.mark.skipif(not starter.DOCUMENTS.is_dir(), reason="the source documents are not beside the project")
    @pytest.mark.parametrize("path", sorted(SHIPPED.glob("*.md")), ids=lambda path: path.stem)
    def test_no_sentence_is_copied_from_the_sources(self, path):
        assert starter.copied_runs(path.read_text(encoding="utf-8")) == []
