"""The way of a file from the upload to the bank and back."""

from __future__ import annotations

import io

import openpyxl
import pytest

from core import clock
from core.db import db
from question_bank import actions
from question_bank.models import ImportBatch, Question, StagedImport, StagedQuestion, State
from tests.question_bank.makers import PAPER, reading


def paste(browser, text=PAPER):
    return browser.post("/questions/imports", data={"pasted": text})


def upload(browser, name, raw):
    return browser.post(
        "/questions/imports", data={"file": (io.BytesIO(raw), name)}, content_type="multipart/form-data"
    )


def workbook(rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_pasted_text_is_shown_beside_its_reading_with_reasons_and_counts(cast, sign_in):
    browser = sign_in(cast.organizer)

    answer = paste(browser)
    page = browser.get(answer.location).text

    assert answer.status_code == 303
    assert "识别 7 题" in page
    assert "导入无误的 5 题" in page
    assert "选项字母重复：第二个 C 应为 D" in page
    assert "<mark>" in page


def test_tabs_show_the_questions_of_one_state(cast, sign_in):
    browser = sign_in(cast.organizer)
    address = paste(browser).location

    doubtful = browser.get(address + "?status=doubtful").text

    assert "防火期一律不准野外用火" in doubtful
    assert "森林火警电话" not in doubtful
    assert browser.get(address + "?status=nonsense&page=zz").status_code == 200


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("试卷.txt", PAPER.encode("gb18030")),
        ("试卷.txt", PAPER.encode("utf-8-sig")),
        ("题库.csv", "题型,题干,选项A,选项B,答案\n单选题,森林火警电话是？,110,12119,B\n".encode("gb18030")),
        (
            "题库.xls",
            workbook([["题型", "题干", "选项A", "选项B", "答案"], ["单选题", "森林火警电话是？", 110, 12119, 12119]]),
        ),
    ],
)
def test_files_of_every_format_are_read(cast, sign_in, name, raw):
    browser = sign_in(cast.organizer)

    answer = upload(browser, name, raw)

    assert answer.status_code == 303
    assert "12119" in browser.get(answer.location).text


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("x.txt", b"", "空文件"),
        ("x.exe", b"MZ", "这里只接受"),
        ("x.txt", "今天天气很好。".encode(), "没有从文件里读出题目"),
        ("x.txt", b"\x00\x01\x02", "不是文本文件"),
        ("x.xls", b"\xd0\xcf\x11\xe0" + b"0" * 100, "旧版 Office"),
        ("x.xlsx", b"PK\x03\x04nonsense", "已损坏"),
        ("x.txt", b"%PDF-1.7", "PDF"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(cast, sign_in, name, raw, sentence):
    answer = upload(sign_in(cast.organizer), name, raw)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert db.session.query(StagedImport).count() == 0


def test_sending_neither_file_nor_text_is_422(cast, sign_in):
    assert sign_in(cast.organizer).post("/questions/imports", data={}).status_code == 422


def test_a_question_is_corrected_in_place(cast, sign_in):
    browser = sign_in(cast.organizer)
    address = paste(browser).location
    item = db.session.query(StagedQuestion).filter_by(ordinal=3).one()

    answer = browser.post(
        f"{address}/items/{item.id}?status=rejected",
        data={
            "kind": "single",
            "stem": "巡护记录应当写明（  ）。",
            "options": "时间\n地点\n事项\n结果",
            "key": "D",
            "explanation": "",
            "topic": "",
        },
    )

    assert answer.status_code == 303
    assert "status=rejected" in answer.location
    assert "导入无误的 6 题" in browser.get(address).text


def test_a_correction_without_stem_or_key_comes_back_422(cast, sign_in):
    browser = sign_in(cast.organizer)
    address = paste(browser).location
    item = db.session.query(StagedQuestion).filter_by(ordinal=1).one()

    answer = browser.post(f"{address}/items/{item.id}", data={"kind": "single", "stem": "", "options": "", "key": ""})

    assert answer.status_code == 422
    assert "请填写题干" in answer.text


def test_confirming_imports_the_sound_ones_and_undoing_takes_them_back(cast, sign_in):
    browser = sign_in(cast.organizer)
    address = paste(browser).location

    confirmed = browser.post(address + "/batch", data={"topic": "安全/通用", "ready": "y"})
    listed = browser.get(confirmed.location).text
    batch = db.session.query(ImportBatch).one()

    assert confirmed.status_code == 303
    assert "森林火警电话" in listed
    assert {question.state for question in db.session.query(Question)} == {State.READY}
    assert browser.post(address + "/batch", data={"topic": "", "ready": ""}).status_code == 409
    assert browser.post(f"/questions/batches/{batch.id}/removal").status_code == 303
    assert db.session.query(Question).count() == 0
    assert "已撤回" in browser.get("/questions/imports").text


def test_without_a_confirmation_the_questions_are_drafts(cast, sign_in):
    browser = sign_in(cast.organizer)
    address = paste(browser).location

    browser.post(address + "/batch", data={"topic": "安全"})

    assert {question.state for question in db.session.query(Question)} == {State.DRAFT}


def test_problems_come_as_a_workbook_with_lines_and_reasons(cast, sign_in):
    browser = sign_in(cast.organizer)
    address = paste(browser).location

    answer = browser.get(address + "/problems.xlsx")

    rows = [
        row for row in openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True) if any(row)
    ]
    assert any("巡护记录应当" in str(row) and "选项字母重复" in str(row) for row in rows)
    assert sum(str(row[0]).isdigit() for row in rows) == 2


def test_a_waiting_file_belongs_to_whoever_brought_it(cast, sign_in):
    staged = actions.stage_reading(cast.admin, reading(), "别人的.txt", now=clock.now())
    item = db.session.query(StagedQuestion).first()
    browser = sign_in(cast.organizer)

    assert browser.get(f"/questions/imports/{staged.id}").status_code == 404
    assert browser.get(f"/questions/imports/{staged.id}/problems.xlsx").status_code == 404
    for path in ("batch", "removal", f"items/{item.id}"):
        assert browser.post(f"/questions/imports/{staged.id}/{path}").status_code == 404
    assert "别人的.txt" not in browser.get("/questions/imports").text


def test_a_waiting_file_can_be_thrown_away(cast, sign_in):
    browser = sign_in(cast.organizer)
    address = paste(browser).location

    assert browser.post(address + "/removal").status_code == 303
    assert browser.get(address).status_code == 404


def test_a_paper_cannot_carry_script_into_the_page(cast, sign_in):
    browser = sign_in(cast.organizer)
    evil = "1.<script>alert(1)</script>是（ ）。\nA.<img src=x onerror=alert(1)>\nB.乙\n答案：B\n解析：<svg onload=alert(1)>"

    page = browser.get(paste(browser, evil).location).text

    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "<svg onload" not in page
