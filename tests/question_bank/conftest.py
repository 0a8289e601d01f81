"""A bare application for readers, which need nothing of the product but a language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask, g
from flask.testing import FlaskClient
from flask_babel import Babel

from accounts.models import Member
from tests.conftest import SignIn


@pytest.fixture(scope="session")
def bare_app() -> Flask:
    """Return an application that knows Chinese and nothing else."""
    app = Flask("bare")
    app.config["BABEL_DEFAULT_LOCALE"] = "zh"
    Babel(app)
    return app


@pytest.fixture
def words(bare_app: Flask) -> Iterator[None]:
    """Let sentences be written without the whole product."""
    with bare_app.app_context():
        yield


def _forgetful(browser: FlaskClient) -> FlaskClient:
    """Let a browser not inherit who was signed in before it: tests share one application context."""
    send = browser.open

    def send_afresh(*arguments: object, **options: object) -> object:
        g.pop("_login_user", None)
        return send(*arguments, **options)

    browser.open = send_afresh  # type: ignore[method-assign, assignment]
    return browser


@pytest.fixture
def sign_in(sign_in: SignIn) -> SignIn:
    """Return browsers that may be used in turn within one test."""

    def signed_in(member: Member) -> FlaskClient:
        return _forgetful(sign_in(member))

    return signed_in


@pytest.fixture
def client(client: FlaskClient) -> FlaskClient:
    """Return a stranger's browser that may be used beside others within one test."""
    return _forgetful(client)
