"""Giving and taking roles."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from accounts.actions import grants as actions
from accounts.models import AuditEntry, RoleGrant
from accounts.permissions import Role
from core.db import atomic, db
from core.errors import Forbidden, Refusal
from tests.cast import NOON, Cast, grant
from tests.conftest import SignIn


@atomic
def make_local_security(cast: Cast) -> None:
    """Let Bob give roles over the first branch alone."""
    grant(cast.bob, Role.SECURITY_ADMIN, cast.branch)


def live(cast: Cast, role: Role) -> list[RoleGrant]:
    query = select(RoleGrant).where(RoleGrant.role == role, RoleGrant.revoked_at.is_(None))
    return list(db.session.scalars(query))


def give(cast: Cast, **changes: object) -> dict[str, object]:
    return {"role": "branch_secretary", "unit_id": cast.branch.id, **changes}


def test_a_role_holds_with_the_next_request(cast: Cast, sign_in: SignIn) -> None:
    alice = sign_in(cast.alice)
    assert alice.get("/members").status_code == 403

    response = sign_in(cast.admin).post(f"/members/{cast.alice.id}/grants", data=give(cast))

    assert response.status_code == 303
    assert alice.get("/members").status_code == 200


def test_a_revoked_role_ends_with_the_next_request_and_its_row_stays(cast: Cast, sign_in: SignIn) -> None:
    secretary = sign_in(cast.secretary)
    row = live(cast, Role.BRANCH_SECRETARY)[0]

    response = sign_in(cast.admin).post(f"/grants/{row.id}/revocation")

    db.session.expire_all()
    assert response.status_code == 303
    assert secretary.get("/members").status_code == 403
    assert (row.revoked_by_id, row.revoked_at) == (cast.admin.id, NOON)
    assert "撤销" in sign_in(cast.admin).get(f"/members/{cast.secretary.id}/grants").text


def test_a_role_given_twice_is_told(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.admin).post(f"/members/{cast.secretary.id}/grants", data=give(cast))

    assert response.status_code == 422
    assert "无需重复授予" in response.text


def test_a_revoked_role_can_be_given_again(cast: Cast) -> None:
    actions.revoke_role(cast.admin, live(cast, Role.BRANCH_SECRETARY)[0], now=NOON)

    actions.give_role(cast.admin, cast.secretary, Role.BRANCH_SECRETARY, cast.branch, now=NOON)

    assert len(live(cast, Role.BRANCH_SECRETARY)) == 1


def test_nobody_gives_or_revokes_their_own_roles(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.admin)
    own = live(cast, Role.SYSTEM_ADMIN)[0]

    given = browser.post(f"/members/{cast.admin.id}/grants", data=give(cast, role="auditor"))
    revoked = browser.post(f"/grants/{own.id}/revocation")

    assert given.status_code == 422
    assert revoked.status_code == 409
    assert len(live(cast, Role.SYSTEM_ADMIN)) == 2


def test_nobody_gives_roles_beyond_their_own_subtree(cast: Cast, sign_in: SignIn) -> None:
    make_local_security(cast)

    response = sign_in(cast.bob).post(f"/members/{cast.alice.id}/grants", data=give(cast, unit_id=cast.committee.id))

    assert response.status_code == 422  # the drop-down does not offer it
    with pytest.raises(Forbidden):
        actions.give_role(cast.bob, cast.alice, Role.LEADER, cast.committee, now=NOON)


def test_nobody_gives_roles_without_the_right_to(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        actions.give_role(cast.manager, cast.alice, Role.TRAINING_MANAGER, cast.committee, now=NOON)


@pytest.mark.parametrize("changes", [{"role": "member"}, {"role": "king"}, {"unit_id": "x"}, {"unit_id": 999}])
def test_nonsense_is_told_and_gives_nothing(cast: Cast, sign_in: SignIn, changes: dict[str, object]) -> None:
    response = sign_in(cast.admin).post(f"/members/{cast.alice.id}/grants", data=give(cast, **changes))

    assert response.status_code == 422
    assert db.session.scalars(select(AuditEntry)).all() == []


def test_a_closed_account_gets_no_role(cast: Cast) -> None:
    @atomic
    def close() -> None:
        cast.alice.active = False

    close()

    with pytest.raises(Refusal, match="停用"):
        actions.give_role(cast.admin, cast.alice, Role.LEADER, cast.branch, now=NOON)


def test_grants_and_people_beyond_reach_are_not_found(cast: Cast, sign_in: SignIn) -> None:
    make_local_security(cast)
    browser = sign_in(cast.bob)
    beyond = live(cast, Role.ORGANIZER)[0]

    assert browser.post(f"/grants/{beyond.id}/revocation").status_code == 404
    assert browser.get(f"/members/{cast.carol.id}/grants").status_code == 404
    assert browser.post(f"/members/{cast.carol.id}/grants", data=give(cast)).status_code == 404
    assert browser.post("/grants/999999/revocation").status_code == 404


def test_the_list_shows_the_roles_of_ones_scope(cast: Cast, sign_in: SignIn) -> None:
    make_local_security(cast)

    whole = sign_in(cast.admin).get("/grants").text
    organizers = sign_in(cast.admin).get("/grants?role=organizer").text
    branch = sign_in(cast.bob).get("/grants").text

    assert "马宁" in whole
    assert "组织者" in organizers
    assert "马宁" not in organizers
    assert "宋书记" in branch
    assert "马宁" not in branch


def test_giving_and_taking_stand_in_the_log(cast: Cast) -> None:
    row = actions.give_role(cast.admin, cast.alice, Role.LEADER, cast.branch, now=NOON)
    actions.revoke_role(cast.admin, row, now=NOON)

    entries = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [entry.action for entry in entries] == ["grant.give", "grant.revoke"]
    assert all("leader" in entry.before + entry.after for entry in entries)
