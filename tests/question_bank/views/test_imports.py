"""The way of a file from the upload to the bank and back."""

from __future__ import annotations

import io

import openpyxl
import pytest

from core import clock
from core.db import db
from documents import office
from question_bank import actions, writing
from question_bank.formats.base import ReadQuestion
from question_bank.models import ImportBatch, ImportUpload, Question, StagedImport, StagedQuestion, State
from tests.documents.test_compound_files import compound
from tests.question_bank.makers import PAPER, reading
from tests.question_bank.writing.nasty import picture


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
        ("x.xls", compound("Workbook"), "旧版 Excel 文件"),
        ("x.xlsx", b"PK\x03\x04nonsense", "已损坏"),
        ("x.txt", b"%PDF-1.7", "PDF"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(cast, sign_in, monkeypatch, name, raw, sentence):
    monkeypatch.setattr(office, "_PROGRAMS", ("no-such-program",))

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


def long_workbook(questions: int) -> bytes:
    rows = [["题型", "题干", "选项A", "选项B", "答案", "解析"]]
    rows += [
        ["单选题", f"第{n}号林班发现烟点应当先做什么？", f"报告{n}", f"离开{n}", "A", f"{n * 7919 % 99991}先报告" * 8]
        for n in range(questions)
    ]
    return workbook(rows)


def test_a_long_file_is_read_by_the_worker_and_opens_when_done(cast, sign_in):
    browser = sign_in(cast.organizer)
    raw = long_workbook(5200)

    address = upload(browser, "长.xlsx", raw).location

    assert len(raw) > 200_000
    assert browser.get(address + "/progress").json == {"reading": False, "percent": 100}
    assert "识别 5200 题" in browser.get(address).text
    assert db.session.query(ImportUpload).count() == 0


def test_a_long_file_that_waits_for_the_worker_shows_how_far_it_is(cast, sign_in, monkeypatch):
    monkeypatch.setattr("question_bank.views.imports.enqueue", lambda *_names, **_arguments: None)
    browser = sign_in(cast.organizer)
    address = upload(browser, "长.txt", (PAPER * 2000).encode()).location

    page = browser.get(address).text
    assert "正在读取" in page and 'value="0"' in page
    assert browser.get(address + "/progress").json == {"reading": True, "percent": 0}
    assert sign_in(cast.admin).get(address + "/progress").status_code == 403
    assert browser.post(address + "/removal").status_code == 303
    assert db.session.query(ImportUpload).count() == db.session.query(StagedImport).count() == 0


def test_a_long_file_that_cannot_be_read_tells_its_reason(cast, sign_in):
    browser = sign_in(cast.organizer)

    address = upload(browser, "坏.pdf", b"%PDF-1.7 " + b"x" * 300_000).location

    assert "已损坏" in browser.get(address).text
    assert browser.get(address + "/progress").json["reading"] is False


def test_questions_that_say_the_same_stand_side_by_side(cast, sign_in):
    browser = sign_in(cast.organizer)
    twice = "1.防火期可以野外用火。（√）\n2.防火期可以野外用火。（×）\n3.林区不准吸烟的规定一律适用。（√）"
    actions.import_reading(cast.organizer, reading("1.林区不准吸烟的规定一律适用。（×）"), now=clock.now())

    page = browser.get(paste(browser, twice).location).text

    assert page.count("other--conflict") == 3
    assert "本文件第 2 行，第 2 题" in page and "题库中编号" in page and "答案不同" in page


MATERIAL = "案例分析题\n材料一：某矿夜班停电，值班员未汇报。\n1.值班员首先应当（ ）。\nA.汇报\nB.离开\n2.值班员还应当（ ）。\nA.记录\nB.睡觉\n答案：A"


def test_one_question_of_a_material_is_corrected_in_place_and_the_material_becomes_sound(cast, sign_in):
    browser = sign_in(cast.organizer)
    address = paste(browser, MATERIAL).location
    item = db.session.query(StagedQuestion).one()
    values = {"kind": "single", "stem": "值班员首先应当（  ）。", "options": "汇报\n离开", "key": "A"}

    answer = browser.post(f"{address}/items/{item.id}?part=0", data=values)

    assert answer.status_code == 303
    assert db.session.get(StagedQuestion, item.id).status == "ready"
    assert browser.post(f"{address}/items/{item.id}?part=9", data=values).status_code == 404
    assert browser.post(address + "/batch", data={"topic": "矿山", "ready": "y"}).status_code == 303
    assert db.session.query(Question).one().kind == "material"


def test_the_page_shows_pictures_and_names_them_in_the_texts(cast, sign_in):
    browser = sign_in(cast.organizer)
    shown = picture(alt="黄色三角")
    asked = ReadQuestion(
        1, "single", f"图中是![黄色三角](picture:{shown.name})（  ）。", ("警告", "禁止"), "A", pictures=(shown,)
    )

    answer = upload(browser, "题.xml", writing.BY_NAME["moodle"].write([asked], "卷"))
    page = browser.get(answer.location).text

    assert f'<img class="picture" src="data:image/png;base64,{shown.content}" alt="黄色三角">' in page
    assert "图中是[图片：黄色三角]（  ）。" in page
