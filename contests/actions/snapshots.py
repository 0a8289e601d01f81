"""Making the snapshot that ranking pages read."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select, update

from accounts import audit
from accounts.models import Member
from assessment import queries as assessment
from assessment.models import Attempt, GradeRun
from assessment.queries.marking import graded_count
from contests import boards, branches, counting, queries, ranking
from contests.boards import BranchInfo, Line, Person
from contests.counting.base import Sat
from contests.models import Contest, Kind, RankingRow, RankingSnapshot
from contests.queries import people as places
from contests.queries import skills
from contests.states import State
from core import clock
from core.db import atomic, db
from core.errors import Refusal
from core.i18n import _

CHUNK = 1_000


@atomic
def refresh_snapshot(actor: Member, contest: Contest, *, now: datetime) -> RankingSnapshot:
    """Make a new snapshot of a contest that is closed and not yet published."""
    if contest.state != State.CLOSED:
        raise Refusal(_("只有已结束、尚未公布的竞赛可以重新生成排名。"))
    snapshot = make_snapshot(actor, contest, now=now)
    audit.record(actor, "contest.snapshot", contest, after={"digest": snapshot.digest})
    return snapshot


@atomic
def make_snapshot(actor: Member | None, contest: Contest, *, now: datetime) -> RankingSnapshot:
    """Compute all boards from the stored facts and store them as the snapshot that is shown from now on."""
    summary, lines = skills.boards_of(contest) if contest.is_skills else _knowledge_boards(contest)
    db.session.execute(update(RankingSnapshot).where(RankingSnapshot.contest_id == contest.id).values(current_key=None))
    snapshot = RankingSnapshot(
        contest_id=contest.id,
        current_key=1,
        made_at=now,
        made_by_id=actor.id if actor else None,
        body=json.dumps(summary, ensure_ascii=False, sort_keys=True),
        digest=boards.digest_of(summary, lines),
    )
    db.session.add(snapshot)
    db.session.flush()
    rows = [_row(snapshot.id, line) for line in lines]
    for start in range(0, len(rows), CHUNK):
        db.session.execute(insert(RankingRow), rows[start : start + CHUNK])
    return snapshot


def _row(snapshot_id: int, line: Line) -> dict[str, Any]:
    values = asdict(line)
    closed_ms = values.pop("closed_ms")
    return {"snapshot_id": snapshot_id, "closed_at": None if closed_ms is None else clock.from_ms(closed_ms), **values}


def _knowledge_boards(contest: Contest) -> tuple[dict[str, Any], list[Line]]:
    sittings: dict[int, list[Sat]] = {}
    for result in assessment.results(contest.exam_id or 0):
        sat = Sat(
            result.attempt_no, result.milli_points, result.used_ms, clock.to_ms(result.closed_at), result.attempt_id
        )
        sittings.setdefault(result.member_id, []).append(sat)
    people, infos = _people_and_branches(contest)
    results = boards.counted(counting.BY_NAME[contest.counting_rule], sittings, people)
    ranking_rule, branch_rule = ranking.BY_NAME[contest.ranking_rule], branches.BY_NAME[contest.branch_rule]
    total = contest.milli_total
    person = boards.person_lines(ranking_rule, results, people, total, contest.pass_permille)
    branch = boards.branch_lines(branch_rule, results, people, infos, contest.branch_top, total)
    summary = {
        "kind": Kind.KNOWLEDGE.value,
        "counting_rule": contest.counting_rule,
        "ranking_rule": contest.ranking_rule,
        "branch_rule": contest.branch_rule,
        "branch_top": contest.branch_top,
        "attempts": sum(len(attempts) for attempts in sittings.values()),
        "person": len(person),
        "branch": len(branch),
        "passed": sum(1 for line in person if line.passed),
        "eligible": sum(info.eligible for info in infos),
        "milli_total": total,
    }
    return summary, person + branch


def _people_and_branches(contest: Contest) -> tuple[Mapping[int, Person], list[BranchInfo]]:
    units = places.units_by_id()
    order = places.official_order(units)
    invited = select(Member.id).where(queries.audience_condition(contest))
    sat = select(Attempt.member_id).where(Attempt.exam_id == (contest.exam_id or 0))
    people: dict[int, Person] = {}
    eligible: dict[int, int] = {}
    rows = db.session.execute(
        select(
            Member.id, Member.staff_no, Member.name, Member.party_unit_id, Member.admin_unit_id,
            Member.id.in_(invited).label("invited"),
        ).where(Member.id.in_(invited) | Member.id.in_(sat))
    )  # fmt: skip
    for member_id, staff_no, name, party_id, admin_id, is_invited in rows:
        unit = places.branch_of(party_id, admin_id, units)
        people[member_id] = Person(
            member_id, staff_no, name, unit.id if unit else None, unit.short_name if unit else ""
        )
        if unit is not None:
            eligible[unit.id] = eligible.get(unit.id, 0) + bool(is_invited)
    infos = [BranchInfo(unit_id, units[unit_id].short_name, n, order[unit_id]) for unit_id, n in eligible.items()]
    return people, infos


def refresh_stale(now: datetime) -> int:
    """Refresh the snapshots of closed knowledge contests whose marking went on since; how many were made."""
    waiting = db.session.scalars(
        select(Contest).where(Contest.state == State.CLOSED, Contest.kind == Kind.KNOWLEDGE)
    ).all()
    return sum(_refresh_if_stale(contest, now) for contest in waiting)


@atomic
def _refresh_if_stale(contest: Contest, now: datetime) -> bool:
    snapshot = queries.current_snapshot(contest)
    marked = graded_count(contest.exam_id or 0)
    rerun_at = db.session.scalar(
        select(GradeRun.made_at).where(GradeRun.exam_id == (contest.exam_id or 0), GradeRun.current_key == 1)
    )
    seen = snapshot is not None and queries.snapshot_summary(snapshot)["attempts"] >= marked
    if snapshot is not None and seen and (rerun_at is None or rerun_at <= snapshot.made_at):
        return False
    make_snapshot(None, contest, now=now)
    return True
