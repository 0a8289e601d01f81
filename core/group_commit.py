"""Writes of many requests under one durable commit: the hot path of answer saving."""

from __future__ import annotations

import os
import queue
import sqlite3
import threading
from collections.abc import Mapping
from typing import Any

from flask import Flask, current_app
from sqlalchemy import text
from sqlalchemy.engine import Engine

from core.db import db, prepare_sqlite
from core.turns import end_turn, in_turn

Params = Mapping[str, Any]
Rows = list[tuple[Any, ...]]

LARGEST_GROUP = 200


class _Job:
    """One statement that waits for the commit that carries it."""

    __slots__ = ("done", "error", "params", "rows", "sql")

    def __init__(self, sql: str, params: Params) -> None:
        self.sql = sql
        self.params = params
        self.rows: Rows = []
        self.error: BaseException | None = None
        self.done = threading.Lock()
        self.done.acquire()


class SqliteWriter:
    """One thread that executes all waiting statements in one transaction and one disk sync.

    A statement that fails is undone alone and its error reaches its own caller; a failing commit
    reaches every caller of the group.
    """

    def __init__(self, path: str, *, durable: bool = True) -> None:
        self._path = path
        self._durable = durable
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._pid = 0
        self._lock = threading.Lock()

    def execute(self, sql: str, params: Params) -> Rows:
        """Execute one statement; return its rows only after they are durable."""
        job = _Job(sql, params)
        with self._lock:
            self._ensure_thread()
            self._jobs.put(job)
        end_turn()
        job.done.acquire()
        if job.error is not None:
            raise job.error
        return job.rows

    def stop(self) -> None:
        """Close the connection and end the thread; the next statement starts both anew."""
        with self._lock:
            if self._pid == os.getpid():
                self._jobs.put(None)
                self._pid = 0

    def _ensure_thread(self) -> None:
        if self._pid != os.getpid():
            self._jobs = queue.SimpleQueue()
            threading.Thread(target=self._run, args=(self._jobs,), name="group-commit", daemon=True).start()
            self._pid = os.getpid()

    def _run(self, jobs: queue.SimpleQueue[_Job | None]) -> None:
        try:
            connection = sqlite3.connect(self._path, check_same_thread=False, timeout=5)
            prepare_sqlite(connection, durable=self._durable)
        except sqlite3.Error as error:
            self._refuse(jobs, error)
            return
        while group := _next_group(jobs):
            self._commit_group(connection, group)
        connection.close()

    def _refuse(self, jobs: queue.SimpleQueue[_Job | None], error: sqlite3.Error) -> None:
        """Tell everybody who waits that the database cannot be opened; the next statement tries anew."""
        with self._lock:
            self._pid = 0
            while not jobs.empty():
                job = jobs.get()
                if job is not None:
                    job.error = error
                    job.done.release()

    def _commit_group(self, connection: sqlite3.Connection, group: list[_Job]) -> None:
        try:
            connection.execute("BEGIN IMMEDIATE")
            with in_turn():
                for job in group:
                    _execute_one(connection, job)
            connection.execute("COMMIT")
        except sqlite3.Error as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            for job in group:
                job.error = error
        finally:
            for job in group:
                job.done.release()


def _next_group(jobs: queue.SimpleQueue[_Job | None]) -> list[_Job]:
    """Wait for a statement and take all that wait with it; an empty group means the end."""
    first = jobs.get()
    group: list[_Job] = []
    while first is not None:
        group.append(first)
        if len(group) == LARGEST_GROUP or jobs.empty():
            break
        first = jobs.get()
    if first is None and group:
        jobs.put(None)
    return group


def _execute_one(connection: sqlite3.Connection, job: _Job) -> None:
    try:
        job.rows = connection.execute(job.sql, job.params).fetchall()
    except sqlite3.IntegrityError as error:
        job.error = error


class DirectWriter:
    """The same promise on a database server, which groups commits by itself."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def execute(self, sql: str, params: Params) -> Rows:
        """Execute one statement; return its rows only after they are durable."""
        with self._engine.begin() as connection:
            return [tuple(row) for row in connection.execute(text(sql), dict(params))]


def init_app(app: Flask) -> None:
    """Give the application the writer that fits its database."""
    with app.app_context():
        engine = db.engine
    if engine.dialect.name == "sqlite":
        app.extensions["durable_writer"] = SqliteWriter(
            str(engine.url.database), durable=app.config["SETTINGS"].durable
        )
    else:
        app.extensions["durable_writer"] = DirectWriter(engine)


def execute_durably(sql: str, params: Params) -> Rows:
    """Execute one statement with `:name` parameters; return its rows only after a durable commit.

    Raises the driver's or SQLAlchemy's IntegrityError for a refused row, and OperationalError
    when the database stays locked for five seconds or cannot write.
    """
    writer: SqliteWriter | DirectWriter = current_app.extensions["durable_writer"]
    return writer.execute(sql, params)
