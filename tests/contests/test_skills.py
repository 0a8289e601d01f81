"""业务比武: panels, sealed sheets, totals down to the sheet."""

import pytest
from sqlalchemy import select

from accounts.permissions import Role
from contests import actions, drafts, queries
from contests.models import Board, ScoreSheet
from contests.queries import skills
from contests.totals import Award
from core import clock
from core.db import atomic, db
from core.errors import Invalid, Refusal
from tests.cast import grant
from tests.contests.makers import (
    entry,
    lines,
    make_skills,
    make_skills_draft,
    score,
    seat,
    sit,
    the_round,
)


def texts(reply):
    return reply.get_data(as_text=True)


@atomic
def give(member, role, unit):
    grant(member, role, unit)


@pytest.fixture
def contest(cast):
    return make_skills(cast)


def unlock(cast, contest, reason="时间到"):
    actions.unlock_round(cast.organizer, contest, the_round(contest), reason, now=clock.now())


def sheet_path(contest, member):
    return f"/skills/{contest.id}/judging/{the_round(contest).id}/{entry(contest, member).id}"


def sheet_form(contest, *points, **more):
    items = the_round(contest).items
    return {f"item-{item.id}": text for item, text in zip(items[:-1], points, strict=False)} | more


class TestSheets:
    def test_a_correction_is_a_new_version_and_the_old_one_stays(self, cast, contest):
        score(contest, cast.judge, cast.alice, 30_000, 50_000)

        score(contest, cast.judge, cast.alice, 40_000, 50_000, reason="看错")

        versions = db.session.scalars(select(ScoreSheet).order_by(ScoreSheet.version_no)).all()
        assert [(each.version_no, each.reason) for each in versions] == [(1, ""), (2, "看错")]
        assert [head.milli_points for head in skills.latest_heads(contest)] == [90_000]

    def test_a_correction_needs_its_reason(self, cast, contest):
        score(contest, cast.judge, cast.alice, 30_000, 50_000)

        with pytest.raises(Invalid, match="原因"):
            score(contest, cast.judge, cast.alice, 40_000, 50_000)

    def test_points_above_the_maximum_are_refused_by_name(self, cast, contest):
        with pytest.raises(Invalid, match="护具穿戴"):
            score(contest, cast.judge, cast.alice, 40_001, 50_000)

    def test_a_line_left_out_is_refused_by_name(self, cast, contest):
        with pytest.raises(Invalid, match="切割"):
            actions.submit_sheet(
                seat(contest, cast.judge), the_round(contest), entry(contest, cast.alice), lines(contest, 1, 1)[:1],
                now=clock.now(),
            )  # fmt: skip

    def test_a_recusal_needs_its_reason_and_counts_as_no_score(self, cast, contest):
        with pytest.raises(Invalid):
            score(contest, cast.judge, cast.alice, 0, 0, is_recusal=True)
        score(contest, cast.judge, cast.alice, 0, 0, is_recusal=True, reason="亲属")
        score(contest, cast.reviewer, cast.alice, 40_000, 40_000)
        unlock(cast, contest)

        panel = skills.entry_scores(contest)[0].rounds[0].panel
        assert (panel.judges, panel.milli_points) == (1, 80_000)

    def test_nobody_scores_after_publishing(self, cast, contest):
        unlock(cast, contest)
        actions.close_contest(cast.organizer, contest, "", now=clock.now())
        actions.publish_contest(cast.organizer, contest, now=clock.now())

        with pytest.raises(Refusal, match="不能评分"):
            score(contest, cast.judge, cast.alice, 1, 1, reason="晚了")


class TestSealing:
    def test_a_sealed_round_counts_as_nothing(self, cast, contest):
        score(contest, cast.judge, cast.alice, 40_000, 50_000)

        only = skills.entry_scores(contest)[0]

        assert only.rounds[0].is_sealed
        assert only.total.milli_points == 0

    def test_unlocking_waits_for_all_sheets_or_a_reason(self, cast, contest):
        score(contest, cast.judge, cast.alice, 40_000, 50_000)

        with pytest.raises(Invalid, match="还有 3 张"):
            unlock(cast, contest, reason="")
        unlock(cast, contest, reason="一名评委离场")

        assert the_round(contest).unlocked_at is not None

    def test_unlocking_twice_is_refused(self, cast, contest):
        unlock(cast, contest)

        with pytest.raises(Refusal, match="已经解封"):
            unlock(cast, contest)

    def test_publishing_waits_for_unlocking(self, cast, contest):
        actions.close_contest(cast.organizer, contest, "", now=clock.now())

        with pytest.raises(actions.NotReady, match="尚未解封"):
            actions.publish_contest(cast.organizer, contest, now=clock.now())


class TestTotals:
    def test_a_veto_of_one_judge_makes_the_round_zero(self, cast, contest):
        score(contest, cast.judge, cast.alice, 40_000, 60_000)
        score(contest, cast.reviewer, cast.alice, 40_000, 60_000, veto=True)
        unlock(cast, contest)

        assert skills.entry_scores(contest)[0].total.milli_points == 0

    def test_five_judges_lose_the_extremes(self, cast):
        panel = [cast.judge, cast.reviewer, cast.manager, cast.admin, cast.auditor]
        contest = make_skills(cast, judges=panel)
        for judge, points in zip(panel, (0, 20_000, 30_000, 40_000, 60_000), strict=True):
            score(contest, judge, cast.alice, 40_000, points)
        unlock(cast, contest)

        assert skills.entry_scores(contest)[0].total.milli_points == 70_000

    def test_written_and_practical_are_weighed(self, cast):
        contest = make_skills(cast, written=300)
        sit(cast.alice, contest, 6)
        score(contest, cast.judge, cast.alice, 40_000, 40_000)
        unlock(cast, contest)

        total = skills.entry_scores(contest)[0].total
        assert (total.milli_points, total.practical_milli) == (86_000, 56_000)

    def test_a_team_is_the_sum_of_its_best(self, cast):
        contest = make_skills_draft(cast, judges=[cast.judge])
        team = actions.add_team(cast.organizer, contest, "一队", cast.branch)
        for number, member in enumerate((cast.alice, cast.bob, cast.carol), start=1):
            actions.add_contestant(cast.organizer, contest, member, team, start_no=number, now=clock.now())
        actions.open_contest(cast.organizer, contest, now=clock.now())
        for member, points in ((cast.alice, 10_000), (cast.bob, 20_000), (cast.carol, 30_000)):
            score(contest, cast.judge, member, points, points)
        unlock(cast, contest)

        ((row, placed),) = skills.placed_teams(contest, skills.entry_scores(contest))

        assert (placed.name, row.total.milli_points) == ("一队", 100_000)

    def test_the_published_board_holds_places_and_awards(self, cast, contest):
        for judge in (cast.judge, cast.reviewer):
            score(contest, judge, cast.alice, 30_000, 50_000)
            score(contest, judge, cast.bob, 40_000, 60_000)
        unlock(cast, contest)
        actions.close_contest(cast.organizer, contest, "", now=clock.now())
        actions.publish_contest(cast.organizer, contest, now=clock.now())

        rows = list(queries.rows_of(queries.current_snapshot(contest), Board.PERSON))
        assert [(row.place, row.name, row.milli_points, row.award) for row in rows] == [
            (1, "白桦", 100_000, "一等奖"),
            (2, "安立", 80_000, "二等奖"),
        ]


class TestStaging:
    def test_opening_names_everything_that_is_missing(self, cast):
        basics = drafts.Basics("空比武", cast.committee)
        contest = actions.create_contest(cast.organizer, "skills", basics, now=clock.now())
        actions.save_weighing(cast.organizer, contest, drafts.Weighing(0))

        with pytest.raises(actions.NotReady) as refused:
            actions.open_contest(cast.organizer, contest, now=clock.now())

        assert len(refused.value.faults) == 3

    def test_weights_must_make_up_the_whole(self, cast):
        contest = make_skills_draft(cast, judges=[cast.judge], entrants=[cast.alice])
        actions.save_weighing(cast.organizer, contest, drafts.Weighing(written_permille=0))
        actions.save_round(cast.organizer, contest, None, drafts.Round("多余", 200, (drafts.Item("项", 1000),)))

        with pytest.raises(actions.NotReady, match="120%"):
            actions.open_contest(cast.organizer, contest, now=clock.now())

    def test_a_judge_does_not_compete_and_a_contestant_does_not_judge(self, cast, contest):
        with pytest.raises(Refusal, match="参赛人员"):
            actions.add_judge(cast.organizer, contest, cast.alice, is_chief=False, now=clock.now())
        with pytest.raises(Refusal, match="评委"):
            actions.add_contestant(cast.organizer, contest, cast.judge, None, start_no=9, now=clock.now())

    def test_there_is_one_chief(self, cast, contest):
        with pytest.raises(Refusal, match="裁判长"):
            actions.add_judge(cast.organizer, contest, cast.manager, is_chief=True, now=clock.now())

    def test_nobody_is_named_or_entered_twice(self, cast, contest):
        with pytest.raises(Refusal, match="已经是评委"):
            actions.add_judge(cast.organizer, contest, cast.judge, is_chief=False, now=clock.now())
        with pytest.raises(Refusal, match="已在参赛名单"):
            actions.add_contestant(cast.organizer, contest, cast.alice, None, start_no=9, now=clock.now())

    def test_people_with_sheets_cannot_be_removed(self, cast, contest):
        score(contest, cast.judge, cast.alice, 1_000, 1_000)

        with pytest.raises(Refusal):
            actions.remove_judge(cast.organizer, contest, seat(contest, cast.judge))
        with pytest.raises(Refusal):
            actions.remove_contestant(cast.organizer, contest, entry(contest, cast.alice))

    def test_people_without_sheets_can(self, cast, contest):
        actions.remove_judge(cast.organizer, contest, seat(contest, cast.reviewer))
        actions.remove_contestant(cast.organizer, contest, entry(contest, cast.bob))

        assert len(contest.judges) == 1
        assert len(skills.entries_of(contest)) == 1

    def test_overlapping_awards_are_refused(self, cast, contest):
        with pytest.raises(Invalid, match="重叠"):
            actions.save_awards(cast.organizer, contest, Board.PERSON, [Award("一", 1, 2), Award("二", 2, 3)])

    def test_rounds_are_fixed_once_open(self, cast, contest):
        with pytest.raises(Refusal, match="不能再改"):
            actions.remove_round(cast.organizer, contest, the_round(contest))


class TestJudgesPages:
    def test_a_sheet_is_handed_in_from_the_phone(self, cast, sign_in, contest):
        reply = sign_in(cast.judge).post(sheet_path(contest, cast.alice), data=sheet_form(contest, "39.5", "50"))

        assert reply.status_code == 303
        assert [head.milli_points for head in skills.latest_heads(contest)] == [89_500]

    @pytest.mark.parametrize("text", ["", "40.001", "九", "41", "-1", "NaN"])
    def test_nonsense_is_named_and_kept_on_the_page(self, cast, sign_in, contest, text):
        reply = sign_in(cast.judge).post(sheet_path(contest, cast.alice), data=sheet_form(contest, text, "50"))

        assert reply.status_code == 422
        assert "护具穿戴" in texts(reply)
        assert skills.latest_heads(contest) == []

    def test_a_judge_never_sees_the_sheets_of_another(self, cast, sign_in, contest):
        score(contest, cast.judge, cast.alice, 33_330, 44_440)

        browser = sign_in(cast.reviewer)
        pages = [
            texts(browser.get(f"/skills/{contest.id}/judging")),
            texts(browser.get(sheet_path(contest, cast.alice))),
            texts(browser.get(f"/contests/{contest.id}")),
        ]

        assert not any("77.77" in page or "33.33" in page or "44.44" in page for page in pages)
        assert "77.77" in texts(sign_in(cast.judge).get(f"/skills/{contest.id}/judging"))

    def test_a_judge_has_no_way_to_the_totals(self, cast, sign_in, contest):
        browser = sign_in(cast.judge)

        assert browser.get(f"/skills/manage/{contest.id}/totals").status_code == 403
        assert browser.get(f"/skills/{contest.id}/totals/{entry(contest, cast.alice).id}").status_code == 404

    def test_people_who_are_not_on_the_panel_find_nothing(self, cast, sign_in, client, contest):
        path = sheet_path(contest, cast.alice)

        assert sign_in(cast.bob).get(path).status_code == 404
        assert sign_in(cast.bob).post(path, data=sheet_form(contest, "1", "1")).status_code == 404
        assert sign_in(cast.organizer).get(f"/skills/{contest.id}/judging").status_code == 404
        assert client.get(path).status_code == 302
        assert client.post(path).status_code == 401

    def test_rounds_and_contestants_of_other_contests_are_not_found(self, cast, sign_in, contest):
        browser = sign_in(cast.judge)

        assert browser.get(f"/skills/{contest.id}/judging/999/1").status_code == 404
        assert browser.get(f"/skills/{contest.id}/judging/{the_round(contest).id}/999").status_code == 404

    def test_the_chief_unlocks_and_other_judges_do_not(self, cast, sign_in, contest):
        path = f"/skills/{contest.id}/rounds/{the_round(contest).id}/unlocking"

        assert sign_in(cast.reviewer).post(path, data={"reason": "好"}).status_code == 404
        assert sign_in(cast.alice).post(path, data={"reason": "好"}).status_code == 404
        assert sign_in(cast.judge).post(path).status_code == 422
        assert sign_in(cast.judge).post(path, data={"reason": "时间到"}).status_code == 303

    def test_the_list_of_panels_shows_only_mine(self, cast, sign_in, contest):
        assert contest.title in texts(sign_in(cast.judge).get("/skills/judging"))
        assert contest.title not in texts(sign_in(cast.bob).get("/skills/judging"))


class TestTotalsPages:
    @pytest.fixture
    def scored(self, cast, contest):
        score(contest, cast.judge, cast.alice, 33_330, 44_440)
        score(contest, cast.judge, cast.alice, 40_000, 44_440, reason="看错护具")
        score(contest, cast.reviewer, cast.alice, 30_000, 50_000)
        return contest

    def test_a_sealed_round_shows_no_score_even_to_organizers(self, cast, sign_in, scored):
        page = texts(sign_in(cast.organizer).get(f"/skills/manage/{scored.id}/totals"))

        assert "封存" in page
        assert "84.44" not in page

    def test_a_total_opens_down_to_every_version_of_every_sheet(self, cast, sign_in, scored):
        unlock(cast, scored)

        page = texts(sign_in(cast.organizer).get(f"/skills/{scored.id}/totals/{entry(scored, cast.alice).id}"))

        assert "82.22" in page
        assert "33.33 / 40" in page
        assert "已被更正" in page
        assert "看错护具" in page
        assert "江评委" in page

    def test_the_contestant_sees_own_sheets_after_publishing_without_names_of_judges(self, cast, sign_in, scored):
        path = f"/skills/{scored.id}/totals/{entry(scored, cast.alice).id}"
        unlock(cast, scored)
        actions.close_contest(cast.organizer, scored, "", now=clock.now())
        before = sign_in(cast.alice).get(path)
        actions.publish_contest(cast.organizer, scored, now=clock.now())

        after = sign_in(cast.alice).get(path)

        assert (before.status_code, after.status_code) == (404, 200)
        assert "江评委" not in texts(after)
        assert sign_in(cast.bob).get(path).status_code == 404

    def test_totals_are_for_those_who_watch_the_whole_contest(self, cast, sign_in, scored):
        path = f"/skills/manage/{scored.id}/totals"

        assert sign_in(cast.manager).get(path).status_code == 200
        assert sign_in(cast.alice).get(path).status_code == 403
        assert sign_in(cast.secretary).get(path).status_code == 404


class TestOrganizersPages:
    @pytest.fixture
    def draft(self, cast):
        return make_skills_draft(cast)

    @pytest.mark.parametrize("step", ["basics", "times", "paper", "rounds", "people", "awards"])
    def test_every_step_shows(self, cast, sign_in, draft, step):
        assert sign_in(cast.organizer).get(f"/contests/manage/{draft.id}/edit/{step}").status_code == 200

    def test_a_round_is_saved_with_its_rubric(self, cast, sign_in, draft):
        form = {
            "title": "携装负重", "weight_percent": "50", "item_title": ["时间", ""], "item_max": ["100", ""],
            "item_hint": ["每超 10 秒 −1", ""], "veto_title": ["未着防火服", ""],
        }  # fmt: skip

        reply = sign_in(cast.organizer).post(f"/skills/manage/{draft.id}/rounds/new", data=form)

        db.session.rollback()
        db.session.expire_all()
        assert reply.status_code == 303
        assert [(item.title, item.is_veto) for item in draft.rounds[1].items] == [("时间", False), ("未着防火服", True)]

    def test_a_rubric_line_without_points_is_named(self, cast, sign_in, draft):
        form = {"title": "负重", "weight_percent": "50", "item_title": "时间", "item_max": "", "item_hint": ""}

        reply = sign_in(cast.organizer).post(f"/skills/manage/{draft.id}/rounds/new", data=form)

        assert reply.status_code == 422
        assert "第 1 行" in texts(reply)

    def test_people_are_added_by_staff_number(self, cast, sign_in, draft):
        browser = sign_in(cast.organizer)

        judge = browser.post(f"/skills/manage/{draft.id}/judges", data={"staff_no": "J001", "is_chief": "1"})
        team = browser.post(f"/skills/manage/{draft.id}/teams", data={"name": "一队", "unit": cast.branch.id})
        contestant = browser.post(f"/skills/manage/{draft.id}/contestants", data={"staff_no": "A001", "team": "0"})

        assert [reply.status_code for reply in (judge, team, contestant)] == [303, 303, 303]

    def test_an_unknown_staff_number_is_named(self, cast, sign_in, draft):
        reply = sign_in(cast.organizer).post(f"/skills/manage/{draft.id}/judges", data={"staff_no": "Q999"})

        assert reply.status_code == 422
        assert "Q999" in texts(reply)

    def test_awards_are_saved_and_overlaps_refused(self, cast, sign_in, draft):
        browser, path = sign_in(cast.organizer), f"/skills/manage/{draft.id}/awards/team"

        saved = browser.post(path, data={"award_name": ["一等奖"], "award_first": ["1"], "award_last": [""]})
        wrong = browser.post(
            path, data={"award_name": ["甲", "乙"], "award_first": ["1", "2"], "award_last": ["2", "3"]}
        )

        assert (saved.status_code, wrong.status_code) == (303, 422)
        assert browser.post(f"/skills/manage/{draft.id}/awards/nobody").status_code == 404

    @pytest.mark.parametrize(
        "path", ["judges", "teams", "contestants", "rounds/new", "rounds/1/removal", "judges/1/removal",
                 "teams/1/removal", "contestants/1/removal", "awards/person"],
    )  # fmt: skip
    def test_setting_up_is_for_its_organizers(self, cast, sign_in, client, draft, path):
        give(cast.carol, Role.ORGANIZER, cast.other_branch)
        path = f"/skills/manage/{draft.id}/{path}"

        assert sign_in(cast.alice).post(path).status_code == 403
        assert sign_in(cast.carol).post(path).status_code == 404
        assert client.post(path).status_code == 401

    def test_things_that_are_not_there_cannot_be_removed(self, cast, sign_in, draft):
        browser = sign_in(cast.organizer)

        for path in ("rounds/99/removal", "judges/99/removal", "teams/99/removal", "contestants/99/removal"):
            assert browser.post(f"/skills/manage/{draft.id}/{path}").status_code == 404
