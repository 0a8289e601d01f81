"""One's own account: details, password, preferences."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from accounts import passwords
from accounts.models import Member
from core.db import atomic, db
from tests.cast import Cast
from tests.conftest import SignIn

OLD, NEW = "Linhai-2026", "Yunshan-2027"


@atomic
def prepare(member: Member, **fields: object) -> None:
    member.password_hash = passwords.hash_password(OLD)
    for name, value in fields.items():
        setattr(member, name, value)


def change(browser: FlaskClient, old: str = OLD, new: str = NEW, again: str | None = None):
    return browser.post("/me/password", data={"old_password": old, "new_password": new, "again": again or new})


def test_the_page_shows_units_of_both_lines_and_roles_and_masks_the_phone(cast: Cast, sign_in: SignIn) -> None:
    prepare(cast.secretary, phone="13812345678")

    page = sign_in(cast.secretary).get("/me").text

    assert "管护一支部" in page
    assert "云杉林场" in page
    assert "支部书记" in page
    assert "138****78" in page
    assert "13812345678" not in page


def test_the_page_says_what_is_stored_and_why(cast: Cast, sign_in: SignIn) -> None:
    assert "个人信息如何使用" in sign_in(cast.alice).get("/me").text


def test_a_password_is_changed_and_other_sessions_end(cast: Cast, sign_in: SignIn) -> None:
    prepare(cast.alice)
    here, there = sign_in(cast.alice), sign_in(cast.alice)

    response = change(here)

    assert response.status_code == 303
    assert here.get("/me").status_code == 200
    assert there.get("/me").status_code == 302
    assert passwords.matches(db.session.get_one(Member, cast.alice.id).password_hash, NEW)


@pytest.mark.parametrize(
    ("old", "new", "again", "told"),
    [
        ("wrong", NEW, NEW, "现在的密码不正确"),
        (OLD, "short", "short", "8 至 128"),
        (OLD, "alllowercase", "alllowercase", "至少三类"),
        (OLD, OLD, OLD, "不能与现在的密码相同"),
        (OLD, NEW, "Other-2027", "不一致"),
        ("", "", "", "请输入新密码"),
    ],
)
def test_a_bad_password_is_refused_with_its_reason(
    cast: Cast, sign_in: SignIn, old: str, new: str, again: str, told: str
) -> None:
    prepare(cast.alice)

    response = change(sign_in(cast.alice), old, new, again)

    assert response.status_code == 422
    assert told in response.text
    assert passwords.matches(db.session.get_one(Member, cast.alice.id).password_hash, OLD)


class TestFirstSignIn:
    """Whoever has a one-time password chooses their own before anything else."""

    @pytest.fixture
    def browser(self, cast: Cast, sign_in: SignIn) -> FlaskClient:
        prepare(cast.admin, must_change_password=True)
        return sign_in(cast.admin)

    @pytest.mark.parametrize("address", ["/me", "/members", "/units/1"])
    def test_every_page_leads_to_the_change(self, browser: FlaskClient, address: str) -> None:
        response = browser.get(address)

        assert response.status_code == 303
        assert response.location == "/me/password"

    def test_forms_lead_there_too_and_change_nothing(self, browser: FlaskClient, cast: Cast) -> None:
        response = browser.post(f"/members/{cast.alice.id}/deactivation")

        assert response.location == "/me/password"
        assert db.session.get_one(Member, cast.alice.id).active

    def test_json_goes_on_so_that_a_running_attempt_is_saved(self, browser: FlaskClient) -> None:
        assert browser.get("/members", headers={"Accept": "application/json"}).status_code == 200

    def test_the_change_and_signing_out_stay_open(self, browser: FlaskClient) -> None:
        assert browser.get("/me/password").status_code == 200
        assert browser.post("/sign-out").location == "/sign-in"

    def test_all_is_open_after_the_change(self, browser: FlaskClient) -> None:
        change(browser)

        assert browser.get("/members").status_code == 200


def test_preferences_are_kept_on_the_account_and_in_the_browser(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.alice)

    response = browser.post("/me/preferences", data={"locale": "en", "large_type": "y"})

    member = db.session.get_one(Member, cast.alice.id)
    assert response.status_code == 303
    assert (member.locale, member.large_type) == ("en", True)
    assert browser.get_cookie("locale").value == "en"
    assert browser.get_cookie("large_type").value == "1"


def test_the_switches_of_every_page_are_kept_on_the_account(cast: Cast, sign_in: SignIn) -> None:
    browser = sign_in(cast.alice)

    browser.post("/locale", data={"locale": "en", "next": "/me"})
    browser.post("/large-type", data={"large": "1", "next": "/me"})

    member = db.session.get_one(Member, cast.alice.id)
    assert (member.locale, member.large_type) == ("en", True)
    page = sign_in(cast.alice).get("/me").text
    assert 'lang="en"' in page
    assert "data-large" in page


def test_strangers_may_switch_their_browser(client: FlaskClient, cast: Cast) -> None:
    response = client.post("/locale", data={"locale": "en", "next": "/sign-in"})

    assert response.location == "/sign-in"
    assert "Sign in" in client.get("/sign-in").text


def test_an_unknown_language_changes_nothing(client: FlaskClient, cast: Cast, sign_in: SignIn) -> None:
    client.post("/locale", data={"locale": "xx"})
    browser = sign_in(cast.alice)
    browser.post("/me/preferences", data={"locale": "xx"})

    assert client.get_cookie("locale") is None
    assert db.session.get_one(Member, cast.alice.id).locale == "zh"


def test_dark_pages_are_switched_on_and_off_by_anybody(cast: Cast, client: FlaskClient) -> None:
    assert "data-night" not in client.get("/sign-in").get_data(as_text=True)

    reply = client.post("/night", data={"night": "1", "next": "/sign-in"})

    assert (reply.status_code, reply.location) == (303, "/sign-in")
    assert "data-night" in client.get("/sign-in").get_data(as_text=True)
    client.post("/night", data={"night": "x", "next": "//evil.example"})
    assert "data-night" not in client.get("/sign-in").get_data(as_text=True)
    assert client.get("/night").status_code == 405
