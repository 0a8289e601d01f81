"""What members see and may do."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from assessment.models import Attempt
from contests import actions, drafts
from core import clock
from core.db import db
from tests.contests.makers import HOUR, close, make_bank, make_draft, make_open, make_skills, publish, sit


def texts(reply):
    return reply.get_data(as_text=True)


@pytest.fixture
def contest(cast):
    return make_open(cast)


class TestList:
    def test_shows_what_is_open_to_me(self, cast, sign_in, contest):
        reply = sign_in(cast.alice).get("/contests")

        assert reply.status_code == 200
        assert contest.title in texts(reply)

    def test_hides_drafts_and_contests_of_others(self, cast, sign_in):
        topic = make_bank(cast.organizer)
        make_draft(cast, topic, title="还是草稿")
        make_open(cast, topic, title="矿山专场", audience=(cast.other_branch,))

        page = texts(sign_in(cast.alice).get("/contests"))

        assert "还是草稿" not in page
        assert "矿山专场" not in page

    def test_respects_posts(self, cast, sign_in):
        make_open(cast, title="油锯工专场", posts=("油锯工",))

        assert "油锯工专场" not in texts(sign_in(cast.alice).get("/contests"))
        assert "油锯工专场" in texts(sign_in(cast.bob).get("/contests"))

    def test_an_empty_list_says_what_will_come(self, cast, sign_in):
        assert "现在没有进行中的竞赛" in texts(sign_in(cast.alice).get("/contests"))

    def test_strangers_are_asked_to_sign_in(self, client, cast):
        assert client.get("/contests").status_code == 302

    def test_needs_the_same_number_of_statements_for_many_contests(self, cast, sign_in, query_count):
        topic = make_bank(cast.organizer)
        make_open(cast, topic, title="甲")
        browser = sign_in(cast.alice)
        db.session.expire_all()
        with query_count:
            browser.get("/contests")
        few = len(query_count)
        for name in "乙丙丁":
            make_open(cast, topic, title=name)

        query_count.statements.clear()
        db.session.expire_all()
        with query_count:
            browser.get("/contests")

        assert len(query_count) <= few


class TestPage:
    def test_prints_the_rules_before_the_start(self, cast, sign_in, contest):
        page = texts(sign_in(cast.alice).get(f"/contests/{contest.id}"))

        assert "多选题须全部选对才得分" in page
        assert "30 分钟" in page
        assert "每人 1 次" in page
        assert "满分的 60%" in page
        assert "用时少者在前" in page
        assert "开始答题" in page

    def test_is_not_there_for_people_outside_the_audience(self, cast, sign_in):
        contest = make_open(cast, audience=(cast.other_branch,))

        assert sign_in(cast.alice).get(f"/contests/{contest.id}").status_code == 404

    def test_is_not_there_while_a_draft(self, cast, sign_in):
        contest = make_draft(cast)

        assert sign_in(cast.alice).get(f"/contests/{contest.id}").status_code == 404

    def test_an_unknown_contest_is_not_found(self, cast, sign_in):
        assert sign_in(cast.alice).get("/contests/999").status_code == 404

    def test_shows_no_score_before_publishing(self, cast, sign_in, contest):
        sit(cast.alice, contest, 6)

        page = texts(sign_in(cast.alice).get(f"/contests/{contest.id}"))

        assert "成绩在组织者公布后可以查看" in page
        assert "12 分" not in page.split("竞赛规则")[0]

    def test_shows_score_and_way_to_the_answers_after_publishing(self, cast, sign_in, contest):
        attempt = sit(cast.alice, contest, 6)
        publish(cast, contest)

        page = texts(sign_in(cast.alice).get(f"/contests/{contest.id}"))

        assert "我的成绩" in page
        assert f"/attempts/{attempt.id}/result" in page

    def test_a_withdrawn_contest_says_why(self, cast, sign_in, contest):
        actions.withdraw_contest(cast.organizer, contest, "防火紧要期", now=clock.now())

        assert "防火紧要期" in texts(sign_in(cast.alice).get(f"/contests/{contest.id}"))


class TestEntering:
    def test_leads_to_the_answer_page(self, cast, sign_in, contest):
        reply = sign_in(cast.alice).post(f"/contests/{contest.id}/entries")

        attempt = db.session.scalar(select(Attempt))
        assert (reply.status_code, reply.location) == (303, f"/attempts/{attempt.id}")
        assert attempt.member_id == cast.alice.id

    def test_a_second_start_leads_to_the_same_paper(self, cast, sign_in, contest):
        browser = sign_in(cast.alice)

        first = browser.post(f"/contests/{contest.id}/entries")
        second = browser.post(f"/contests/{contest.id}/entries")

        assert first.location == second.location

    def test_is_not_possible_outside_the_audience(self, cast, sign_in):
        contest = make_open(cast, audience=(cast.other_branch,))

        assert sign_in(cast.alice).post(f"/contests/{contest.id}/entries").status_code == 404

    def test_is_forbidden_to_people_who_only_watch(self, cast, sign_in):
        contest = make_open(cast, audience=(cast.branch,))

        assert sign_in(cast.manager).post(f"/contests/{contest.id}/entries").status_code == 403

    def test_is_refused_before_the_start_with_the_time(self, cast, sign_in):
        contest = make_open(cast, opens_at=clock.now() + HOUR, hard_end_at=clock.now() + 3 * HOUR)

        reply = sign_in(cast.alice).post(f"/contests/{contest.id}/entries")

        assert reply.status_code == 409
        assert "2026年6月1日 13:00" in texts(reply)

    def test_is_refused_when_all_tries_are_used(self, cast, sign_in, contest):
        sit(cast.alice, contest, 3)

        reply = sign_in(cast.alice).post(f"/contests/{contest.id}/entries")

        assert reply.status_code == 409
        assert "机会已用完" in texts(reply)

    def test_is_refused_after_closing(self, cast, sign_in, contest):
        close(cast, contest)

        assert sign_in(cast.alice).post(f"/contests/{contest.id}/entries").status_code == 409

    def test_needs_a_person_signed_in(self, client, contest):
        assert client.post(f"/contests/{contest.id}/entries").status_code == 401

    def test_is_not_done_by_looking(self, cast, sign_in, contest):
        assert sign_in(cast.alice).get(f"/contests/{contest.id}/entries").status_code == 405


class TestRanking:
    @pytest.fixture
    def published(self, cast, contest):
        sit(cast.alice, contest, 4)
        sit(cast.bob, contest, 6)
        publish(cast, contest)
        return contest

    def test_shows_people_their_branch_and_the_tie_break(self, cast, sign_in, published):
        page = texts(sign_in(cast.alice).get(f"/contests/{published.id}/ranking"))

        assert page.index("白桦") < page.index("安立")
        assert "用时少者在前" in page
        assert "A001" not in page

    def test_shows_my_place_and_marks_my_row(self, cast, sign_in, published):
        page = texts(sign_in(cast.alice).get(f"/contests/{published.id}/ranking"))

        assert "我的名次：第 2 名" in page
        assert 'data-row="2" class="is-own"' in page

    def test_the_page_kept_for_the_crowd_is_right_for_each_reader(self, cast, sign_in, published):
        for member, place in ((cast.alice, 2), (cast.bob, 1), (cast.alice, 2)):
            page = texts(sign_in(member).get(f"/contests/{published.id}/ranking"))

            assert f"我的名次：第 {place} 名" in page
            assert page.count('class="is-own"') == 1

    def test_people_who_did_not_sit_see_no_own_place(self, cast, sign_in, published):
        page = texts(sign_in(cast.carol).get(f"/contests/{published.id}/ranking"))

        assert "我的名次" not in page
        assert "白桦" in page

    def test_the_kept_page_holds_nobody_elses_token(self, app, cast, sign_in, published):
        app.config["WTF_CSRF_ENABLED"] = True
        try:
            pages = [texts(sign_in(each).get(f"/contests/{published.id}/ranking")) for each in (cast.alice, cast.bob)]
        finally:
            app.config["WTF_CSRF_ENABLED"] = False

        tokens = {page.split('name="csrf-token" content="')[1].split('"')[0] for page in pages}
        assert len(tokens) == 2
        assert "csrf-token-of-the-reader" not in pages[1]

    def test_reads_one_statement_once_the_page_is_kept(self, cast, sign_in, published, query_count):
        browser = sign_in(cast.alice)
        browser.get(f"/contests/{published.id}/ranking")

        with query_count:
            browser.get(f"/contests/{published.id}/ranking")

        assert len(query_count) == 1

    def test_the_ordinary_page_takes_a_bounded_number_of_statements(self, cast, sign_in, published, query_count):
        browser = sign_in(cast.organizer)
        browser.get(f"/contests/{published.id}/ranking")

        with query_count:
            browser.get(f"/contests/{published.id}/ranking")

        assert len(query_count) <= 14

    def test_shows_branches(self, cast, sign_in, published):
        page = texts(sign_in(cast.alice).get(f"/contests/{published.id}/ranking?board=branch"))

        assert "管护一支部" in page
        assert "支部得分 = " in page

    def test_nonsense_in_the_address_shows_the_first_page(self, cast, sign_in, published):
        reply = sign_in(cast.alice).get(f"/contests/{published.id}/ranking?board=x&page=-7")

        assert reply.status_code == 200

    def test_is_not_there_before_publishing(self, cast, sign_in, contest):
        sit(cast.alice, contest, 4)
        close(cast, contest)

        assert sign_in(cast.alice).get(f"/contests/{contest.id}/ranking").status_code == 404
        assert sign_in(cast.organizer).get(f"/contests/{contest.id}/ranking").status_code == 200

    def test_disappears_again_when_results_are_taken_back(self, cast, sign_in, published):
        browser = sign_in(cast.alice)
        browser.get(f"/contests/{published.id}/ranking")
        actions.retract_contest(cast.organizer, published, "更正", now=clock.now())

        assert browser.get(f"/contests/{published.id}/ranking").status_code == 404

    def test_is_not_there_for_people_outside_the_audience(self, cast, sign_in):
        contest = make_open(cast, audience=(cast.other_branch,))
        sit(cast.carol, contest, 4)
        publish(cast, contest)

        assert sign_in(cast.alice).get(f"/contests/{contest.id}/ranking").status_code == 404

    def test_strangers_are_asked_to_sign_in(self, client, published):
        assert client.get(f"/contests/{published.id}/ranking").status_code == 302

    def test_an_ended_session_is_asked_to_sign_in(self, cast, sign_in, published):
        browser = sign_in(cast.alice)
        with browser.session_transaction() as session:
            session["epoch"] = 99

        assert browser.get(f"/contests/{published.id}/ranking").status_code == 302

    def test_the_tab_shows_published_contests_with_my_place(self, cast, sign_in, published):
        page = texts(sign_in(cast.alice).get("/rankings"))

        assert published.title in page
        assert "我：第 2 名" in page

    def test_the_tab_is_empty_before_anything_is_published(self, cast, sign_in):
        assert "还没有公布的排名" in texts(sign_in(cast.alice).get("/rankings"))


def test_two_people_with_the_same_result_share_the_place(cast, sign_in):
    contest = make_open(cast, publishing=drafts.Publishing(ranking_rule="score_only"))
    sit(cast.alice, contest, 4, minutes=3)
    sit(cast.bob, contest, 4, minutes=9)
    publish(cast, contest)

    page = texts(sign_in(cast.alice).get(f"/contests/{contest.id}/ranking"))

    assert "第 1 名（并列）" in page


def test_the_skills_list_shows_contests_one_competes_in(cast, sign_in):
    contest = make_skills(cast)

    assert contest.title in texts(sign_in(cast.alice).get("/skills"))
    assert sign_in(cast.alice).get(f"/contests/{contest.id}").status_code == 200


def test_every_member_page_opens_in_english(cast, sign_in):
    contest = make_open(cast)
    sit(cast.alice, contest, 4)
    publish(cast, contest)
    browser = sign_in(cast.alice)
    browser.set_cookie("locale", "en")

    page = texts(browser.get(f"/contests/{contest.id}/ranking"))

    assert "My place: 1" in page


def test_a_contest_ends_for_members_at_its_hard_end(cast, sign_in):
    contest = make_open(cast)
    with clock.frozen(contest.hard_end_at + timedelta(minutes=1)):
        page = texts(sign_in(cast.alice).get(f"/contests/{contest.id}"))

    assert "等待组织者公布成绩" in page


def test_a_ranking_read_by_night_stays_dark_for_its_reader_only(cast, sign_in):
    contest = make_open(cast)
    sit(cast.alice, contest, 4)
    publish(cast, contest)
    by_day, by_night = sign_in(cast.alice), sign_in(cast.bob)
    by_night.set_cookie("night", "1")

    dark = by_night.get(f"/contests/{contest.id}/ranking").text
    light = by_day.get(f"/contests/{contest.id}/ranking").text

    assert "data-night" in dark
    assert "data-night" not in light
