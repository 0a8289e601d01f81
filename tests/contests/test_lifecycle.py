"""Opening, closing, publishing and calling off."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from accounts.models import AuditEntry
from assessment import actions as assessment
from assessment.models import Attempt, AttemptGrade, Exam
from contests import actions, drafts, queries
from contests.actions import NotReady
from contests.actions.drafting import RulesAreFixed
from contests.models import Board, Kind
from contests.states import WrongState
from core import clock
from core.db import db
from core.errors import Invalid
from tests.contests.makers import HOUR, close, make_bank, make_draft, make_open, paper, publish, sit, times


def board(contest, name=Board.PERSON):
    snapshot = queries.current_snapshot(contest)
    return [(row.place, row.name, row.milli_points) for row in queries.rows_of(snapshot, name)]


def audited(action):
    return db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)).all()


def test_opening_makes_the_exam_from_the_rules(cast):
    contest = make_open(cast)

    exam = db.session.get(Exam, contest.exam_id)
    assert (contest.state, exam.state, exam.duration_s, exam.release) == ("open", "open", 1800, "none")
    assert [(row.count, row.milli_points) for row in exam.blueprint] == [(2, 2000), (2, 3000), (2, 1000)]
    assert len(audited("contest.open")) == 1


def test_opening_names_every_reason_at_once(cast):
    basics = drafts.Basics("空竞赛", cast.committee)
    contest = actions.create_contest(cast.organizer, Kind.KNOWLEDGE, basics, now=clock.now())
    actions.save_audience(cast.organizer, contest, drafts.Audience(()))

    with pytest.raises(NotReady) as refused:
        actions.open_contest(cast.organizer, contest, now=clock.now())

    assert len(refused.value.faults) == 3
    assert contest.state == "draft"


def test_opening_names_what_the_bank_lacks(cast):
    topic = make_bank(cast.organizer, per_kind=4)
    contest = make_draft(cast, topic, count=6)

    with pytest.raises(NotReady, match="需要 6 题，题库现有 4 题，还差 2 题"):
        actions.open_contest(cast.organizer, contest, now=clock.now())

    assert contest.exam_id is None


def test_opening_refuses_rows_that_compete_for_the_same_questions(cast):
    topic = make_bank(cast.organizer, per_kind=4)
    contest = make_draft(cast, topic)
    rows = (drafts.Row(topic.id, "single", 3, 1000), drafts.Row(topic.id, None, 10, 1000))
    actions.save_paper(cast.organizer, contest, drafts.Paper(rows))

    with pytest.raises(NotReady, match="合起来"):
        actions.open_contest(cast.organizer, contest, now=clock.now())


def test_opening_refuses_a_window_in_the_past(cast):
    contest = make_draft(cast, opens_at=clock.now() - 3 * HOUR, hard_end_at=clock.now() - HOUR)

    with pytest.raises(NotReady, match="已经过去"):
        actions.open_contest(cast.organizer, contest, now=clock.now())


def test_a_second_opening_is_refused(cast):
    contest = make_open(cast)

    with pytest.raises(WrongState):
        actions.open_contest(cast.organizer, contest, now=clock.now())


@pytest.mark.parametrize("step", ["times", "paper", "audience", "ranking"])
def test_rules_cannot_change_once_the_contest_is_open(cast, step):
    contest = make_open(cast)
    saves = {
        "times": lambda: actions.save_times(cast.organizer, contest, times(duration_minutes=60)),
        "paper": lambda: actions.save_paper(cast.organizer, contest, paper(make_bank(cast.organizer, name="别的"))),
        "audience": lambda: actions.save_audience(cast.organizer, contest, drafts.Audience((cast.branch,))),
        "ranking": lambda: actions.save_publishing(
            cast.organizer, contest, drafts.Publishing(ranking_rule="score_only", branch_top=2)
        ),
    }

    with pytest.raises(RulesAreFixed, match="不能再改"):
        saves[step]()


def test_title_and_release_can_still_change_while_open(cast):
    contest = make_open(cast)

    actions.save_basics(cast.organizer, contest, drafts.Basics("改名", cast.committee, "新须知"))
    actions.save_publishing(cast.organizer, contest, drafts.Publishing(release="score", branch_top=2))

    assert (contest.title, contest.release) == ("改名", "score")


def test_the_host_cannot_change_once_the_contest_is_open(cast):
    contest = make_open(cast)

    with pytest.raises(RulesAreFixed):
        actions.save_basics(cast.organizer, contest, drafts.Basics("名", cast.company))


def test_closing_early_collects_running_papers_with_the_reason(cast):
    contest = make_open(cast)
    attempt = actions.enter_contest(cast.alice, contest, now=clock.now())

    actions.close_contest(cast.organizer, contest, "停电", now=clock.now())

    assert (attempt.state, attempt.close_reason, contest.state) == ("forced", "停电", "closed")
    assert db.session.scalar(select(AttemptGrade.milli_points)) == 0


def test_closing_early_needs_a_reason(cast):
    contest = make_open(cast)

    with pytest.raises(Invalid, match="原因"):
        actions.close_contest(cast.organizer, contest, " ", now=clock.now())

    assert contest.state == "open"


def test_a_contest_closes_by_itself_after_its_end(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 6)

    closed = actions.close_ended(contest.hard_end_at + timedelta(minutes=5))

    assert (closed, contest.state, contest.closed_at) == (1, "closed", contest.hard_end_at)
    assert board(contest) == [(1, "安立", 12_000)]


def test_a_contest_waits_for_papers_that_are_not_in_yet(cast):
    contest = make_open(cast)
    actions.enter_contest(cast.alice, contest, now=clock.now())

    assert actions.close_ended(contest.hard_end_at + timedelta(minutes=5)) == 0


def test_a_contest_is_not_closed_before_grace_has_passed(cast):
    contest = make_open(cast)

    assert actions.close_ended(contest.hard_end_at + timedelta(seconds=20)) == 0


def test_publishing_makes_the_ranking_and_releases_the_answers(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 4)
    sit(cast.bob, contest, 6)

    publish(cast, contest)

    assert contest.state == "published"
    assert contest.exam.release == "answers"
    assert [name for _place, name, _points in board(contest)] == ["白桦", "安立"]
    assert len(audited("contest.publish")) == 1


def test_publishing_waits_for_marks(cast):
    contest = make_open(cast)
    attempt = actions.enter_contest(cast.alice, contest, now=clock.now())
    assessment.force_close(cast.organizer, attempt, "试", now=clock.now())
    close(cast, contest)

    with pytest.raises(NotReady, match="正在判分"):
        actions.publish_contest(cast.organizer, contest, now=clock.now())


def test_a_closed_ranking_follows_marks_that_come_later(cast):
    contest = make_open(cast)
    attempt = actions.enter_contest(cast.alice, contest, now=clock.now())
    assessment.force_close(cast.organizer, attempt, "试", now=clock.now())
    close(cast, contest)
    before = board(contest)

    assessment.grade_pending(clock.now())
    made = actions.refresh_stale(clock.now())

    assert (before, made, len(board(contest))) == ([], 1, 1)
    assert actions.refresh_stale(clock.now()) == 0


def test_publishing_an_open_contest_is_refused(cast):
    contest = make_open(cast)

    with pytest.raises(WrongState):
        actions.publish_contest(cast.organizer, contest, now=clock.now())


def test_taking_results_back_hides_them_and_needs_a_reason(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 6)
    publish(cast, contest)

    with pytest.raises(Invalid):
        actions.retract_contest(cast.organizer, contest, "", now=clock.now())
    actions.retract_contest(cast.organizer, contest, "第 3 题答案有误", now=clock.now())

    assert (contest.state, contest.exam.release, contest.published_at) == ("closed", "none", None)


def test_calling_off_collects_papers_and_keeps_the_reason(cast):
    contest = make_open(cast)
    attempt = actions.enter_contest(cast.alice, contest, now=clock.now())

    actions.withdraw_contest(cast.organizer, contest, "防火紧要期", now=clock.now())

    assert (contest.state, contest.withdrawn_reason, attempt.state) == ("withdrawn", "防火紧要期", "forced")


def test_a_draft_can_be_called_off(cast):
    contest = make_draft(cast)

    actions.withdraw_contest(cast.organizer, contest, "另行安排", now=clock.now())

    assert contest.state == "withdrawn"


def test_one_paper_is_collected_with_its_reason(cast):
    contest = make_open(cast)
    attempt = actions.enter_contest(cast.alice, contest, now=clock.now())

    actions.force_close_attempt(cast.organizer, contest, attempt.id, "代答", now=clock.now())

    assert (attempt.state, attempt.close_reason) == ("forced", "代答")


def test_starting_twice_gives_one_attempt_and_one_entry(cast):
    contest = make_open(cast)

    first = actions.enter_contest(cast.alice, contest, now=clock.now())
    second = actions.enter_contest(cast.alice, contest, now=clock.now())

    assert first.id == second.id
    assert len(db.session.scalars(select(Attempt)).all()) == 1


def test_every_step_is_in_the_audit_log(cast):
    contest = make_open(cast)
    publish(cast, contest)
    actions.retract_contest(cast.organizer, contest, "更正", now=clock.now())
    actions.withdraw_contest(cast.organizer, contest, "取消", now=clock.now())

    recorded = {entry.action for entry in db.session.scalars(select(AuditEntry))}
    assert {
        "contest.create",
        "contest.open",
        "contest.close",
        "contest.publish",
        "contest.retract",
        "contest.withdraw",
    } <= recorded
