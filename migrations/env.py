"""Runs migrations inside the application, on either database."""

from __future__ import annotations

from alembic import context
from flask import current_app

database = current_app.extensions["migrate"].db
options = current_app.extensions["migrate"].configure_args


def run() -> None:
    """Run all pending migrations in one transaction on the application's engine."""
    with database.engine.connect().execution_options(writing=True) as connection:
        context.configure(connection=connection, target_metadata=database.metadata, **options)
        with context.begin_transaction():
            context.run_migrations()


run()
