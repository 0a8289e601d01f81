"""What organizers and watchers see and may do."""

import io
import re

import openpyxl
import pytest
from sqlalchemy import func, select

from accounts.permissions import Role
from contests import actions
from contests.models import Contest
from contests.views import running
from core import clock
from core.db import atomic, db
from tests.cast import grant
from tests.contests.makers import close, make_bank, make_draft, make_open, make_skills_draft, publish, sit


def texts(reply):
    return reply.get_data(as_text=True)


@pytest.fixture
def draft(cast):
    return make_draft(cast)


@atomic
def give(member, role, unit):
    grant(member, role, unit)


BASICS = {"title": "森林防火知识竞赛", "notice": "独立作答"}
TIMES = {
    "opens_at": "2026-06-02T09:00", "hard_end_at": "2026-06-02T11:00", "last_start_at": "", "duration_minutes": "45",
    "attempts_allowed": "2", "counting_rule": "last",
}  # fmt: skip

READING = ("/contests/manage/{id}/edit/times", "/contests/manage/{id}/check", "/contests/manage/{id}/progress")
POSTS = (
    "/contests/manage/{id}/edit/basics", "/contests/manage/{id}/opening", "/contests/manage/{id}/closing",
    "/contests/manage/{id}/publication", "/contests/manage/{id}/retraction", "/contests/manage/{id}/withdrawal",
    "/contests/manage/{id}/snapshots", "/contests/manage/{id}/attempts/1/collection",
)  # fmt: skip


@pytest.mark.parametrize("path", READING)
def test_reading_is_forbidden_to_members_and_hidden_from_other_units(cast, sign_in, draft, path):
    give(cast.carol, Role.ORGANIZER, cast.other_branch)

    assert sign_in(cast.organizer).get(path.format(id=draft.id)).status_code == 200
    assert sign_in(cast.alice).get(path.format(id=draft.id)).status_code == 403
    assert sign_in(cast.carol).get(path.format(id=draft.id)).status_code == 404


@pytest.mark.parametrize("path", POSTS)
def test_changing_is_forbidden_to_members_and_watchers_and_hidden_from_other_units(cast, sign_in, client, draft, path):
    give(cast.carol, Role.ORGANIZER, cast.other_branch)
    path = path.format(id=draft.id)

    assert sign_in(cast.alice).post(path).status_code == 403
    assert sign_in(cast.manager).post(path).status_code == 403
    assert sign_in(cast.carol).post(path).status_code == 404
    assert client.post(path).status_code == 401


@pytest.mark.parametrize("path", [path for path in POSTS if "edit" not in path])
def test_changing_is_not_done_by_looking(cast, sign_in, draft, path):
    assert sign_in(cast.organizer).get(path.format(id=draft.id)).status_code == 405


class TestDrafting:
    def test_a_new_contest_begins_with_its_name(self, cast, sign_in):
        reply = sign_in(cast.organizer).post("/contests/manage/new", data=BASICS | {"unit": cast.committee.id})

        contest = db.session.scalar(select(Contest))
        assert (reply.status_code, contest.title, contest.state) == (303, "森林防火知识竞赛", "draft")

    def test_a_name_is_required(self, cast, sign_in):
        reply = sign_in(cast.organizer).post("/contests/manage/new", data={"title": " ", "unit": cast.committee.id})

        assert reply.status_code == 422
        assert db.session.scalar(select(func.count()).select_from(Contest)) == 0

    def test_a_host_outside_my_units_is_refused(self, cast, sign_in):
        give(cast.carol, Role.ORGANIZER, cast.other_branch)

        reply = sign_in(cast.carol).post("/contests/manage/new", data=BASICS | {"unit": cast.committee.id})

        assert reply.status_code == 422

    def test_members_cannot_begin_one(self, cast, sign_in):
        assert sign_in(cast.alice).get("/contests/manage/new").status_code == 403

    @pytest.mark.parametrize("step", ["basics", "times", "paper", "audience", "publishing"])
    def test_every_step_shows(self, cast, sign_in, draft, step):
        assert sign_in(cast.organizer).get(f"/contests/manage/{draft.id}/edit/{step}").status_code == 200

    def test_an_unknown_step_is_not_found(self, cast, sign_in, draft):
        assert sign_in(cast.organizer).get(f"/contests/manage/{draft.id}/edit/rounds").status_code == 404

    def test_times_are_read_as_local_wall_time(self, cast, sign_in, draft):
        reply = sign_in(cast.organizer).post(f"/contests/manage/{draft.id}/edit/times", data=TIMES)

        db.session.rollback()
        db.session.refresh(draft)
        assert reply.status_code == 303
        assert draft.opens_at.isoformat() == "2026-06-02T01:00:00+00:00"
        assert (draft.duration_minutes, draft.attempts_allowed, draft.counting_rule) == (45, 2, "last")

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"opens_at": "明天"}, "2026-06-01 08:30"),
            ({"hard_end_at": "2026-06-02T08:00"}, "结束时间须晚于开始时间"),
            ({"last_start_at": "2026-06-02T12:00"}, "最晚入场时间不能晚于结束时间"),
            ({"counting_rule": "worst"}, ""),
            ({"duration_minutes": "0"}, ""),
            ({"opens_at": "0001-01-01T00:00"}, "年份"),
        ],
    )
    def test_nonsense_in_the_times_is_named(self, cast, sign_in, draft, changes, sentence):
        reply = sign_in(cast.organizer).post(f"/contests/manage/{draft.id}/edit/times", data=TIMES | changes)

        assert reply.status_code == 422
        assert sentence in texts(reply)

    def test_a_blueprint_is_saved_by_rows(self, cast, sign_in, draft):
        topic = make_bank(cast.organizer, name="另一知识点")
        rows = {
            "row_topic": [topic.id, ""], "row_kind": ["single", ""], "row_count": ["3", ""],
            "row_points": ["2.5", "2"], "multiple_rule": "half", "pass_percent": "80",
        }  # fmt: skip

        reply = sign_in(cast.organizer).post(f"/contests/manage/{draft.id}/edit/paper", data=rows)

        db.session.rollback()
        db.session.refresh(draft)
        assert reply.status_code == 303
        assert [(row.question_count, row.milli_points) for row in draft.paper_rows] == [(3, 2500)]
        assert (draft.multiple_rule, draft.pass_permille) == ("half", 800)

    @pytest.mark.parametrize(
        ("name", "value", "sentence"),
        [
            ("row_topic", "99999", "第 1 行：请选择知识点"),
            ("row_count", "很多", "第 1 行：题数"),
            ("row_count", "9999", "第 1 行：题数"),
            ("row_points", "-1", "分值"),
            ("row_points", "1e3", "分值"),
            ("row_kind", "nonsense", "题型"),
        ],
    )
    def test_a_faulty_row_is_named_and_nothing_changes(self, cast, sign_in, draft, name, value, sentence):
        topic_id = draft.paper_rows[0].topic_id
        row = {"row_topic": topic_id, "row_kind": "single", "row_count": "3", "row_points": "2"}
        form = row | {name: value, "multiple_rule": "strict", "pass_percent": "60"}

        reply = sign_in(cast.organizer).post(f"/contests/manage/{draft.id}/edit/paper", data=form)

        db.session.rollback()
        db.session.refresh(draft)
        if value == "1e3":
            assert reply.status_code in (303, 422)
            return
        assert reply.status_code == 422
        assert sentence in texts(reply)
        assert len(draft.paper_rows) == 3

    def test_the_page_can_ask_what_the_bank_holds(self, cast, sign_in, draft):
        topic_id = draft.paper_rows[0].topic_id

        reply = sign_in(cast.organizer).get(f"/contests/manage/capacity?topic={topic_id}&kind=single")

        assert reply.json == {"available": 4}

    def test_asking_nonsense_of_the_bank_is_refused(self, cast, sign_in):
        browser = sign_in(cast.organizer)

        assert browser.get("/contests/manage/capacity?topic=x").status_code == 422
        assert browser.get("/contests/manage/capacity?topic=1&kind=nonsense").status_code == 422
        assert sign_in(cast.alice).get("/contests/manage/capacity?topic=1").status_code == 403

    def test_the_audience_is_saved(self, cast, sign_in, draft):
        form = {"party_units": [cast.branch.id], "posts": ["护林员"]}

        sign_in(cast.organizer).post(f"/contests/manage/{draft.id}/edit/audience", data=form)

        db.session.rollback()
        db.session.expire_all()
        assert [row.unit_id for row in draft.audience] == [cast.branch.id]
        assert [row.post for row in draft.posts] == ["护林员"]

    def test_a_strange_unit_in_the_audience_is_refused(self, cast, sign_in, draft):
        form = {"party_units": [99999]}

        reply = sign_in(cast.organizer).post(f"/contests/manage/{draft.id}/edit/audience", data=form)

        assert reply.status_code == 422

    def test_publishing_rules_are_saved(self, cast, sign_in, draft):
        form = {"release": "score", "ranking_rule": "score_only", "branch_rule": "total", "branch_top": "3"}

        reply = sign_in(cast.organizer).post(f"/contests/manage/{draft.id}/edit/publishing", data=form)

        db.session.rollback()
        db.session.refresh(draft)
        assert reply.location.endswith("/check")
        assert (draft.release, draft.ranking_rule, draft.branch_rule) == ("score", "score_only", "total")

    def test_rules_of_an_open_contest_are_refused_with_a_sentence(self, cast, sign_in):
        contest = make_open(cast)

        reply = sign_in(cast.organizer).post(f"/contests/manage/{contest.id}/edit/times", data=TIMES)

        assert reply.status_code == 409
        assert "不能再改" in texts(reply)

    def test_the_check_list_names_what_is_missing_and_opening_refuses(self, cast, sign_in):
        contest = make_draft(cast, count=9)
        browser = sign_in(cast.organizer)

        page = texts(browser.get(f"/contests/manage/{contest.id}/check"))
        reply = browser.post(f"/contests/manage/{contest.id}/opening")

        assert "还差 5 题" in page
        assert reply.status_code == 409
        assert "还差 5 题" in texts(reply)

    def test_opening_leads_to_the_progress_page(self, cast, sign_in, draft):
        reply = sign_in(cast.organizer).post(f"/contests/manage/{draft.id}/opening")

        assert (reply.status_code, reply.location) == (303, f"/contests/manage/{draft.id}/progress")

    def test_a_title_cannot_carry_script(self, cast, sign_in):
        contest = make_draft(cast, title="<script>alert(1)</script>")

        page = texts(sign_in(cast.organizer).get(f"/contests/manage/{contest.id}/check"))

        assert "<script>alert" not in page


class TestList:
    def test_shows_mine_and_filters_by_state(self, cast, sign_in):
        topic = make_bank(cast.organizer)
        make_draft(cast, topic, title="草稿甲")
        make_open(cast, topic, title="开放乙")

        page = texts(sign_in(cast.organizer).get("/contests/manage?state=open"))

        assert "开放乙" in page
        assert "草稿甲" not in page

    def test_watchers_see_no_drafts(self, cast, sign_in, draft):
        assert draft.title not in texts(sign_in(cast.manager).get("/contests/manage"))

    def test_a_branch_secretary_sees_contests_for_the_branch(self, cast, sign_in):
        contest = make_open(cast)

        assert contest.title in texts(sign_in(cast.secretary).get("/contests/manage"))

    def test_members_have_no_list(self, cast, sign_in):
        assert sign_in(cast.alice).get("/contests/manage").status_code == 403


class TestProgress:
    @pytest.fixture
    def contest(self, cast):
        contest = make_open(cast)
        sit(cast.alice, contest, 4)
        actions.enter_contest(cast.bob, contest, now=clock.now())
        return contest

    def test_counts_people_by_stage(self, cast, sign_in, contest):
        counts = sign_in(cast.organizer).get(f"/contests/manage/{contest.id}/progress.json").json

        assert counts["total"] == {"people": 10, "not_started": 8, "in_progress": 1, "submitted": 1}
        assert counts["branches"][str(cast.branch.id)]["people"] == 3

    def test_a_branch_secretary_counts_only_the_branch(self, cast, sign_in, contest):
        counts = sign_in(cast.secretary).get(f"/contests/manage/{contest.id}/progress.json").json

        assert counts["total"]["people"] == 3
        assert list(counts["branches"]) == [str(cast.branch.id)]

    def test_a_branch_secretary_does_not_see_other_people(self, cast, sign_in, contest):
        page = texts(sign_in(cast.secretary).get(f"/contests/manage/{contest.id}/progress"))

        assert "安立" in page
        assert "陈川" not in page

    def test_stays_fresh_after_closing_until_the_results_can_be_published(self, cast, sign_in, contest, monkeypatch):
        close(cast, contest)
        browser = sign_in(cast.organizer)
        settled = browser.get(f"/contests/manage/{contest.id}/progress").text
        monkeypatch.setattr(running.readiness, "publishing_faults", lambda contest: ["还有 1 份答卷没有判分。"])

        waiting = browser.get(f"/contests/manage/{contest.id}/progress").text

        assert "data-still" in settled
        assert "data-still" not in waiting
        assert 'data-faults="1"' in waiting
        assert browser.get(f"/contests/manage/{contest.id}/progress.json").json["faults"] == 1

    def test_pages_of_a_skills_contest_stand_under_its_own_menu_entry(self, cast, sign_in):
        contest = make_skills_draft(cast)

        page = sign_in(cast.organizer).get(f"/contests/manage/{contest.id}/edit/basics").text

        assert re.findall(r'href="(/[a-z]+/manage)"[^>]*aria-current="page"', page) == ["/skills/manage"]

    def test_answers_304_while_nothing_changes(self, cast, sign_in, contest):
        browser = sign_in(cast.organizer)
        first = browser.get(f"/contests/manage/{contest.id}/progress.json")

        again = browser.get(
            f"/contests/manage/{contest.id}/progress.json", headers={"If-None-Match": first.headers["ETag"]}
        )

        assert again.status_code == 304

    def test_takes_a_bounded_number_of_statements(self, cast, sign_in, contest, query_count):
        browser = sign_in(cast.organizer)
        browser.get(f"/contests/manage/{contest.id}/progress.json")

        with query_count:
            browser.get(f"/contests/manage/{contest.id}/progress.json")

        assert len(query_count) <= 10

    def test_people_can_be_filtered_by_stage_and_name(self, cast, sign_in, contest):
        browser = sign_in(cast.organizer)

        running = texts(browser.get(f"/contests/manage/{contest.id}/progress?stage=in_progress"))
        named = texts(browser.get(f"/contests/manage/{contest.id}/progress?q=安立"))

        assert "收取 白桦 的答卷" in running
        assert "陈川" not in named

    def test_one_paper_is_collected_with_a_reason(self, cast, sign_in, contest):
        attempt_id = actions.enter_contest(cast.bob, contest, now=clock.now()).id
        path = f"/contests/manage/{contest.id}/attempts/{attempt_id}/collection"
        browser = sign_in(cast.organizer)

        without = browser.post(path)
        done = browser.post(path, data={"reason": "代答"})
        again = browser.post(path, data={"reason": "代答"})

        assert (without.status_code, done.status_code, again.status_code) == (422, 303, 409)

    def test_a_watcher_sees_no_buttons(self, cast, sign_in, contest):
        page = texts(sign_in(cast.manager).get(f"/contests/manage/{contest.id}/progress"))

        assert "结束竞赛" not in page
        assert "收取" not in page

    def test_closing_and_publishing_from_the_page(self, cast, sign_in, contest):
        browser = sign_in(cast.organizer)

        refused = browser.post(f"/contests/manage/{contest.id}/closing")
        closed = browser.post(f"/contests/manage/{contest.id}/closing", data={"reason": "停电"})
        remade = browser.post(f"/contests/manage/{contest.id}/snapshots")
        published = browser.post(f"/contests/manage/{contest.id}/publication")

        assert [reply.status_code for reply in (refused, closed, remade, published)] == [422, 303, 303, 303]

    def test_a_step_out_of_turn_is_refused_with_the_state(self, cast, sign_in, contest):
        reply = sign_in(cast.organizer).post(f"/contests/manage/{contest.id}/publication")

        assert reply.status_code == 409
        assert "已开放" in texts(reply)

    def test_taking_back_and_calling_off_need_reasons(self, cast, sign_in, contest):
        browser = sign_in(cast.organizer)
        publish(cast, contest)

        no_reason = browser.post(f"/contests/manage/{contest.id}/retraction")
        taken_back = browser.post(f"/contests/manage/{contest.id}/retraction", data={"reason": "更正"})
        called_off = browser.post(f"/contests/manage/{contest.id}/withdrawal", data={"reason": "取消"})

        assert [reply.status_code for reply in (no_reason, taken_back, called_off)] == [422, 303, 303]


class TestExport:
    @pytest.fixture
    def contest(self, cast):
        contest = make_open(cast, title="=1+1 竞赛")
        sit(cast.alice, contest, 4)
        close(cast, contest)
        return contest

    def test_holds_people_and_branches_with_their_rules(self, cast, sign_in, contest):
        reply = sign_in(cast.organizer).get(f"/contests/manage/{contest.id}/ranking.xlsx")

        book = openpyxl.load_workbook(io.BytesIO(reply.data))
        person = list(book["个人排名"].iter_rows(values_only=True))
        assert any("用时少者在前" in str(row[0]) for row in person)
        assert any(row[1] == "安立" and row[3] == 10 for row in person)
        assert person[0][0].startswith("=1+1")
        assert "支部排名" in book.sheetnames

    def test_is_for_organizers_only(self, cast, sign_in, contest):
        give(cast.carol, Role.ORGANIZER, cast.other_branch)
        path = f"/contests/manage/{contest.id}/ranking.xlsx"

        assert sign_in(cast.alice).get(path).status_code == 403
        assert sign_in(cast.manager).get(path).status_code == 403
        assert sign_in(cast.carol).get(path).status_code == 404
