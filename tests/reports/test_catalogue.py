"""One contract for every report, and every file listed."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from accounts.permissions import Permission, Scope, scope
from learning.actions import load_shipped_policies
from reports import catalogue
from reports.catalogue.base import Filters
from tests.cast import NOON, Cast

NOT_REPORTS = {"__init__", "base", "notes"}


@pytest.mark.parametrize("report", catalogue.ALL, ids=lambda report: report.name)
class TestEveryReport:
    def test_gives_each_row_a_value_for_each_column(self, report: object, app: Flask, cast: Cast) -> None:
        load_shipped_policies(None, now=NOON)

        content = report.content(scope(cast.manager, Permission.REPORT_READ), Filters(2026), now=NOON)

        rows = list(content.rows)
        assert rows
        assert {len(row.values) for row in rows} == {len(content.columns)}
        assert content.totals is None or len(content.totals) == len(content.columns)

    def test_shows_nothing_outside_a_scope(self, report: object, app: Flask, cast: Cast) -> None:
        content = report.content(Scope(()), Filters(2026), now=NOON)

        assert list(content.rows) == []

    def test_says_what_it_answers(self, report: object, app: Flask) -> None:
        assert str(report.label)
        assert str(report.about).endswith("。")


def test_every_file_is_listed() -> None:
    files = {path.stem for path in Path(catalogue.__file__).parent.glob("*.py")} - NOT_REPORTS

    assert len(files) == len(catalogue.ALL)
    assert len(catalogue.BY_NAME) == len(catalogue.ALL)
