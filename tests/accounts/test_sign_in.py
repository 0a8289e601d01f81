"""Signing in and out: who gets in, who is told what, and when tries are refused."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from accounts import passwords
from accounts.models import AuditEntry, Member
from core import clock
from core.db import atomic, db
from tests.cast import NOON, Cast
from tests.conftest import SignIn

RIGHT = "Linhai-2026"


@atomic
def give_password(member: Member, password: str = RIGHT, **fields: object) -> None:
    member.password_hash = passwords.hash_password(password)
    for name, value in fields.items():
        setattr(member, name, value)


def ask(client: FlaskClient, staff_no: str = "A001", password: str = RIGHT, **more: object):
    return client.post("/sign-in", data={"staff_no": staff_no, "password": password, **more})


def told(response, staff_no: str) -> str:
    """Return a page without the number that was typed and without the token of the form."""
    return re.sub(r'(content|value)="[\w.-]{40,}"', "", response.text).replace(staff_no, "")


def lock(client: FlaskClient, staff_no: str = "A001") -> None:
    for _ in range(5):
        ask(client, staff_no, "wrong")


def test_the_page_asks_for_number_and_password(client: FlaskClient, cast: Cast) -> None:
    page = client.get("/sign-in")

    assert page.status_code == 200
    assert "工号" in page.text


def test_a_person_signs_in_and_comes_back_to_where_they_were(client: FlaskClient, cast: Cast) -> None:
    give_password(cast.alice)

    response = ask(client, next="/me")

    assert response.status_code == 303
    assert response.location == "/me"
    assert "安立" in client.get("/me").text


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil"]
)
def test_nobody_is_sent_to_another_site_after_signing_in(client: FlaskClient, cast: Cast, elsewhere: str) -> None:
    give_password(cast.alice)

    assert ask(client, next=elsewhere).location == "/"


def test_an_unknown_number_and_a_wrong_password_get_the_same_answer(client: FlaskClient, cast: Cast) -> None:
    give_password(cast.alice)

    wrong = ask(client, password="wrong")
    unknown = ask(client, staff_no="A999", password="wrong")

    assert wrong.status_code == unknown.status_code == 422
    assert told(wrong, "A001") == told(unknown, "A999")


def test_every_answer_checks_one_password(client: FlaskClient, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    give_password(cast.alice)
    checked: list[str] = []
    verify = passwords._verify
    monkeypatch.setattr(passwords, "_verify", lambda stored, typed: checked.append(stored) or verify(stored, typed))

    for staff_no in ("A001", "B001", "A999"):  # with a password, without one, unknown
        ask(client, staff_no, "wrong")

    assert len(checked) == 3


def test_an_empty_form_is_told_what_is_missing(client: FlaskClient, cast: Cast) -> None:
    response = ask(client, "", "")

    assert response.status_code == 422
    assert "请输入工号。" in response.text


def test_five_wrong_passwords_lock_the_number_for_half_an_hour(client: FlaskClient, cast: Cast) -> None:
    give_password(cast.alice)
    lock(client)

    refused = ask(client)
    with clock.frozen(NOON + timedelta(minutes=29)):
        still_refused = ask(client)
    with clock.frozen(NOON + timedelta(minutes=30)):
        let_in = ask(client)

    assert (refused.status_code, still_refused.status_code, let_in.status_code) == (429, 429, 303)
    assert refused.headers["Retry-After"]


def test_an_unknown_number_is_locked_in_the_same_words(client: FlaskClient, cast: Cast) -> None:
    lock(client, "A001")
    lock(client, "A999")

    known, unknown = ask(client, "A001"), ask(client, "A999")

    assert told(known, "A001") == told(unknown, "A999")


def test_a_right_password_forgets_the_wrong_ones(client: FlaskClient, cast: Cast) -> None:
    give_password(cast.alice)
    for _ in range(3):
        for _ in range(4):
            ask(client, password="wrong")
        assert ask(client).status_code == 303


def test_a_lock_never_ends_a_running_session(client: FlaskClient, cast: Cast, sign_in: SignIn) -> None:
    running = sign_in(cast.alice)
    lock(client)

    assert running.get("/me").status_code == 200


def test_a_lock_stands_in_the_audit_log(client: FlaskClient, cast: Cast) -> None:
    lock(client)

    entry = db.session.query(AuditEntry).filter_by(action="account.lock").one()
    assert entry.thing == f"member:{cast.alice.id}"


def test_a_closed_account_is_refused_in_the_words_of_a_wrong_password(client: FlaskClient, cast: Cast) -> None:
    give_password(cast.alice, active=False)

    assert ask(client).status_code == 422


def test_json_gets_a_fresh_token_for_the_open_page(client: FlaskClient, cast: Cast) -> None:
    give_password(cast.alice)

    response = client.post("/sign-in", json={"staff_no": "A001", "password": RIGHT})

    body = response.get_json()
    assert response.status_code == 200
    assert body["ok"] is True
    assert body["csrf_token"]


def test_json_is_refused_in_json(client: FlaskClient, cast: Cast) -> None:
    wrong = client.post("/sign-in", json={"staff_no": "A001", "password": "wrong"})
    nonsense = [client.post("/sign-in", json=body) for body in ({}, [], "x", {"staff_no": 1, "password": None})]

    assert wrong.status_code == 422
    assert wrong.get_json()["error"]["sentence"]
    assert {response.status_code for response in nonsense} == {422}


def test_a_form_without_its_token_is_refused_and_json_needs_none(app: Flask, client: FlaskClient, cast: Cast) -> None:
    give_password(cast.alice)
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        form = ask(client)
        json = client.post("/sign-in", json={"staff_no": "A001", "password": RIGHT})
    finally:
        app.config["WTF_CSRF_ENABLED"] = False

    assert form.status_code == 400
    assert json.status_code == 200


def test_a_staff_number_may_be_typed_with_spaces_around_it(client: FlaskClient, cast: Cast) -> None:
    give_password(cast.alice)

    assert ask(client, " A001 ").status_code == 303


class TestDemonstration:
    """Accounts of the demonstration unit work on this machine only."""

    @pytest.fixture(autouse=True)
    def demo(self, app: Flask, cast: Cast):
        from dataclasses import replace

        before = app.config["SETTINGS"]
        app.config["SETTINGS"] = replace(before, demo=True)
        give_password(cast.alice, demo=True)
        yield
        app.config["SETTINGS"] = before

    @pytest.mark.parametrize("address", ["127.0.0.1", "::1"])
    def test_they_sign_in_on_this_machine(self, client: FlaskClient, address: str) -> None:
        client.environ_base["REMOTE_ADDR"] = address

        assert ask(client).status_code == 303

    def test_they_are_refused_from_another_machine(self, client: FlaskClient) -> None:
        client.environ_base["REMOTE_ADDR"] = "10.0.0.7"

        assert ask(client).status_code == 422

    def test_they_are_refused_through_a_proxy_on_this_machine(self, client: FlaskClient) -> None:
        response = client.post(
            "/sign-in", data={"staff_no": "A001", "password": RIGHT}, headers={"X-Forwarded-For": "10.0.0.7"}
        )

        assert response.status_code == 422

    def test_they_are_refused_where_no_demonstration_was_asked_for(self, app: Flask, client: FlaskClient) -> None:
        from dataclasses import replace

        app.config["SETTINGS"] = replace(app.config["SETTINGS"], demo=False)

        assert ask(client).status_code == 422


def test_signing_out_ends_the_session_of_this_browser(cast: Cast, sign_in: SignIn) -> None:
    here, there = sign_in(cast.alice), sign_in(cast.alice)

    response = here.post("/sign-out")

    assert response.status_code == 303
    assert here.get("/me").location.startswith("/sign-in")
    assert there.get("/me").status_code == 200


def test_signing_out_everywhere_ends_every_session(cast: Cast, sign_in: SignIn) -> None:
    here, there = sign_in(cast.alice), sign_in(cast.alice)

    here.post("/sign-out-everywhere")

    assert here.get("/me").location.startswith("/sign-in")
    assert there.get("/me").location.startswith("/sign-in")


def test_signing_out_needs_a_post_and_somebody_signed_in(client: FlaskClient, cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.alice).get("/sign-out").status_code == 405
    assert client.post("/sign-out").status_code == 401
    assert client.post("/sign-out-everywhere").status_code == 401


def test_a_stranger_comes_back_to_the_page_they_asked_for(client: FlaskClient, cast: Cast) -> None:
    response = client.get("/members?unit=3")

    assert response.status_code == 302
    assert response.location == "/sign-in?next=/members?unit%3D3"
