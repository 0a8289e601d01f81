"""Pure decisions: passwords, locks, units."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts import rules
from accounts.models import Line, UnitKind
from accounts.rules import Branching, Place, Tries
from core.errors import Refusal
from tests.cast import NOON

pytestmark = pytest.mark.usefixtures("words")


@pytest.fixture
def words(sqlite_app: Flask):
    """Sentences need an application for their language."""
    with sqlite_app.app_context():
        yield


@pytest.mark.parametrize("password", ["Linhai-2026", "abcDEF12", "密码abc123", "a1-b2-c3-d4"])
def test_a_password_of_three_classes_may_be_used(password: str) -> None:
    assert rules.password_faults(password, "A001") == []


@pytest.mark.parametrize(
    ("password", "faults"),
    [("Ab1-", 1), ("abcdefgh", 1), ("abcd1234", 1), ("", 2), ("x" * 129, 2), ("Abc12345" * 20, 1)],
)
def test_a_weak_password_is_told_all_that_is_wrong(password: str, faults: int) -> None:
    assert len(rules.password_faults(password, "A001")) == faults


def test_the_staff_number_is_no_password() -> None:
    assert rules.password_faults("Abc-12345", "aBC-12345")


def test_tries_lock_at_the_limit_and_start_anew_after_the_lock() -> None:
    tries = Tries()
    for _ in range(5):
        assert not tries.is_locked(NOON)
        tries = tries.counted(NOON, limit=5, lock_minutes=30)

    assert tries.is_locked(NOON + timedelta(minutes=29))
    assert not tries.is_locked(NOON + timedelta(minutes=30))
    assert tries.counted(NOON + timedelta(minutes=30), limit=5, lock_minutes=30).failures == 1


@pytest.mark.parametrize(
    ("address", "forwarded", "here"),
    [
        ("127.0.0.1", None, True),
        ("::1", None, True),
        ("127.0.0.1", "10.0.0.7", False),
        ("10.0.0.7", None, False),
        (None, None, False),
    ],
)
def test_only_a_direct_request_comes_from_this_machine(address: str | None, forwarded: str | None, here: bool) -> None:
    assert rules.is_this_machine(address, forwarded) is here


@pytest.mark.parametrize(
    ("phone", "shown"), [("13812345678", "138****78"), ("", ""), ("12345", "****"), ("021-555555", "021****55")]
)
def test_a_phone_number_is_masked(phone: str, shown: str) -> None:
    assert rules.masked_phone(phone) == shown


@pytest.mark.parametrize("name", ["安立", "买买提·吐尔逊", "O'Brien", "Anna Maria", "王（小）"])
def test_a_name_may_be(name: str) -> None:
    assert rules.is_name(name)


@pytest.mark.parametrize(
    "name", ["", "=1+1", "+86", "-王", "@SUM", "<script>", "王<b>", "王&李", "王" * 41, "王\t李", "_"]
)
def test_a_name_carries_neither_markup_nor_formula(name: str) -> None:
    assert not rules.is_name(name)


@pytest.mark.parametrize("kind", list(UnitKind))
def test_a_unit_never_contains_one_of_the_other_line(kind: UnitKind) -> None:
    assert all(rules.line_of(below) is rules.line_of(kind) for below in rules.MAY_CONTAIN[kind])


def test_a_branch_may_not_stand_below_a_company() -> None:
    with pytest.raises(Refusal, match="两条线"):
        rules.ensure_may_stand_below(UnitKind.BRANCH, Place(UnitKind.COMPANY, "/1/"))


def test_a_committee_may_not_stand_below_a_branch() -> None:
    with pytest.raises(Refusal, match="上级"):
        rules.ensure_may_stand_below(UnitKind.COMMITTEE, Place(UnitKind.BRANCH, "/1/"))


@pytest.mark.parametrize("target", ["/1/2/", "/1/2/3/"])
def test_a_unit_may_not_move_below_itself(target: str) -> None:
    unit = Place(UnitKind.COMPANY, "/1/2/")

    with pytest.raises(Refusal, match="自己"):
        rules.ensure_may_move(unit, Place(UnitKind.COMPANY, target), "/1/2/3/")


def test_a_unit_may_move_beside_one_whose_number_begins_alike() -> None:
    rules.ensure_may_move(Place(UnitKind.FARM, "/1/2/"), Place(UnitKind.COMPANY, "/1/22/"), "/1/2/")


def test_a_tree_may_not_grow_deeper_than_its_paths_hold() -> None:
    deep = "/" + "/".join(["1234567"] * 24) + "/"

    with pytest.raises(Refusal, match="层级"):
        rules.ensure_may_move(Place(UnitKind.TEAM, "/7/"), Place(UnitKind.TEAM, deep), "/7/8888888/")


@st.composite
def forests(draw: st.DrawFn) -> list[Branching]:
    size = draw(st.integers(1, 12))
    units = []
    for number in range(1, size + 1):
        parent = draw(st.one_of(st.none(), st.integers(1, number - 1))) if number > 1 else None
        line = units[parent - 1].line if parent else draw(st.sampled_from([Line.PARTY, Line.ADMIN]))
        units.append(Branching(number, parent, line, draw(st.integers(0, 3)), f"C{number}"))
    return draw(st.permutations(units))


@given(forests())
@settings(max_examples=60, deadline=None)
def test_the_official_order_puts_each_unit_before_its_children_and_subtrees_together(units: list[Branching]) -> None:
    places = rules.positions(units)
    parents = {unit.id: unit.parent_id for unit in units}

    def line_up(unit_id: int | None) -> list[int]:
        return [] if unit_id is None else [*line_up(parents[unit_id]), unit_id]

    assert sorted(places.values()) == list(range(1, len(units) + 1))
    for unit in units:
        below = [places[other.id] for other in units if unit.id in line_up(other.id)]
        assert sorted(below) == list(range(places[unit.id], places[unit.id] + len(below)))


def test_siblings_stand_by_sort_number_then_code() -> None:
    units = [
        Branching(1, None, Line.ADMIN, 0, "GS"),
        Branching(2, None, Line.PARTY, 9, "DW"),
        Branching(3, 2, Line.PARTY, 2, "B"),
        Branching(4, 2, Line.PARTY, 1, "Z"),
        Branching(5, 2, Line.PARTY, 2, "A"),
    ]

    places = rules.positions(units)

    assert sorted(places, key=lambda unit: places[unit]) == [2, 4, 5, 3, 1]
