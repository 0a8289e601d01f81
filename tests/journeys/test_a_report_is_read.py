"""A training manager reads, filters and exports the report; everybody sees only their own part."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import expect

from tests.journeys import steps

UNIT = "扑火队"


def test_a_manager_filters_the_report_exports_it_and_opens_a_ledger(desktop: Any, tmp_path: Path) -> None:
    steps.be(desktop, "manager")
    desktop.goto("/")
    desktop.get_by_role("link", name="管理", exact=True).click()
    desktop.get_by_role("navigation", name="管理菜单").get_by_role("link", name="完成情况").click()
    everybody = desktop.locator("table.data tbody tr").count()

    pick_unit(desktop, UNIT)
    rows = desktop.locator("table.data tbody tr")
    expect(rows).to_have_count(1)
    assert everybody > 1
    expect(desktop.locator("table.data tfoot")).to_contain_text("合计")

    check_workbook(download(desktop, tmp_path))

    rows.first.get_by_role("link").click()
    person = desktop.locator("table.data tbody tr").first.get_by_role("link")
    name = person.inner_text()
    person.click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text(f"{name}的学时")


def test_a_branch_secretary_sees_only_their_branch(desktop: Any) -> None:
    steps.be(desktop, "secretary")

    desktop.goto("/reports")

    expect(desktop.locator("table.data tbody tr")).to_have_count(1)
    expect(desktop.locator("table.data tbody tr")).to_contain_text("第三")
    assert not [unit for unit in units(desktop) if UNIT in unit]


def test_a_manager_of_nothing_is_told_that_the_report_is_not_theirs(desktop: Any) -> None:
    steps.be(desktop, "member")

    answer = desktop.goto("/reports")

    assert answer.status == 403
    expect(desktop.get_by_role("heading", level=1)).to_be_visible()
    assert desktop.goto("/reports/completion/file.xlsx").status == 403


def units(page: Any) -> list[str]:
    """Return the units that the filter offers."""
    return list(page.get_by_label("单位", exact=True).locator("option").all_inner_texts())


def pick_unit(page: Any, word: str) -> None:
    """Filter by the first unit with a word in its name."""
    name = next(unit for unit in units(page) if word in unit)
    page.get_by_label("单位", exact=True).select_option(label=name)
    page.get_by_role("button", name="筛选").click()
    page.wait_for_url("**unit=*")


def download(page: Any, folder: Path) -> Path:
    """Export to Excel and return where the file is."""
    with page.expect_download() as started:
        page.get_by_role("link", name="导出 Excel").click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def check_workbook(path: Path) -> None:
    """Look for the chosen unit above the table, numbers that are numbers, and a row of totals."""
    rows = list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    heads = next(place for place, row in enumerate(rows) if row[0] == "党支部")
    above = " ".join(str(cell) for row in rows[:heads] for cell in row if cell)
    body, totals = rows[heads + 1 : -1], rows[-1]
    people, share = rows[heads].index("应训"), rows[heads].index("学时达标")

    assert UNIT in above
    assert str(totals[0]).startswith("合计")
    assert all(isinstance(row[people], int) for row in [*body, totals])
    assert all(row[share] is None or isinstance(row[share], int | float) for row in [*body, totals])
    assert totals[people] == sum(row[people] for row in body)
