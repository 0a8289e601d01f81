"""The durable writer: rows come back after the commit, one failure does not spoil the group."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from accounts.models import Installation
from core.db import db
from core.group_commit import SqliteWriter, execute_durably

INSERT = "INSERT INTO installation (name, setting) VALUES (:name, :setting) RETURNING name"


def names() -> list[str]:
    return sorted(db.session.scalars(select(Installation.name)))


def test_rows_are_returned_and_stored(app: Flask) -> None:
    rows = execute_durably(INSERT, {"name": "one", "setting": "1"})

    assert rows == [("one",)]
    assert names() == ["one"]


def test_a_refused_row_fails_alone(app: Flask) -> None:
    execute_durably(INSERT, {"name": "one", "setting": "1"})

    def write(name: str) -> str:
        with app.app_context():
            try:
                execute_durably(INSERT, {"name": name, "setting": "2"})
            except Exception as error:
                return type(error).__name__
            return "stored"

    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(write, ["two", "one", "three", "one", "four"]))

    assert outcomes == ["stored", "IntegrityError", "stored", "IntegrityError", "stored"]
    assert names() == ["four", "one", "three", "two"]


def test_a_broken_statement_reaches_its_caller(app: Flask) -> None:
    with pytest.raises(Exception, match="nowhere"):
        execute_durably("INSERT INTO nowhere (name) VALUES (:name)", {"name": "x"})


def test_a_database_that_cannot_be_opened_is_told_to_everybody_and_tried_anew(tmp_path: Path) -> None:
    writer = SqliteWriter(str(tmp_path / "missing" / "a.db"))

    for _ in range(2):
        with pytest.raises(sqlite3.OperationalError, match="unable to open"):
            writer.execute("SELECT 1", {})
