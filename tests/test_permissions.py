"""Who may what: every route as every role, and the table behind it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.routing import Rule

from accounts.models import Member
from accounts.permissions import GRANTS, ROLE_LABELS, Permission, Role, permissions_of
from core.db import atomic
from tests.cast import Cast, grant, make_member
from tests.conftest import SignIn

ON_SQLITE = pytest.mark.parametrize("app", ["sqlite"], indirect=True)
"""The guards are the same code on both databases; one is enough for the longest test of the suite."""
SAMPLES = {"IntegerConverter": 1, "FloatConverter": 1.5, "UUIDConverter": "00000000-0000-4000-8000-000000000000"}
Route = tuple[str, str, Permission | None]


def routes(app: Flask) -> Iterator[Route]:
    """Yield (method, address, permission) of every route, with sample arguments."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static":
            continue
        address = adapter.build(rule.endpoint, _samples(rule), method=next(iter(rule.methods or ()), None))
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, address, app.view_functions[rule.endpoint].guarded_by  # type: ignore[attr-defined]


def _samples(rule: Rule) -> dict[str, object]:
    return {name: SAMPLES.get(type(kind).__name__, "x") for name, kind in rule._converters.items()}


@atomic
def person_of(role: Role, cast: Cast) -> Member:
    person = make_member("ROLE", "角色", cast.branch, cast.farm)
    if role is not Role.MEMBER:
        grant(person, role, cast.committee)
        grant(person, role, cast.company)
    return person


@ON_SQLITE
@pytest.mark.parametrize("role", list(Role))
def test_a_role_reaches_only_what_it_may(app: Flask, cast: Cast, sign_in: SignIn, role: Role) -> None:
    person = person_of(role, cast)
    held = permissions_of([Role.MEMBER, role])
    wrong = []

    for method, address, permission in routes(app):
        status = sign_in(person).open(address, method=method).status_code

        refused = permission is not None and permission not in held
        if (refused and status not in {403, 404}) or status >= 500:
            wrong.append(f"{method} {address} ({permission}) answered {status}")

    assert wrong == []


@ON_SQLITE
def test_a_refused_role_is_told_403_where_nothing_is_looked_up(app: Flask, cast: Cast, sign_in: SignIn) -> None:
    plain = sign_in(cast.alice)
    held = GRANTS[Role.MEMBER]
    wrong = [
        f"{method} {address}"
        for method, address, permission in routes(app)
        if permission is not None and permission not in held
        and plain.open(address, method=method).status_code != 403
    ]  # fmt: skip

    assert wrong == []


@ON_SQLITE
def test_strangers_are_asked_to_sign_in(app: Flask, cast: Cast) -> None:
    stranger = app.test_client()
    wrong = []

    for method, address, permission in routes(app):
        response = stranger.open(address, method=method)
        asked = response.status_code == 401 or (
            response.status_code == 302 and response.location.startswith("/sign-in?next=")
        )
        if (permission is not None and not asked) or response.status_code >= 500:
            wrong.append(f"{method} {address} answered {response.status_code}")

    assert wrong == []


@ON_SQLITE
def test_strangers_who_speak_json_get_401(app: Flask, cast: Cast) -> None:
    stranger = app.test_client()
    wrong = [
        f"{method} {address}"
        for method, address, permission in routes(app)
        if permission is not None
        and stranger.open(address, method=method, headers={"Accept": "application/json"}).status_code != 401
    ]

    assert wrong == []


def test_every_permission_is_given_by_some_role() -> None:
    assert permissions_of(Role) == set(Permission)


def test_every_role_has_a_name_and_permissions() -> None:
    assert set(ROLE_LABELS) == set(GRANTS) == set(Role)
    assert all(GRANTS.values())


def test_permissions_stand_in_the_order_of_the_alphabet() -> None:
    names = [permission.name for permission in Permission]

    assert names == sorted(names)


def test_the_three_administrators_are_three_people() -> None:
    """System, security and audit administration stay apart (DOMAIN 8): nobody gets two by one role."""
    for role, permissions in GRANTS.items():
        held = permissions & {Permission.MEMBER_EDIT, Permission.GRANT_EDIT, Permission.AUDIT_READ}
        assert len(held) <= 1, role


def test_the_auditor_changes_nothing() -> None:
    assert GRANTS[Role.AUDITOR] == {Permission.AUDIT_READ}
