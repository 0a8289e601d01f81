"""The two trees: creating, renaming, sorting, moving, taking out of use."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from accounts import queries
from accounts.actions import units as actions
from accounts.actions.units import UnitDraft
from accounts.models import AuditEntry, Line, Unit, UnitKind
from accounts.permissions import Permission, Role, scope
from core.db import atomic, db
from core.errors import Forbidden, Refusal
from tests.cast import Cast, grant, make_unit
from tests.conftest import QueryCount, SignIn


def new(parent: Unit, **changes: object) -> dict[str, object]:
    return {
        "parent_id": parent.id,
        "kind": "branch",
        "full_name": "中共北岭森工有限公司新支部委员会",
        "short_name": "新支部",
        "code": "XZB",
        "sort_no": 3,
        **changes,
    }


def find(code: str) -> Unit:
    return db.session.scalars(select(Unit).where(Unit.code == code)).one()


@atomic
def make_local_admin(cast: Cast) -> None:
    """Let Bob administer the general branch alone."""
    grant(cast.bob, Role.SYSTEM_ADMIN, cast.general_branch)


def test_the_list_shows_one_line_in_the_official_order(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.admin).get("/units").text

    names = ["北岭森工党委", "第一党总支", "管护一支部", "矿山支部"]
    places = [page.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    assert ">云杉林场</a>" not in page


def test_a_secretary_sees_their_branch_alone(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.secretary).get("/units").text

    assert ">管护一支部</a>" in page
    assert ">北岭森工党委</a>" not in page


def test_the_list_takes_few_statements_however_many_units_there_are(
    cast: Cast, sign_in: SignIn, query_count: QueryCount
) -> None:
    @atomic
    def many() -> None:
        for number in range(40):
            make_unit(f"M{number}", f"支部{number}", UnitKind.BRANCH, Line.PARTY, cast.committee)

    many()
    browser = sign_in(cast.admin)

    with query_count:
        browser.get("/units")

    assert len(query_count) <= 8


def test_a_unit_is_created_below_another(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.admin).post("/units/new", data=new(cast.general_branch))

    unit = find("XZB")
    assert response.status_code == 303
    assert unit.line == Line.PARTY
    assert unit.path == f"{cast.general_branch.path}{unit.id}/"
    assert db.session.scalars(select(AuditEntry.action)).all() == ["unit.add"]


def test_a_new_unit_takes_its_place_in_the_official_order(cast: Cast, sign_in: SignIn) -> None:
    sign_in(cast.admin).post("/units/new", data=new(cast.general_branch, sort_no=0))

    codes = [unit.code for unit in queries.units_in(scope(cast.admin, Permission.UNIT_READ), line=Line.PARTY)]
    assert codes == ["DW", "DZZ1", "XZB", "DZB1", "DZB2"]


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "DZB1"},
        {"code": ""},
        {"code": "a b"},
        {"kind": "farm"},
        {"kind": "galaxy"},
        {"full_name": ""},
        {"short_name": "长" * 41},
        {"sort_no": "first"},
        {"sort_no": 10000},
        {"parent_id": 999},
        {"parent_id": "x"},
    ],
)
def test_nonsense_is_told_and_creates_nothing(cast: Cast, sign_in: SignIn, changes: dict[str, object]) -> None:
    before = len(db.session.scalars(select(Unit)).all())

    response = sign_in(cast.admin).post("/units/new", data=new(cast.general_branch, **changes))

    assert response.status_code == 422
    assert len(db.session.scalars(select(Unit)).all()) == before


def test_nobody_creates_units_beyond_their_reach(cast: Cast, sign_in: SignIn) -> None:
    make_local_admin(cast)

    response = sign_in(cast.bob).post("/units/new", data=new(cast.committee))

    assert response.status_code == 422  # the drop-down does not offer it
    with pytest.raises(Forbidden):
        actions.add_unit(cast.bob, UnitDraft("XZB", "新支部", "新支部", UnitKind.BRANCH), cast.committee)


def test_a_unit_is_renamed_and_sorted_and_the_log_says_how(cast: Cast, sign_in: SignIn) -> None:
    form = {"full_name": "中共管护第一支部委员会", "short_name": "一支部", "sort_no": 9}

    response = sign_in(cast.admin).post(f"/units/{cast.branch.id}", data=form)

    entry = db.session.scalars(select(AuditEntry)).one()
    assert response.status_code == 303
    assert find("DZB1").short_name == "一支部"
    assert "管护一支部" in entry.before
    assert "一支部" in entry.after


def test_a_bad_name_is_told(cast: Cast, sign_in: SignIn) -> None:
    form = {"full_name": "", "short_name": "", "sort_no": 1}

    assert sign_in(cast.admin).post(f"/units/{cast.branch.id}", data=form).status_code == 422


def test_a_move_takes_the_whole_subtree_along_and_holds_at_once(cast: Cast, sign_in: SignIn) -> None:
    make_local_admin(cast)
    other = actions.add_unit(cast.admin, UnitDraft("DZZ2", "二总支", "二总支", UnitKind.GENERAL_BRANCH), cast.committee)
    group = actions.add_unit(cast.admin, UnitDraft("XZ", "小组", "小组", UnitKind.GROUP), cast.branch)

    response = sign_in(cast.admin).post(f"/units/{cast.branch.id}/move", data={"parent_id": other.id})

    db.session.expire_all()
    assert response.status_code == 303
    assert cast.branch.path == f"{other.path}{cast.branch.id}/"
    assert group.path == f"{cast.branch.path}{group.id}/"
    assert sign_in(cast.bob).get(f"/members/{cast.alice.id}").status_code == 404


@pytest.mark.parametrize(
    ("unit", "target"), [("general_branch", "branch"), ("branch", "company"), ("branch", "branch")]
)
def test_a_move_makes_neither_circles_nor_mixed_lines(cast: Cast, unit: str, target: str) -> None:
    before = getattr(cast, unit).path

    with pytest.raises(Refusal):
        actions.move_unit(cast.admin, getattr(cast, unit), getattr(cast, target))

    db.session.rollback()
    assert getattr(cast, unit).path == before


def test_a_root_stays_where_it_is(cast: Cast) -> None:
    with pytest.raises(Refusal, match="根单位"):
        actions.move_unit(cast.admin, cast.committee, cast.committee)


def test_a_unit_in_use_is_not_taken_out_of_use(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.admin).post(f"/units/{cast.branch.id}/deactivation")

    assert response.status_code == 409
    assert "3 名学员" in response.text
    assert find("DZB1").active


def test_an_empty_unit_is_taken_out_of_use_and_back(cast: Cast, sign_in: SignIn) -> None:
    unit = actions.add_unit(cast.admin, UnitDraft("XZB", "新支部", "新支部", UnitKind.BRANCH), cast.committee)
    browser = sign_in(cast.admin)

    browser.post(f"/units/{unit.id}/deactivation")
    out = find("XZB").active
    browser.post(f"/units/{unit.id}/activation")

    db.session.expire_all()
    assert out is False
    assert find("XZB").active


ROUTES = ("", "/move", "/deactivation", "/activation")


@pytest.mark.parametrize("route", ROUTES)
def test_a_stranger_unit_is_not_found(cast: Cast, sign_in: SignIn, route: str) -> None:
    make_local_admin(cast)
    browser = sign_in(cast.bob)

    assert browser.get(f"/units/{cast.other_branch.id}").status_code == 404
    assert browser.post(f"/units/{cast.other_branch.id}{route}", data={}).status_code == 404


@pytest.mark.parametrize("route", ROUTES)
def test_readers_change_no_units(cast: Cast, sign_in: SignIn, route: str) -> None:
    assert sign_in(cast.manager).post(f"/units/{cast.branch.id}{route}").status_code == 403


@pytest.mark.parametrize("route", ROUTES[1:])
def test_changes_need_a_post(cast: Cast, sign_in: SignIn, route: str) -> None:
    assert sign_in(cast.admin).get(f"/units/{cast.branch.id}{route}").status_code == 405
