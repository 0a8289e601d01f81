"""Checks an installation before it starts, and says in one plain sentence what is wrong.

Run as `python -m core.doctor`; exit status 0 when all is well, 2 otherwise.
"""

from __future__ import annotations

import sys

from sqlalchemy import create_engine, text
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from config import Settings, SettingsError, read_settings


def fault_of(settings: Settings) -> str | None:
    """Return a sentence that says why the database cannot be used, or None when it can."""
    try:
        engine = create_engine(settings.database_url)
        shown = engine.url.render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return "DATABASE_URL is not a database address such as postgresql://name:password@host:5432/shuren."
    except ModuleNotFoundError as error:
        return f"The driver for this DATABASE_URL is not installed ({error.name}); start with: make run"
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        reason = str(getattr(error, "orig", error)).strip().splitlines()[0][:200]
        return f"The database {shown} cannot be reached: {reason}. Correct DATABASE_URL or start the database."
    finally:
        engine.dispose()
    return None


def main() -> int:
    """Check settings and database; print what is wrong."""
    try:
        fault = fault_of(read_settings())
    except SettingsError as error:
        fault = str(error)
    if fault:
        print(fault, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
