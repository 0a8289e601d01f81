"""Rows of a snapshot from counted results."""

from dataclasses import replace

from sqlalchemy import func, select

from contests import actions, boards, branches, counting, queries, ranking
from contests.boards import BranchInfo, Person
from contests.counting.base import Sat
from contests.models import RankingRow
from core import clock
from core.db import db
from tests.contests.makers import close, make_open, sit

PEOPLE = {
    1: Person(1, "S1", "甲", 10, "一支部"),
    2: Person(2, "S2", "乙", 10, "一支部"),
    3: Person(3, "S3", "丙", 20, "二支部"),
}
SITTINGS = {
    1: [Sat(1, 50_000, 100, 1, 11), Sat(2, 90_000, 200, 2, 12)],
    2: [Sat(1, 60_000, 100, 3, 13)],
    3: [Sat(1, 80_000, 100, 4, 14)],
}


def counted():
    return boards.counted(counting.BY_NAME["best"], SITTINGS, PEOPLE)


def test_the_counting_rule_decides_which_attempt_stands():
    assert {result.member_id: result.attempt_id for result in counted()} == {1: 12, 2: 13, 3: 14}


def test_people_are_placed_and_told_whether_they_passed():
    lines = boards.person_lines(ranking.BY_NAME["score_then_time"], counted(), PEOPLE, 100_000, 800)

    assert [(line.place, line.name, line.passed) for line in lines] == [
        (1, "甲", True),
        (2, "丙", True),
        (3, "乙", False),
    ]


def test_branches_without_participants_stand_at_the_end():
    infos = [BranchInfo(10, "一支部", 2, 0), BranchInfo(20, "二支部", 4, 1), BranchInfo(30, "三支部", 5, 2)]

    lines = boards.branch_lines(branches.BY_NAME["participation_mean"], counted(), PEOPLE, infos, 5, 100_000)

    assert [(line.name, line.milli_points, line.people) for line in lines] == [
        ("一支部", 75_000, 2),
        ("二支部", 20_000, 1),
        ("三支部", 0, 0),
    ]


def test_the_digest_changes_with_any_row_and_any_rule():
    lines = boards.person_lines(ranking.BY_NAME["score_only"], counted(), PEOPLE, 100_000, 600)
    altered = [replace(lines[0], milli_points=lines[0].milli_points + 10), *lines[1:]]

    digest = boards.digest_of({"rule": "a"}, lines)

    assert digest == boards.digest_of({"rule": "a"}, lines)
    assert digest != boards.digest_of({"rule": "b"}, lines)
    assert digest != boards.digest_of({"rule": "a"}, altered)


def test_a_snapshot_made_again_from_the_same_facts_has_the_same_digest(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 4)
    sit(cast.bob, contest, 5)
    close(cast, contest)
    before = queries.current_snapshot(contest).digest

    actions.refresh_snapshot(cast.organizer, contest, now=clock.now())

    assert queries.current_snapshot(contest).digest == before


def test_an_older_snapshot_is_kept_and_only_the_newest_is_shown(cast):
    contest = make_open(cast)
    sit(cast.alice, contest, 4)
    close(cast, contest)

    newest = actions.refresh_snapshot(cast.organizer, contest, now=clock.now())

    assert queries.current_snapshot(contest).id == newest.id
    snapshots = db.session.scalar(select(func.count(func.distinct(RankingRow.snapshot_id))))
    assert snapshots == 2
