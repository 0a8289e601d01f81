"""Pages and files of reports: who sees what, real types, nonsense refused."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from flask.testing import FlaskClient

from accounts.models import Member
from core.db import atomic
from learning.actions import load_shipped_policies
from reports.catalogue import ALL
from tests.cast import NOON, Cast
from tests.conftest import QueryCount

SignIn = Callable[[Member], FlaskClient]
PATHS = ["/reports", *(f"/reports/{report.name}" for report in ALL)]


@pytest.fixture(autouse=True)
def policies(app: object) -> None:
    load_shipped_policies(None, now=NOON)


def sheet(response: object) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(response.data))
    return [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]


@pytest.mark.parametrize("path", PATHS)
def test_a_manager_reads_each_report(cast: Cast, sign_in: SignIn, path: str) -> None:
    page = sign_in(cast.manager).get(path)

    assert page.status_code == 200
    assert "管护一支部" in page.get_data(as_text=True)


@pytest.mark.parametrize("path", PATHS)
def test_a_member_without_the_right_is_refused(cast: Cast, sign_in: SignIn, path: str) -> None:
    assert sign_in(cast.alice).get(path).status_code == 403


@pytest.mark.parametrize("path", PATHS)
def test_a_stranger_is_asked_to_sign_in(cast: Cast, client: FlaskClient, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 302
    assert "/sign-in" in response.headers["Location"]


@pytest.mark.parametrize("path", PATHS)
def test_reports_are_only_read(cast: Cast, sign_in: SignIn, path: str) -> None:
    assert sign_in(cast.manager).post(path).status_code == 405


def test_a_secretary_sees_their_branch_and_nobody_else(cast: Cast, sign_in: SignIn) -> None:
    page = sign_in(cast.secretary).get("/reports/people").get_data(as_text=True)

    assert "安立" in page
    assert "陈川" not in page


def test_a_unit_outside_the_scope_does_not_exist(cast: Cast, sign_in: SignIn) -> None:
    assert sign_in(cast.secretary).get(f"/reports/people?unit={cast.other_branch.id}").status_code == 404


@pytest.mark.parametrize("name", ["nothing", "people/file.exe"])
def test_what_is_not_in_the_catalogue_does_not_exist(cast: Cast, sign_in: SignIn, name: str) -> None:
    assert sign_in(cast.manager).get(f"/reports/{name}").status_code == 404


@pytest.mark.parametrize("words", ["year=abc", "year=1800", "year=99999", "unit=x", "unit=1%27"])
def test_nonsense_in_the_address_is_refused_in_words(cast: Cast, sign_in: SignIn, words: str) -> None:
    page = sign_in(cast.manager).get(f"/reports/people?{words}")

    assert page.status_code == 422
    assert "年度应为" in page.get_data(as_text=True) or "请从列表中选择" in page.get_data(as_text=True)


def test_filters_narrow_the_people(cast: Cast, sign_in: SignIn) -> None:
    manager = sign_in(cast.manager)

    by_post = manager.get("/reports/people?post=护林员").get_data(as_text=True)
    by_text = manager.get("/reports/people?q=C001").get_data(as_text=True)
    by_unit = manager.get(f"/reports/people?unit={cast.farm.id}").get_data(as_text=True)

    assert ("A001" in by_post, "B001" in by_post) == (True, False)
    assert ("C001" in by_text, "A001" in by_text) == (True, False)
    assert ("A001" in by_unit, "C001" in by_unit) == (True, False)


def test_the_workbook_holds_numbers_filters_and_totals(cast: Cast, sign_in: SignIn) -> None:
    response = sign_in(cast.manager).get("/reports/people/file.xlsx?year=2026&post=护林员")

    rows = sheet(response)
    alice = next(row for row in rows if row[0] == "安立")
    assert "岗位：护林员" in rows[1][0]
    assert "年度：2026" in rows[1][0]
    assert (alice[1], alice[4], alice[5]) == ("A001", 32, 0)
    assert rows[-1][0] == "合计（1 人）"


@pytest.mark.parametrize("report", [report.name for report in ALL])
@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_every_report_comes_as_every_file(cast: Cast, sign_in: SignIn, report: str, ending: str) -> None:
    response = sign_in(cast.manager).get(f"/reports/{report}/file.{ending}")

    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    assert len(response.data) > 100


def test_a_name_cannot_run_in_a_spreadsheet(cast: Cast, sign_in: SignIn) -> None:
    @atomic
    def rename() -> None:
        cast.alice.name = "=1+1"

    rename()
    manager = sign_in(cast.manager)

    book = openpyxl.load_workbook(io.BytesIO(manager.get("/reports/people/file.xlsx").data))
    text = manager.get("/reports/people/file.csv").get_data(as_text=True)

    cell = next(cell for row in book.worksheets[0].iter_rows() for cell in row if cell.value == "=1+1")
    assert cell.data_type == "s"
    assert "'=1+1" in text


def test_people_stand_in_official_order_with_their_branches(cast: Cast, sign_in: SignIn) -> None:
    rows = sheet(sign_in(cast.manager).get("/reports/completion/file.xlsx"))

    names = [row[0] for row in rows]
    assert names.index("管护一支部") < names.index("矿山支部")


def test_the_number_of_statements_does_not_grow_with_the_people(
    cast: Cast, sign_in: SignIn, query_count: QueryCount
) -> None:
    manager = sign_in(cast.manager)
    manager.get("/reports/people")

    with query_count:
        manager.get("/reports/people")

    assert len(query_count) <= 25
