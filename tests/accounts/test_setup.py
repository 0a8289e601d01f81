"""An empty installation is set up once, by whoever has the code from the server."""

from __future__ import annotations

import stat
import threading

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from accounts import setup_code
from accounts.actions.setup import SetUp, set_up
from accounts.models import Line, Member, Unit
from accounts.permissions import Permission, Role, scope
from core.db import db
from core.errors import NotFound
from tests.cast import NOON, Cast

WANTED = SetUp(
    enterprise_full_name="北岭森工有限公司",
    enterprise_short_name="北岭森工",
    committee_full_name="中共北岭森工有限公司委员会",
    committee_short_name="北岭森工党委",
    staff_no="X001",
    name="夏管理",
    password="Linhai-2026",
)


@pytest.fixture
def code(app: Flask):
    """Return the code as `flask setup-code` shows it, leaving none behind."""
    yield setup_code.setup_code(app.config["SETTINGS"])
    setup_code.forget(app.config["SETTINGS"])


def form(right_code: str, /, **changes: str) -> dict[str, str]:
    return {**vars(WANTED), "again": WANTED.password, "code": right_code, **changes}


def members() -> int:
    return db.session.scalar(select(func.count()).select_from(Member)) or 0


@pytest.mark.parametrize("address", ["/me", "/members", "/sign-in"])
def test_every_page_of_an_empty_installation_leads_to_the_set_up(client: FlaskClient, address: str) -> None:
    response = client.get(address)

    assert response.status_code == 302
    assert response.location == "/setup"


def test_the_set_up_makes_both_roots_and_an_administrator_of_both(client: FlaskClient, code: str) -> None:
    response = client.post("/setup", data=form(code))

    assert response.status_code == 303
    administrator = db.session.scalars(select(Member)).one()
    assert {unit.line: unit.full_name for unit in db.session.scalars(select(Unit))} == {
        Line.PARTY: "中共北岭森工有限公司委员会",
        Line.ADMIN: "北岭森工有限公司",
    }
    assert {Role(grant.role) for grant in administrator.grants} == {Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}
    for permission in (Permission.MEMBER_EDIT, Permission.GRANT_EDIT):
        assert len(scope(administrator, permission).paths) == 2


def test_the_administrator_is_signed_in_and_can_sign_in_again(app: Flask, client: FlaskClient, code: str) -> None:
    client.post("/setup", data=form(code))

    again = app.test_client().post("/sign-in", data={"staff_no": "X001", "password": WANTED.password})

    assert client.get("/members").status_code == 200
    assert again.status_code == 303


def test_the_page_is_gone_afterwards(client: FlaskClient, code: str) -> None:
    client.post("/setup", data=form(code))

    assert client.get("/setup").status_code == 404
    assert client.post("/setup", data=form(code, staff_no="X002")).status_code == 404
    assert members() == 1


def test_the_page_does_not_exist_where_people_are(client: FlaskClient, cast: Cast) -> None:
    assert client.get("/setup").status_code == 404
    assert client.post("/setup").status_code == 404


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "AAAA-AAAA-AAAA-AAAA"},
        {"code": ""},
        {"password": "weak", "again": "weak"},
        {"again": "Other-2026"},
        {"password": "X001", "again": "X001"},
        {"staff_no": "=1+1"},
        {"name": "<script>"},
        {"enterprise_full_name": ""},
        {"committee_short_name": "很" * 41},
    ],
)
def test_nonsense_is_told_and_changes_nothing(client: FlaskClient, code: str, changes: dict[str, str]) -> None:
    response = client.post("/setup", data=form(code, **changes))

    assert response.status_code == 422
    assert 'role="alert"' in response.text
    assert members() == 0


def test_the_code_may_be_typed_without_dashes_in_small_letters(client: FlaskClient, code: str) -> None:
    response = client.post("/setup", data=form(code.lower().replace("-", " ")))

    assert response.status_code == 303


def test_the_code_is_kept_for_its_owner_only(app: Flask, code: str) -> None:
    file = app.config["SETTINGS"].data_folder / "setup_code"

    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert setup_code.setup_code(app.config["SETTINGS"]) == code


def test_the_code_is_forgotten_once_used(app: Flask, client: FlaskClient, code: str) -> None:
    client.post("/setup", data=form(code))

    assert not (app.config["SETTINGS"].data_folder / "setup_code").exists()


def test_two_people_at_the_same_moment_make_one_installation(app: Flask) -> None:
    start, outcomes = threading.Barrier(2), []

    def try_it() -> None:
        with app.app_context():
            start.wait()
            try:
                set_up(WANTED, now=NOON)
                outcomes.append("made")
            except NotFound:
                outcomes.append("refused")
            finally:
                db.session.remove()

    threads = [threading.Thread(target=try_it) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["made", "refused"]
    db.session.rollback()
    assert members() == 1
