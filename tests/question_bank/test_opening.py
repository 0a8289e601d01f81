"""Old workbooks are converted where the server can, else refused with what to do."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import Invalid
from documents import office
from question_bank import opening
from tests.documents.test_compound_files import compound
from tests.documents.test_uploads import converter
from tests.question_bank.views.test_imports import workbook

pytestmark = pytest.mark.usefixtures("words")
ROWS = [["题型", "题干", "选项A", "选项B", "答案"], ["单选题", "森林火警电话是？", "110", "12119", "B"]]


def test_an_old_workbook_is_read_where_there_is_a_converter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tmp_path / "made.xlsx"
    made.write_bytes(workbook(ROWS))
    converter(tmp_path, f'mkdir "$out" && cp {made} "$out/in.xlsx"')
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    (question,) = opening.read_safely("题库.xls", compound("Workbook", "SummaryInformation")).questions

    assert (question.kind, question.options, question.key, str(question.status)) == (
        "single", ("110", "12119"), "B", "ready"
    )  # fmt: skip
    assert opening.must_be_converted("题库.xls", compound("Book"))


def test_without_a_converter_the_sentence_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ("no-such-program",))

    for attempt in (opening.read_safely, opening.must_be_converted):
        with pytest.raises(Invalid, match=r"旧版 Excel 文件.*另存为 .xlsx"):
            attempt("题库.xls", compound("Workbook"))


def test_a_workbook_that_cannot_be_converted_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    converter(tmp_path, "exit 1")
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")

    with pytest.raises(Invalid, match=r"无法转换.*Excel"):
        opening.read_safely("题库.xls", compound("Workbook"))


def test_a_new_workbook_with_the_old_ending_needs_no_converter() -> None:
    assert not opening.must_be_converted("题库.xls", workbook(ROWS))
