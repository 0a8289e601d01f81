"""Whether the product is alive, and whether it is ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, jsonify
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core import jobs
from core.db import db


def init_app(app: Flask, public: Callable[[Any], Any]) -> None:
    """Add /healthz (alive) and /readyz (database and queue answer)."""
    app.add_url_rule("/healthz", "healthz", public(healthz))
    app.add_url_rule("/readyz", "readyz", public(readyz))


def healthz() -> Response:
    """Answer that the process is alive."""
    return jsonify({"alive": True})


def readyz() -> tuple[Response, int]:
    """Answer 200 when the database is migrated and the queue can be read, else 503 with what is missing."""
    checks = {"database": _database_answers(), "queue": _queue_answers()}
    return jsonify(checks), 200 if all(checks.values()) else 503


def _database_answers() -> bool:
    try:
        return bool(db.session.scalar(text("SELECT count(*) FROM alembic_version")) == 1)
    except SQLAlchemyError:
        db.session.rollback()
        return False


def _queue_answers() -> bool:
    try:
        return jobs.queue_is_ready(current_app)
    except OSError:
        return False
