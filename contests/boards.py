"""From counted results to the rows of a ranking snapshot; pure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

from contests.branches import BranchResult, BranchRule
from contests.branches import placed as placed_branches
from contests.counting.base import CountingRule, Sat
from contests.ranking import Placed, RankingRule, Result
from contests.ranking import placed as placed_people


@dataclass(frozen=True)
class Person:
    """Who somebody is on a board: name and unit only (DOMAIN 8), and the branch they are ranked under."""

    member_id: int
    staff_no: str
    name: str
    branch_id: int | None
    branch_name: str


@dataclass(frozen=True)
class BranchInfo:
    """A branch on a board, how many of it may take part, and where it stands in the official order."""

    unit_id: int
    name: str
    eligible: int
    official_order: int


@dataclass(frozen=True)
class Line:
    """One row of a board as it is stored; milliseconds and thousandths of a point."""

    board: str
    ordinal: int
    place: int
    shared: bool
    name: str
    unit_name: str
    milli_points: int
    milli_total: int
    member_id: int | None = None
    used_ms: int | None = None
    closed_ms: int | None = None
    passed: bool | None = None
    attempt_id: int | None = None
    practical_milli: int | None = None
    people: int | None = None
    eligible: int | None = None
    award: str = ""


def counted(rule: CountingRule, sittings: Mapping[int, Sequence[Sat]], people: Mapping[int, Person]) -> list[Result]:
    """Return for each person the result that counts, from all of their closed and marked attempts."""
    results = []
    for member_id, attempts in sittings.items():
        sat = rule.count(attempts)
        number = people[member_id].staff_no
        results.append(Result(member_id, number, sat.milli_points, sat.used_ms, sat.closed_ms, sat.attempt_id))
    return results


def person_lines(
    rule: RankingRule, results: Iterable[Result], people: Mapping[int, Person], milli_total: int, pass_permille: int
) -> list[Line]:
    """Return the board of people, best first."""
    return [
        _person_line(ordinal, row, people[row.result.member_id], milli_total, pass_permille)
        for ordinal, row in enumerate(placed_people(rule, results), start=1)
    ]


def _person_line(ordinal: int, row: Placed, person: Person, milli_total: int, pass_permille: int) -> Line:
    result = row.result
    return Line(
        board="person",
        ordinal=ordinal,
        place=row.place,
        shared=row.shared,
        name=person.name,
        unit_name=person.branch_name,
        milli_points=result.milli_points,
        milli_total=milli_total,
        member_id=person.member_id,
        used_ms=result.used_ms,
        closed_ms=result.closed_ms,
        passed=milli_total > 0 and result.milli_points * 1000 >= milli_total * pass_permille,
        attempt_id=result.attempt_id,
    )


def branch_lines(
    rule: BranchRule,
    results: Iterable[Result],
    people: Mapping[int, Person],
    branches: Sequence[BranchInfo],
    top: int,
    milli_total: int,
) -> list[Line]:
    """Return the board of branches, best first; branches without a participant stand at the end with nothing."""
    points: dict[int | None, list[int]] = {}
    for result in results:
        points.setdefault(people[result.member_id].branch_id, []).append(result.milli_points)
    info = {branch.unit_id: branch for branch in branches}
    scored = [
        BranchResult(branch.unit_id, tuple(points.get(branch.unit_id, ())), branch.eligible, branch.official_order)
        for branch in branches
    ]
    return [
        Line(
            board="branch",
            ordinal=ordinal,
            place=row.place,
            shared=row.shared,
            name=info[row.branch.unit_id].name,
            unit_name="",
            milli_points=row.milli_score,
            milli_total=milli_total,
            people=len(row.branch.milli_points),
            eligible=row.branch.eligible,
        )
        for ordinal, row in enumerate(placed_branches(rule, scored, top), start=1)
    ]


def digest_of(summary: Mapping[str, object], lines: Iterable[Line]) -> str:
    """Return the SHA-256 over the rules and every row of all boards."""
    digest = hashlib.sha256(json.dumps(summary, ensure_ascii=False, sort_keys=True).encode())
    for line in lines:
        digest.update(json.dumps(asdict(line), ensure_ascii=False, sort_keys=True).encode())
    return digest.hexdigest()
