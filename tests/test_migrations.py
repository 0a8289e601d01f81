"""Migrations build what the models say, on both databases, there and back."""

from __future__ import annotations

from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Column, Integer, Table, inspect

from app import create_app
from config import ROOT, Settings
from core.db import db
from core.migrating import include_object


def differences() -> list[object]:
    with db.engine.connect() as connection:
        options = {"include_object": include_object, "compare_type": True, "target_metadata": db.metadata}
        return compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata)


@pytest.fixture
def empty_app(tmp_path: Path) -> Flask:
    """Return an application on an SQLite file without any table."""
    url = f"sqlite:///{tmp_path / 'fresh.db'}"
    return create_app(Settings(url, tmp_path, "x" * 48, testing=True, durable=False))


def test_models_and_migrations_agree(app: Flask) -> None:
    assert differences() == []


def test_a_forgotten_table_would_be_noticed(app: Flask) -> None:
    forgotten = Table("forgotten", db.metadata, Column("id", Integer, primary_key=True))

    try:
        assert differences()
    finally:
        db.metadata.remove(forgotten)


def test_a_forgotten_column_would_be_noticed(empty_app: Flask) -> None:
    with empty_app.app_context():
        flask_migrate.upgrade()
        with db.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE installation DROP COLUMN setting")

        assert differences()


def test_migrations_go_up_and_down_and_up_again(empty_app: Flask) -> None:
    with empty_app.app_context():
        flask_migrate.upgrade()
        flask_migrate.downgrade(revision="base")
        left = set(inspect(db.engine).get_table_names())
        flask_migrate.upgrade()

        assert left <= {"alembic_version"}
        assert differences() == []


def test_migrations_stand_in_one_line() -> None:
    scripts = ScriptDirectory(str(ROOT / "migrations"))

    assert len(scripts.get_heads()) == 1
    assert all(not script.is_merge_point for script in scripts.walk_revisions())
