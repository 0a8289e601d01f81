"""Schema migrations, and which tables they leave alone."""

from __future__ import annotations

from typing import Any

from flask_migrate import Migrate

from config import ROOT

FOREIGN_PREFIXES = ("kv", "task", "schedule", "search_index")
"""Tables of the task queue, and tables, columns and indexes of full-text search, which models do not know."""


def include_object(thing: Any, name: str | None, kind: str, reflected: bool, compare_to: Any) -> bool:
    """Tell autogenerate to ignore what exists in the database under these names but not in our models."""
    return not (
        kind in {"table", "column", "index"}
        and reflected
        and compare_to is None
        and (name or "").startswith(FOREIGN_PREFIXES)
    )


migrate = Migrate(directory=str(ROOT / "migrations"), include_object=include_object, render_as_batch=True)
