"""What is known of each person in a year, gathered in official order and in bounded pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, or_, select

from accounts.models import Line, Member, Unit, UnitKind
from accounts.permissions import Scope
from accounts.queries import official_order
from contests.queries import results_of
from core.db import db
from learning.queries import CompletionFact, completion_facts, year_standing
from learning.standing import Standing
from reports.catalogue.base import Filters

PIECE = 1_000
"""People read at a time; bounds the memory of a report of any length."""


@dataclass(frozen=True)
class Person:
    """One row of the roster as reports need it."""

    id: int
    staff_no: str
    name: str
    post: str
    branch_id: int | None
    branch: str
    """Short name of the branch (a group counts to its branch); empty without one."""


@dataclass(frozen=True)
class PersonFacts:
    """Hours, required courses and exams of one person in one year."""

    person: Person
    standing: Standing
    required: int
    """Required courses assigned to this person."""
    completed: int
    """Of these, how many are complete."""
    overdue: int
    """Of these, how many are past their day and not complete."""
    exams: int
    """Published contests and exams sat in the year."""
    passed: int

    @property
    def counts(self) -> bool:
        """Tell whether the person is measured against a policy: not exempt, and asked for hours."""
        return self.standing.required_hours is not None and not self.standing.exempt


def facts_of(scope: Scope, filters: Filters) -> Iterator[PersonFacts]:
    """Yield the facts of every active person of a scope that fits the filters, in official order."""
    for people in pieces(scope, filters):
        yield from _facts(people, filters.year)


def pieces(scope: Scope, filters: Filters) -> Iterator[list[Person]]:
    """Yield the people of a scope that fit the filters in lists of at most PIECE, in official order."""
    branches = branches_by_unit()
    rows = db.session.execute(_people(scope, filters)).all()
    for start in range(0, len(rows), PIECE):
        yield [_person(row, branches) for row in rows[start : start + PIECE]]


def branches_by_unit() -> dict[int, Unit]:
    """Return the branch that each party unit belongs to; a unit above branches stands for itself."""
    units = {unit.id: unit for unit in db.session.scalars(select(Unit).where(Unit.line == Line.PARTY))}
    return {unit.id: _branch_of(unit, units) for unit in units.values()}


def _branch_of(unit: Unit, units: dict[int, Unit]) -> Unit:
    above = (units[int(part)] for part in unit.path.strip("/").split("/") if int(part) in units)
    return next((each for each in above if each.kind == UnitKind.BRANCH), unit)


def _people(scope: Scope, filters: Filters) -> Select[*tuple[Any, ...]]:
    query: Select[*tuple[Any, ...]] = select(
        Member.id, Member.staff_no, Member.name, Member.post, Member.party_unit_id
    ).where(Member.active, scope.member_filter())
    if filters.unit is not None:
        query = query.where(Scope((filters.unit.path,)).member_filter())
    if filters.post:
        query = query.where(Member.post == filters.post)
    if filters.text:
        names = select(Unit.id).where(Unit.short_name.contains(filters.text, autoescape=True)).scalar_subquery()
        query = query.where(
            or_(
                Member.name.contains(filters.text, autoescape=True),
                Member.staff_no.contains(filters.text, autoescape=True),
                Member.party_unit_id.in_(names),
            )
        )
    return query.order_by(*official_order())


def _person(row: Any, branches: dict[int, Unit]) -> Person:
    branch = branches.get(row.party_unit_id)
    return Person(
        row.id, row.staff_no, row.name, row.post, branch.id if branch else None, branch.short_name if branch else ""
    )


def _facts(people: Sequence[Person], year: int) -> Iterator[PersonFacts]:
    ids = [person.id for person in people]
    standings = year_standing(ids, year)
    courses = required_by_member(ids, year)
    results = results_of(ids, year)
    for person in people:
        required = courses.get(person.id, ())
        verdicts = [result.passed for result in results.get(person.id, ()) if result.passed is not None]
        yield PersonFacts(
            person=person,
            standing=standings[person.id],
            required=len(required),
            completed=sum(course.is_complete for course in required),
            overdue=sum(course.overdue and not course.is_complete for course in required),
            exams=len(verdicts),
            passed=sum(verdicts),
        )


def required_by_member(ids: Sequence[int], year: int) -> dict[int, list[CompletionFact]]:
    """Return the courses that were required of each of these people in a year."""
    found: dict[int, list[CompletionFact]] = {}
    for fact in completion_facts(ids, year):
        if fact.due_at is not None:
            found.setdefault(fact.member_id, []).append(fact)
    return found
