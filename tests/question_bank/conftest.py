"""A bare application for readers, which need nothing of the product but a language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask_babel import Babel


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
