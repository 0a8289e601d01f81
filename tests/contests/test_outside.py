"""What learning and reports ask of contests."""

from datetime import timedelta

from contests import actions, queries
from core import clock
from tests.contests.makers import HOUR, make_bank, make_open, make_skills, publish, score, sit, the_round


def test_results_hold_place_points_and_whether_passed(cast):
    contest = make_open(cast)
    attempt = sit(cast.alice, contest, 6)
    sit(cast.bob, contest, 1)
    publish(cast, contest)

    results = queries.results_of([cast.alice.id, cast.bob.id, cast.carol.id], 2026)

    assert set(results) == {cast.alice.id, cast.bob.id}
    (best,) = results[cast.alice.id]
    assert (best.place, best.milli_points, best.passed, best.attempt_id) == (1, 12_000, True, attempt.id)
    assert results[cast.bob.id][0].passed is False


def test_results_of_unpublished_contests_and_other_years_are_left_out(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 6)

    assert queries.results_of([cast.alice.id], 2026) == {}
    publish(cast, contest)
    assert queries.results_of([cast.alice.id], 2025) == {}


def test_a_year_begins_at_midnight_of_the_local_clock(cast):
    new_year = clock.now().replace(year=2026, month=12, day=31, hour=16, minute=0)  # 2027-01-01 00:00 in Shanghai
    with clock.frozen(new_year):
        contest = make_open(cast)
        sit(cast.alice, contest, 6)
        publish(cast, contest)

    assert queries.results_of([cast.alice.id], 2026) == {}
    assert len(queries.results_of([cast.alice.id], 2027)) == 1


def test_results_take_one_statement_for_many_people(cast, query_count):
    contest = make_open(cast)
    for member in (cast.alice, cast.bob, cast.carol):
        sit(member, contest, 2)
    publish(cast, contest)
    ids = [member.id for member in cast.everybody]

    with query_count:
        queries.results_of(ids, 2026)

    assert len(query_count) == 1


def test_due_contests_come_soonest_end_first(cast):
    topic = make_bank(cast.organizer)
    make_open(cast, topic, title="后结束", hard_end_at=clock.now() + 5 * HOUR)
    make_open(cast, topic, title="先结束")

    due = queries.open_for(cast.alice, clock.now())

    assert [each.title for each in due] == ["先结束", "后结束"]
    assert (due[0].questions, due[0].minutes) == (6, 30)


def test_a_contest_is_no_longer_due_when_all_tries_are_used(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 6)

    assert queries.open_for(cast.alice, clock.now()) == []
    assert len(queries.open_for(cast.bob, clock.now())) == 1


def test_a_running_paper_stays_due_after_the_last_start(cast):
    contest = make_open(cast, last_start_at=clock.now() + timedelta(minutes=5))
    attempt = actions.enter_contest(cast.alice, contest, now=clock.now())
    later = clock.now() + timedelta(minutes=10)

    assert [each.in_progress_attempt_id for each in queries.open_for(cast.alice, later)] == [attempt.id]
    assert queries.open_for(cast.bob, later) == []


def test_contests_of_other_units_are_not_due(cast):
    make_open(cast, audience=(cast.other_branch,))

    assert queries.open_for(cast.alice, clock.now()) == []


def test_a_theory_paper_is_due_for_its_contestants_only(cast):
    contest = make_skills(cast, written=300)

    assert [each.contest_id for each in queries.open_for(cast.alice, clock.now())] == [contest.id]
    assert queries.open_for(cast.carol, clock.now()) == []


def test_due_contests_take_a_bounded_number_of_statements(cast, query_count):
    topic = make_bank(cast.organizer)
    for name in "甲乙丙":
        make_open(cast, topic, title=name)
    queries.open_for(cast.alice, clock.now())

    with query_count:
        queries.open_for(cast.alice, clock.now())

    assert len(query_count) <= 5


def test_finished_contests_count_participants_and_passes(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 6)
    sit(cast.bob, contest, 1)
    publish(cast, contest)

    (finished,) = queries.finished_contests(2026)

    assert (finished.contest_id, finished.participants, finished.passed) == (contest.id, 2, 1)
    assert set(finished.audience_unit_ids) == {cast.committee.id, cast.company.id}
    assert queries.finished_contests(2025) == []


def test_skills_results_carry_their_award(cast):
    contest = make_skills(cast)
    score(contest, cast.judge, cast.alice, 40_000, 60_000)
    actions.unlock_round(cast.organizer, contest, the_round(contest), "试", now=clock.now())
    actions.close_contest(cast.organizer, contest, "", now=clock.now())
    actions.publish_contest(cast.organizer, contest, now=clock.now())

    (result,) = queries.results_of([cast.alice.id], 2026)[cast.alice.id]

    assert (result.kind, result.award, result.passed) == ("skills", "一等奖", None)
