"""The roster: reading strange workbooks, comparing, importing as a whole, exporting again."""

from __future__ import annotations

import io
import re
import time
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from accounts import audit, passwords, queries
from accounts.actions import roster as actions
from accounts.models import AuditEntry, Member, RosterImport
from accounts.permissions import Role
from accounts.roster.columns import fields_by_heading, normal
from accounts.roster.planning import plan_import
from accounts.roster.reading import Reading, cell_text, loaded, read_roster
from core.db import atomic, db
from core.errors import Invalid, Refusal
from tests.cast import NOON, Cast, grant
from tests.conftest import QueryCount, SignIn

HEADINGS = ("工号", "姓名", "党支部编码", "单位编码", "政治面貌", "党内职务", "岗位", "性别", "出生年份", "手机号")


def row(staff_no: Any = "N001", name: Any = "新同志", party: Any = "DZB1", farm: Any = "LC1", *rest: Any) -> list[Any]:
    return [staff_no, name, party, farm, *(rest or ("群众", "", "护林员", "女", 1990, "13812345678"))]


def workbook(*rows: list[Any], headings: tuple[str, ...] = HEADINGS, above: int = 0) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    for _ in range(above):
        sheet.append(["北岭森工人员名册"])
    sheet.append(list(headings))
    for cells in rows:
        sheet.append(cells)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def upload(browser: FlaskClient, content: bytes, name: str = "roster.xlsx"):
    return browser.post("/members/import", data={"file": (io.BytesIO(content), name)})


def preview(browser: FlaskClient, content: bytes, kind: str = "") -> tuple[str, str]:
    """Return the address of the preview and its page."""
    address = upload(browser, content).location
    return address, browser.get(f"{address}?kind={kind}").text


def confirm(browser: FlaskClient, address: str, page: str):
    seen = re.search(r'name="seen" value="(\w+)"', page)
    return browser.post(f"{address}/confirmation", data={"seen": seen[1] if seen else ""})


def bring_in(browser: FlaskClient, content: bytes):
    return confirm(browser, *preview(browser, content))


def find(staff_no: str) -> Member | None:
    db.session.expire_all()
    return queries.find_by_staff_no(staff_no)


def sheet_of(content: bytes, number: int = 0) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[number].iter_rows(values_only=True))


class TestReading:
    """Workbooks as people really send them."""

    @pytest.mark.parametrize(
        "headings",
        [
            ("工号", "姓名"),
            ("工号*", "姓 名*"),
            ("人员编号（必填）", "姓名（必填）"),
            ("职工号", "　姓名"),
            ("ＳＴＡＦＦ　ＮＯ", "Name"),
        ],
    )
    def test_headings_may_be_written_in_many_ways(self, app: object, headings: tuple[str, ...]) -> None:
        reading = read_roster(workbook(["1", "安立"], headings=headings))

        assert reading.columns == ("staff_no", "name")

    def test_lines_above_the_headings_and_empty_ones_below_are_passed_over(self, app: object) -> None:
        reading = read_roster(workbook(row(), [None] * 10, row("N002"), above=3))

        assert [line for line, _ in reading.lines] == [5, 7]

    def test_columns_that_nobody_asked_for_are_named(self, app: object) -> None:
        reading = read_roster(workbook(["1", "安立", "x"], headings=("工号", "姓名", "身份证号")))

        assert reading.ignored == ["身份证号"]

    @pytest.mark.parametrize(
        ("cell", "text"),
        [
            (1001.0, "1001"),
            (1001, "1001"),
            (" a\u200bb ", "ab"),
            (None, ""),
            (datetime(1990, 5, 1), "1990-05-01"),
            (1.5, "1.5"),
            ("a\nb", "a b"),
        ],
    )
    def test_a_cell_becomes_clean_text(self, cell: Any, text: str) -> None:
        assert cell_text(cell) == text

    @pytest.mark.parametrize(
        ("content", "told"),
        [
            (b"not a workbook", "xlsx"),
            (workbook(["1"], headings=("编号",)), "表头"),
            (workbook(), "没有任何学员"),
            (workbook(["1", "a", "2"], headings=("工号", "姓名", "职工号")), "出现了两次"),
        ],
        ids=["no workbook", "no headings", "nobody", "a column twice"],
    )
    def test_a_file_that_is_no_roster_is_told_why(self, cast: Cast, sign_in: SignIn, content: bytes, told: str) -> None:
        response = upload(sign_in(cast.admin), content)

        assert response.status_code == 422
        assert told in response.text

    def test_other_files_and_none_are_refused(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)

        assert upload(browser, b"x", "roster.exe").status_code == 422
        assert browser.post("/members/import").status_code == 422

    @given(st.lists(st.lists(st.text(max_size=12), min_size=2, max_size=2), min_size=1, max_size=5))
    @settings(max_examples=25, deadline=None)
    def test_a_reading_comes_back_as_it_was_kept(self, cells: list[list[str]]) -> None:
        lines = tuple((number, tuple(pair)) for number, pair in enumerate(cells, start=2))
        reading = Reading("名册", ("工号", "姓名"), ("staff_no", "name"), lines)

        assert loaded(reading.dumped()) == reading

    def test_no_two_fields_share_a_heading(self, app: object) -> None:
        known = fields_by_heading()

        assert all(normal(heading) == heading for heading in known)
        assert {field.name for field in known.values()} >= {"staff_no", "name", "party_unit", "admin_unit"}


class TestPlan:
    """What importing would do, before anything is done."""

    def faults(self, cast: Cast, *rows: list[Any]) -> list[tuple[int, str, str]]:
        plan = plan_import(cast.admin, read_roster(workbook(*rows)), now=NOON)
        return [(entry.row.line, fault.column, fault.sentence) for entry in plan.entries for fault in entry.row.faults]

    @pytest.mark.parametrize(
        ("cells", "column"),
        [
            (row(staff_no=""), "staff_no"),
            (row(staff_no="a/b"), "staff_no"),
            (row(name=""), "name"),
            (row(name="<b>x"), "name"),
            (row(name="=1+1 "), "name"),
            (row(party="NOPE"), "party_unit"),
            (row(party="LC1"), "party_unit"),
            (row(farm="DZB1"), "admin_unit"),
            (row("N1", "甲", "", ""), "party_unit"),
            (row("N1", "甲", "DZB1", "LC1", "国王", "", "", "", "", ""), "political_status"),
            (row("N1", "甲", "DZB1", "LC1", "", "国王", "", "", "", ""), "party_post"),
            (row("N1", "甲", "DZB1", "LC1", "", "", "长" * 41, "", "", ""), "post"),
            (row("N1", "甲", "DZB1", "LC1", "", "", "", "？", "", ""), "gender"),
            (row("N1", "甲", "DZB1", "LC1", "", "", "", "", "七五年", ""), "birth_year"),
            (row("N1", "甲", "DZB1", "LC1", "", "", "", "", "", "电话"), "phone"),
            (row("N1", "甲", "DZB1", "LC1", "", "", "", "", "", "138****78"), "phone"),
        ],
    )
    def test_a_faulty_cell_is_named(self, cast: Cast, cells: list[Any], column: str) -> None:
        assert [(line, name) for line, name, _ in self.faults(cast, cells)] == [(2, column)]

    def test_a_number_that_stands_twice_is_named_by_both_rows(self, cast: Cast) -> None:
        found = self.faults(cast, row("N1"), row("N2"), row(" N1 "))

        assert [line for line, _, _ in found] == [2, 4]
        assert all("第 2、4 行" in sentence for _, _, sentence in found)

    def test_words_are_understood_with_their_common_variants(self, cast: Cast) -> None:
        cells = row(1001.0, "甲", "管护一支部", "LC1", "预备党员", "支部书记", "", "男", "1990年", 13812345678.0)

        plan = plan_import(cast.admin, read_roster(workbook(cells)), now=NOON)

        values = plan.of("new")[0].values
        assert values["staff_no"] == "1001"
        assert values["party_unit"] is cast.branch
        assert (values["political_status"], values["party_post"], values["gender"]) == (
            "probationary",
            "secretary",
            "male",
        )
        assert (values["birth_year"], values["phone"]) == (1990, "13812345678")

    def test_each_change_is_told_field_by_field(self, cast: Cast) -> None:
        cells = ["A001", "安立", "DZB2"]

        plan = plan_import(cast.admin, read_roster(workbook(cells, headings=HEADINGS[:3])), now=NOON)

        changes = plan.of("changed")[0].changes
        assert [(change.heading, change.before, change.after) for change in changes] == [
            ("党组织编码", "管护一支部", "矿山支部")
        ]

    def test_a_column_that_is_absent_leaves_its_field_alone(self, cast: Cast) -> None:
        plan = plan_import(cast.admin, read_roster(workbook(["A001", "安立"], headings=HEADINGS[:2])), now=NOON)

        assert plan.counts == {"unchanged": 1}

    def test_people_and_units_beyond_reach_are_refused(self, cast: Cast) -> None:
        @atomic
        def make_local_admin() -> None:
            grant(cast.bob, Role.SYSTEM_ADMIN, cast.branch)

        make_local_admin()
        rows = workbook(
            row("C001", "陈川", "DZB1", ""), row("N1", "甲", "DZB2", ""), row("A001", "安立", "DZB1", "LC1")
        )

        plan = plan_import(cast.bob, read_roster(rows), now=NOON)

        assert [entry.kind for entry in plan.entries] == ["faulty", "faulty", "changed"]

    def test_five_thousand_rows_take_few_statements_and_little_time(self, cast: Cast, query_count: QueryCount) -> None:
        lines = tuple((n + 2, (f"T{n}", "同志", "DZB1", "LC1")) for n in range(5_000))
        reading = Reading("名册", HEADINGS[:4], ("staff_no", "name", "party_unit", "admin_unit"), lines)
        started = time.process_time()

        with query_count:
            plan = plan_import(cast.admin, reading, now=NOON)

        assert plan.counts == {"new": 5_000}
        assert len(query_count) <= 20
        assert time.process_time() - started < 10


class TestImporting:
    """All of it or nothing, exactly as previewed."""

    def test_a_thousand_people_are_added_in_few_statements(self, cast: Cast, query_count: QueryCount) -> None:
        lines = tuple((n + 2, (f"T{n}", "同志", "DZB1", "LC1")) for n in range(1_000))
        reading = Reading("名册", HEADINGS[:4], ("staff_no", "name", "party_unit", "admin_unit"), lines)
        roster = actions.stage_roster(cast.admin, "roster.xlsx", reading, now=NOON)
        seen = plan_import(cast.admin, reading, now=NOON).digest

        with query_count:
            actions.apply_roster(cast.admin, roster, seen, now=NOON)

        assert find("T999").party_unit_id == cast.branch.id
        assert audit.first_broken_link() is None
        assert len(query_count) <= 40

    def test_new_people_are_added_and_known_ones_updated(self, cast: Cast, sign_in: SignIn) -> None:
        known = row("A001", "安立", "DZB1", "LC1", "中共党员", "", "瞭望员", "", "", "")

        response = bring_in(sign_in(cast.admin), workbook(row(), known))

        assert response.status_code == 303
        assert find("N001").party_unit_id == cast.branch.id
        assert find("A001").post == "瞭望员"

    def test_the_preview_counts_and_changes_nothing(self, cast: Cast, sign_in: SignIn) -> None:
        _, page = preview(sign_in(cast.admin), workbook(row()))

        assert "新增 1 人，更新 0 人" in page
        assert find("N001") is None

    def test_one_faulty_row_stops_them_all(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)
        address, page = preview(browser, workbook(row(), row("N002", party="NOPE")))

        response = confirm(browser, address, page)

        assert "confirmation" not in page
        assert response.status_code == 422
        assert find("N001") is None

    def test_a_change_since_the_preview_stops_it(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)
        address, page = preview(browser, workbook(row("A001", "安立", "DZB1", "LC1")))

        @atomic
        def meanwhile() -> None:
            cast.alice.post = "别的岗位"

        meanwhile()
        response = confirm(browser, address, page)

        assert response.status_code == 409
        assert find("A001").post == "别的岗位"

    def test_a_roster_is_imported_once(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)
        address, page = preview(browser, workbook(row()))

        first, second = confirm(browser, address, page), confirm(browser, address, page)

        assert (first.status_code, second.status_code) == (303, 409)
        assert db.session.scalars(select(RosterImport.reading)).one() == ""

    def test_the_result_is_shown_and_a_second_import_finds_nothing_new(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)

        done = browser.get(bring_in(browser, workbook(row())).location).text
        _, again = preview(browser, workbook(row()))

        assert "名册已导入" in done
        assert "完全一致" in again

    def test_every_person_stands_in_the_log_and_the_chain_holds(self, cast: Cast, sign_in: SignIn) -> None:
        bring_in(sign_in(cast.admin), workbook(row(), row("N002"), row("A001", "安立")))

        actions_ = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
        assert actions_ == ["member.add", "member.add", "member.change", "roster.import"]
        assert audit.first_broken_link() is None

    def test_faulty_rows_come_back_as_a_workbook_with_their_reasons(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)
        address, _ = preview(browser, workbook(row(), row("N002", "<b>", party="NOPE")))

        rows = sheet_of(browser.get(f"{address}/faults.xlsx").data)

        assert rows[0][:3] == ("原行号", "问题", "工号")
        assert len(rows) == 2
        assert rows[1][0] == 3
        assert "姓名：" in rows[1][1]
        assert "党组织编码：" in rows[1][1]
        assert rows[1][2] == "N002"

    def test_somebody_elses_upload_is_not_found(self, cast: Cast, sign_in: SignIn) -> None:
        address, _ = preview(sign_in(cast.admin), workbook(row()))

        @atomic
        def make_other_admin() -> None:
            grant(cast.bob, Role.SYSTEM_ADMIN, cast.committee)

        make_other_admin()
        browser = sign_in(cast.bob)

        assert browser.get(address).status_code == 404
        assert browser.get(f"{address}/faults.xlsx").status_code == 404
        assert browser.post(f"{address}/confirmation").status_code == 404

    def test_uploads_left_lying_lose_their_rows_after_a_day(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)
        address, _ = preview(browser, workbook(row()))
        reading = read_roster(workbook(row("N002")))

        later = NOON.replace(day=3)
        actions.stage_roster(cast.admin, "later.xlsx", reading, now=later)

        db.session.expire_all()
        assert browser.get(address).status_code == 409
        with pytest.raises(Refusal):
            actions.kept_reading(db.session.get_one(RosterImport, int(address.rsplit("/", 1)[1])))

    def test_readers_import_nothing(self, cast: Cast, sign_in: SignIn) -> None:
        assert upload(sign_in(cast.manager), workbook(row())).status_code == 403


class TestFirstPasswords:
    """People who came by roster get one-time passwords, all at once and once."""

    def test_the_workbook_holds_passwords_that_work(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)
        bring_in(browser, workbook(row()))

        response = browser.post("/members/first-passwords")

        handed_out = {cells[2]: cells[4] for cells in sheet_of(response.data)[2:]}
        assert response.headers["Cache-Control"] == "no-store"
        assert passwords.matches(find("N001").password_hash, handed_out["N001"])
        assert find("N001").must_change_password

    def test_nobody_gets_a_second_one(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.admin)
        browser.post("/members/first-passwords")

        @atomic
        def give_the_admin_one() -> None:
            cast.admin.password_hash = "x"  # one's own account is left alone

        give_the_admin_one()

        assert browser.post("/members/first-passwords").status_code == 409


class TestWriting:
    """Template and export."""

    def test_the_template_has_drop_downs_and_the_codes_of_the_units(self, cast: Cast, sign_in: SignIn) -> None:
        content = sign_in(cast.admin).get("/members/template.xlsx").data

        book = openpyxl.load_workbook(io.BytesIO(content))
        lists = [rule.formula1 for rule in book.worksheets[0].data_validations.dataValidation]
        assert any("中共预备党员" in choices for choices in lists)
        assert any("副书记" in choices for choices in lists)
        assert any("女" in choices for choices in lists)
        assert {cells[0] for cells in sheet_of(content, 1)} >= {"DW", "DZB1", "LC1"}

    def test_a_filled_template_is_read(self, cast: Cast, sign_in: SignIn) -> None:
        book = openpyxl.load_workbook(io.BytesIO(sign_in(cast.admin).get("/members/template.xlsx").data))
        book.worksheets[0].append(row())
        buffer = io.BytesIO()
        book.save(buffer)

        assert len(read_roster(buffer.getvalue()).lines) == 1

    @pytest.mark.parametrize("locale", ["zh", "en"])
    def test_an_export_comes_back_without_any_change(self, cast: Cast, sign_in: SignIn, locale: str) -> None:
        browser = sign_in(cast.admin)
        browser.set_cookie("locale", locale)

        _, page = preview(browser, browser.get("/members/export.xlsx").data, "unchanged")

        assert ("完全一致" if locale == "zh" else "matches the platform exactly") in page

    def test_an_export_holds_ones_scope_and_filter_and_is_noted(self, cast: Cast, sign_in: SignIn) -> None:
        whole = sheet_of(sign_in(cast.secretary).get("/members/export.xlsx").data)
        one = sheet_of(sign_in(cast.secretary).get("/members/export.xlsx?q=A001").data)

        assert [cells[0] for cells in whole[1:]] == ["S001", "A001", "B001"]
        assert [cells[0] for cells in one[1:]] == ["A001"]
        assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 2

    def test_readers_get_masked_phones(self, cast: Cast, sign_in: SignIn) -> None:
        @atomic
        def give_phone() -> None:
            cast.alice.phone = "13812345678"

        give_phone()

        read = sign_in(cast.secretary).get("/members/export.xlsx?q=A001").data
        edited = sign_in(cast.admin).get("/members/export.xlsx?q=A001").data

        assert sheet_of(read)[1][9] == "138****78"
        assert sheet_of(edited)[1][9] == "13812345678"

    def test_a_formula_stays_text(self, cast: Cast, sign_in: SignIn) -> None:
        @atomic
        def poison() -> None:
            cast.alice.post = "=1+1"

        poison()

        book = openpyxl.load_workbook(io.BytesIO(sign_in(cast.admin).get("/members/export.xlsx?q=A001").data))
        cell = book.worksheets[0]["G2"]
        assert (cell.data_type, cell.value) == ("s", "=1+1")


def test_a_roster_without_rows_is_no_roster(app: object) -> None:
    with pytest.raises(Invalid):
        read_roster(workbook())
