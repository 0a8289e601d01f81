"""Run as a program: save one answer and die at a named point, as a power cut would.

Arguments: folder of the installation, the point (before_commit, after_commit), and the request as JSON.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from app import create_app
from core import group_commit

KILLED = 137


def main() -> None:
    """Send the request; the process never gets to answer it."""
    point, sent = sys.argv[1], json.loads(sys.argv[2])
    app = create_app()
    writer = app.extensions["durable_writer"]
    if point == "before_commit":
        execute_one = group_commit._execute_one

        def die_after_the_statement(connection: Any, job: Any) -> None:
            execute_one(connection, job)
            os._exit(KILLED)

        group_commit._execute_one = die_after_the_statement
    else:
        execute = writer.execute

        def die_after_the_commit(sql: str, values: Any) -> Any:
            execute(sql, values)
            os._exit(KILLED)

        writer.execute = die_after_the_commit
    browser = app.test_client()
    browser.set_cookie("session", sent["cookie"])
    browser.post(sent["path"], json=sent["body"], headers={"X-CSRFToken": sent["token"]})


if __name__ == "__main__":
    main()
