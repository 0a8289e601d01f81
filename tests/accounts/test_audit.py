"""The audit log: written by privileged changes, read by auditors, altered by nobody."""

from __future__ import annotations

import io

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from accounts import audit
from accounts.models import AuditEntry
from core.db import atomic, db
from tests.cast import Cast
from tests.conftest import QueryCount, SignIn


@atomic
def write(cast: Cast, count: int = 3) -> None:
    for number in range(count):
        audit.record(cast.admin, "member.change", cast.alice, {"post": f"旧{number}"}, {"post": f"新{number}"})


def test_an_entry_says_who_when_what_before_and_after(cast: Cast) -> None:
    write(cast, 1)

    entry = db.session.scalars(select(AuditEntry)).one()
    assert entry.actor_name == "夏管理（X001）"
    assert entry.thing == f"member:{cast.alice.id}"
    assert (entry.before, entry.after) == ('{"post": "旧0"}', '{"post": "新0"}')


def test_an_undone_change_leaves_no_entry(cast: Cast) -> None:
    @atomic
    def fail() -> None:
        audit.record(cast.admin, "member.change", cast.alice)
        raise RuntimeError("undone")

    with pytest.raises(RuntimeError, match="undone"):
        fail()

    assert db.session.scalars(select(AuditEntry)).all() == []


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET actor_name = 'nobody'",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE id = (SELECT MAX(id) FROM audit_entry)",
    ],
)
def test_the_database_refuses_to_alter_or_delete(cast: Cast, statement: str) -> None:
    write(cast)
    db.session.rollback()

    with pytest.raises(DatabaseError, match="append-only"), db.engine.begin() as connection:
        connection.execute(text(statement))

    assert audit.first_broken_link() is None


def test_a_forged_entry_breaks_the_chain(cast: Cast) -> None:
    write(cast)

    @atomic
    def forge() -> AuditEntry:
        last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
        forged = AuditEntry(
            at=last.at,
            actor_name="谁",
            action="x",
            thing="x",
            thing_name="x",
            before="",
            after="",
            reason="",
            address="",
            previous_digest=last.digest,
            digest="f" * 64,
        )
        db.session.add(forged)
        return forged

    forged = forge()

    assert audit.first_broken_link() == forged.id


def test_many_entries_make_one_chain_in_few_statements(cast: Cast, query_count: QueryCount) -> None:
    @atomic
    def write_many() -> int:
        return audit.record_many(cast.admin, "member.add", [audit.Change(cast.alice) for _ in range(200)])

    with query_count:
        written = write_many()

    assert written == 200
    assert len(query_count) <= 12
    assert audit.first_broken_link() is None


class TestPage:
    """The log as auditors read it."""

    def test_the_newest_stands_first_with_what_changed(self, cast: Cast, sign_in: SignIn) -> None:
        write(cast)

        page = sign_in(cast.auditor).get("/audit").text

        assert page.index("新2") < page.index("新1") < page.index("新0")
        assert "修改学员" in page

    @pytest.mark.parametrize(
        ("query", "seen"),
        [
            ("actor=夏管理", True),
            ("actor=安立", False),
            ("action=member.change", True),
            ("action=grant.give", False),
            ("thing=安立", True),
            ("thing=%25", False),
            ("since=2026-06-01&until=2026-06-01", True),
            ("since=2026-06-02", False),
            ("until=2026-05-31", False),
        ],
    )
    def test_filters_narrow(self, cast: Cast, sign_in: SignIn, query: str, seen: bool) -> None:
        write(cast)

        assert ("新0" in sign_in(cast.auditor).get(f"/audit?{query}").text) is seen

    def test_a_day_that_is_none_is_told(self, cast: Cast, sign_in: SignIn) -> None:
        assert sign_in(cast.auditor).get("/audit?since=yesterday").status_code == 422

    def test_a_sound_chain_is_confirmed(self, cast: Cast, sign_in: SignIn) -> None:
        write(cast)

        assert "已核对全部 3 条记录" in sign_in(cast.auditor).get("/audit?check=1").text

    def test_a_long_log_stands_on_pages_in_few_statements(
        self, cast: Cast, sign_in: SignIn, query_count: QueryCount
    ) -> None:
        write(cast, 60)
        browser = sign_in(cast.auditor)

        with query_count:
            page = browser.get("/audit").text

        assert "共 60 条" in page
        assert len(query_count) <= 8

    def test_the_export_holds_what_the_filter_keeps(self, cast: Cast, sign_in: SignIn) -> None:
        write(cast)

        content = sign_in(cast.auditor).get("/audit/export.xlsx?action=member.change").data

        rows = list(openpyxl.load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
        assert len(rows) == 4
        assert rows[1][1] == "夏管理（X001）"

    @pytest.mark.parametrize("who", ["admin", "manager", "alice"])
    def test_nobody_but_the_auditor_reads_it(self, cast: Cast, sign_in: SignIn, who: str) -> None:
        browser = sign_in(getattr(cast, who))

        assert browser.get("/audit").status_code == 403
        assert browser.get("/audit/export.xlsx").status_code == 403

    def test_nothing_in_it_can_be_changed_over_the_web(self, cast: Cast, sign_in: SignIn) -> None:
        browser = sign_in(cast.auditor)

        assert {browser.open("/audit", method=method).status_code for method in ("POST", "PUT", "DELETE")} == {405}
