"""The database: engine settings, column types, and the only commit of the product."""

from __future__ import annotations

import functools
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Annotated, Any, ParamSpec, TypeVar

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import BigInteger, Executable, Identity, Integer, MetaData, TypeDecorator, event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm import DeclarativeBase, mapped_column, registry

from config import Settings
from core.clock import from_ms, to_ms
from core.turns import end_turn

P = ParamSpec("P")
R = TypeVar("R")

SERIALIZATION_FAILURE = "40001"
DEADLOCK = "40P01"
TRIES = 3


class Instant(TypeDecorator[datetime]):
    """An instant: UTC milliseconds as an integer in the table, an aware datetime in Python."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Store milliseconds."""
        return None if value is None else to_ms(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Give an aware datetime back."""
        return None if value is None else from_ms(value)


# SQLite numbers rows by itself only when the key is a plain INTEGER.
RowNumber = BigInteger().with_variant(Integer(), "sqlite")
Key = Annotated[int, mapped_column(RowNumber, Identity(), primary_key=True)]
At = Annotated[datetime, mapped_column(Instant)]


class Base(DeclarativeBase):
    """Base of all tables; constraints get predictable names so that migrations can find them."""

    registry = registry(
        type_annotation_map={datetime: Instant, int: RowNumber},
        metadata=MetaData(
            naming_convention={
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "pk": "pk_%(table_name)s",
            }
        ),
    )


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
_depth = threading.local()


def init_app(app: Flask, settings: Settings) -> None:
    """Bind the database of the settings to the application."""
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database_url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(settings)
    app.config["SQLALCHEMY_RECORD_QUERIES"] = False
    db.init_app(app)
    with app.app_context():
        if settings.uses_sqlite:
            _tune_sqlite(db.engine, durable=settings.durable)


def _engine_options(settings: Settings) -> dict[str, Any]:
    if settings.uses_sqlite:
        return {"connect_args": {"timeout": 5, "check_same_thread": False}}
    return {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True, "pool_recycle": 1800}


def _tune_sqlite(engine: Engine, *, durable: bool) -> None:
    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, record: Any) -> None:
        prepare_sqlite(connection, durable=durable)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def prepare_sqlite(connection: Any, *, durable: bool = True) -> None:
    """Set a raw sqlite3 connection up: WAL, full durability, foreign keys, explicit transactions."""
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {'FULL' if durable else 'OFF'}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA busy_timeout = 5000")


def rows(statement: Executable, values: Mapping[str, Any] | None = None) -> Any:
    """Run a statement of columns in the transaction of this request; gives a sqlalchemy CursorResult.

    About twice as quick as through the session; for the pages of the many. Changes of entities that are not flushed yet are not seen.
    """
    return db.session.connection().execute(statement, values)


def atomic(action: Callable[P, R]) -> Callable[P, R]:
    """Run a verb in one transaction: all of it is durable afterwards, or none of it happened.

    On SQLite the transaction starts with BEGIN IMMEDIATE. An atomic verb called inside another
    joins its transaction. What was loaded before the outermost verb began is read anew inside it.
    A deadlock or serialization failure of the database is tried again, at most three times in all.
    """

    @functools.wraps(action)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        if _inside():
            return action(*args, **kwargs)
        return _run_outermost(lambda: action(*args, **kwargs))

    return run


def _inside() -> bool:
    return getattr(_depth, "inside", False)


def _run_outermost(action: Callable[[], R]) -> R:
    for attempt in range(1, TRIES + 1):
        try:
            return _run_once(action)
        except OperationalError as error:
            if attempt == TRIES or not _is_worth_another_try(error):
                raise
            time.sleep(random.uniform(0.01, 0.05) * attempt)
    raise AssertionError("unreachable")


def _run_once(action: Callable[[], R]) -> R:
    session = db.session
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("rows were changed outside an @atomic action")
    session.rollback()
    session.expire_all()
    _depth.inside = True
    try:
        end_turn()  # who holds the lock of the writers must not queue behind readers
        session.connection(execution_options={"writing": True})
        result = action()
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        _depth.inside = False
    return result


def _is_worth_another_try(error: OperationalError) -> bool:
    return getattr(error.orig, "sqlstate", None) in {SERIALIZATION_FAILURE, DEADLOCK}


@contextmanager
def refusing(refusal: Exception) -> Iterator[None]:
    """Flush what the block adds; when the database refuses it, raise the given refusal instead.

    Usage: `with refusing(Refusal(_("您已报名，无需重复提交。"))): db.session.add(entry)`.
    """
    try:
        with db.session.begin_nested():
            yield
            db.session.flush()
    except IntegrityError as error:
        raise refusal from error
