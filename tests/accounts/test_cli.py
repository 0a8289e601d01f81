"""Commands for whoever runs the server."""

from __future__ import annotations

from flask import Flask
from flask.testing import FlaskClient

from accounts import setup_code
from accounts.models import AuditEntry, Member
from core.db import db
from tests.cast import Cast


def run(app: Flask, *words: str):
    return app.test_cli_runner().invoke(args=list(words))


def test_a_locked_out_administrator_gets_a_one_time_password(app: Flask, client: FlaskClient, cast: Cast) -> None:
    for _ in range(5):
        client.post("/sign-in", data={"staff_no": "X001", "password": "wrong"})

    result = run(app, "members", "password", "X001")

    password = result.output.split(": ")[1].split()[0]
    response = client.post("/sign-in", data={"staff_no": "X001", "password": password})
    assert response.status_code == 303
    db.session.expire_all()
    assert db.session.get_one(Member, cast.admin.id).must_change_password


def test_the_reset_stands_in_the_audit_log_without_the_password(app: Flask, cast: Cast) -> None:
    run(app, "members", "password", "X001")

    entry = db.session.query(AuditEntry).filter_by(action="member.password").one()
    assert entry.actor_id is None
    assert entry.before == entry.after == ""


def test_an_unknown_number_is_told(app: Flask, cast: Cast) -> None:
    result = run(app, "members", "password", "NOBODY")

    assert result.exit_code != 0
    assert "NOBODY" in result.output


def test_the_setup_code_is_shown_while_nobody_is_there(app: Flask) -> None:
    result = run(app, "setup-code")

    assert result.output.strip() == setup_code.setup_code(app.config["SETTINGS"])
    setup_code.forget(app.config["SETTINGS"])


def test_no_setup_code_is_shown_afterwards(app: Flask, cast: Cast) -> None:
    assert run(app, "setup-code").exit_code != 0
