"""From another platform's file to a paper for the desk: brought with its picture, chosen in the bank, printed in official form."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdfium2
from docx.oxml.ns import qn
from playwright.sync_api import expect

from core.xlsx import read_sheets
from tests.journeys import steps
from tests.question_bank.writing.nasty import png

TOPIC = "外来题库/瞭望"
TITLE = "瞭望员上岗考试"
STEMS = ["瞭望塔上应当先看哪一个方向？", "瞭望记录应当每小时记一次。", "瞭望图上的红点表示什么？"]


def moodle_file() -> bytes:
    """A choice with a picture, a statement and another choice, as Moodle exports them."""
    picture = base64.b64encode(png(120, 60)).decode()
    shown = f'<text><![CDATA[<p>{STEMS[2]}</p><p><img src="@@PLUGINFILE@@/map.png" alt="瞭望图" /></p>]]></text>'
    options = "".join(
        f'<answer fraction="{share}" format="html"><text>{text}</text></answer>'
        for share, text in ((0, "水源"), (100, "火点"), (0, "道路"))
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<quiz>
<question type="category"><category><text>$course$/top/{TOPIC}</text></category></question>
<question type="multichoice"><questiontext format="html"><text>{STEMS[0]}</text></questiontext><single>true</single>
<defaultgrade>2.0000000</defaultgrade><answer fraction="100" format="html"><text>上风方向</text></answer>
<answer fraction="0" format="html"><text>下风方向</text></answer><answer fraction="0" format="html"><text>随便哪边</text></answer></question>
<question type="truefalse"><questiontext format="html"><text>{STEMS[1]}</text></questiontext><defaultgrade>1.0000000</defaultgrade>
<answer fraction="100" format="moodle_auto_format"><text>true</text></answer>
<answer fraction="0" format="moodle_auto_format"><text>false</text></answer></question>
<question type="multichoice"><questiontext format="html">{shown}<file name="map.png" path="/" encoding="base64">{picture}</file></questiontext>
<single>true</single><defaultgrade>2.0000000</defaultgrade>{options}</question>
</quiz>""".encode()


def test_an_organizer_brings_a_platforms_file_and_prints_a_paper(desktop: Any, tmp_path: Path) -> None:
    steps.be(desktop, "organizer")

    bring_the_file(desktop)
    narrow_the_bank(desktop)
    blank = download(desktop, tmp_path, "Word 试卷（不含答案）")
    check_the_paper(docx.Document(str(blank)), with_answers=False)
    answered = download(desktop, tmp_path, "Word 试卷（含答案）")
    check_the_paper(docx.Document(str(answered)), with_answers=True)
    check_the_set(download(desktop, tmp_path, "Word 试卷包（A/B 卷、答案、答题卡）"))
    check_the_rendering(blank, tmp_path)


def bring_the_file(page: Any) -> None:
    """Read the file, see its picture, and take all of it."""
    page.goto("/questions/imports")
    page.get_by_label("或选择文件").set_input_files(
        {"name": "瞭望.xml", "mimeType": "text/xml", "buffer": moodle_file()}
    )
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("识别 3 题")
    picture = page.get_by_role("img", name="瞭望图").first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("naturalWidth", 120)
    page.get_by_role("button", name="导入无误的 3 题").click()
    expect(page.get_by_text("已导入 3 题。").first).to_be_visible()


def narrow_the_bank(page: Any) -> None:
    """Filter by words, and carry what was chosen to the page of export."""
    page.goto("/questions/?q=瞭望&state=draft")
    expect(page.get_by_text(STEMS[0]).first).to_be_visible()
    page.get_by_role("link", name="导出", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("导出题目")
    expect(page.get_by_text("选中 3 题")).to_be_visible()


def download(page: Any, folder: Path, form: str) -> Path:
    """Choose a form of paper, give it a title and save it."""
    page.get_by_label("格式").select_option(label=form)
    page.get_by_role("button", name="筛选").click()
    expect(page.get_by_text(f"格式：{form}。")).to_be_visible()
    page.get_by_label("标题").fill(TITLE)
    with page.expect_download() as started:
        page.get_by_role("button", name="下载文件").click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    assert path.name.startswith(TITLE)
    return path


def check_the_paper(paper: Any, *, with_answers: bool) -> None:
    """Title, head, sections with their counts, the picture, numbered pages; answers only where they were asked for."""
    lines = [paragraph.text for paragraph in paper.paragraphs]
    title = paper.paragraphs[0]

    assert (title.text, title.runs[0].font.size.pt) == (TITLE, 22)
    assert title.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
    assert [line for line in lines if line.startswith(("一、", "二、"))] == [
        "一、单选题（共2题）", "二、判断题（共1题）"
    ]  # fmt: skip
    assert all(any(stem in line for line in lines) for stem in STEMS)
    assert len(paper.inline_shapes) == 1
    assert "PAGE" in paper.sections[0].footer._element.xml
    assert ("答案：A" in lines, "答案：B" in lines) == (with_answers, with_answers)
    assert any("姓名：" in line for line in lines) != with_answers


def check_the_set(path: Path) -> None:
    """A and B ask the same; the key of B goes with the order of B, which the table leads back to A."""
    archive = zipfile.ZipFile(path)
    names = {f"{version}{part}.docx" for version in ("A卷", "B卷") for part in ("", "答案", "答题卡")}
    assert set(archive.namelist()) == {*names, "题目顺序对照.xlsx"}
    for version in ("A卷", "B卷"):
        lines = [each.text for each in docx.Document(io.BytesIO(archive.read(f"{version}答案.docx"))).paragraphs]
        start = next(place for place, line in enumerate(lines) if STEMS[0] in line)
        answer = next(line for line in lines[start:] if line.startswith("答案："))[-1]
        options = "\t".join(lines[start + 1 : start + 4]).replace("\n", "\t").split("\t")
        assert any(option.startswith(answer) and "上风方向" in option for option in options)
    ((_title, rows),) = read_sheets(archive.read("题目顺序对照.xlsx"), max_rows=20)
    assert any("卷内题号" in map(str, row) for row in rows)


def check_the_rendering(paper: Path, folder: Path) -> None:
    """Where LibreOffice is installed, the paper is one sheet that shows its title, questions and page number."""
    program = shutil.which("soffice")
    if program is None:
        return
    command = [program, f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf",
               "--outdir", str(folder), str(paper)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    document = pypdfium2.PdfDocument(paper.with_suffix(".pdf"))
    text = "".join(page.get_textpage().get_text_bounded() for page in document)
    shown = "".join(text.split())  # lines are broken where the paper ends, spaces where the fonts change
    assert len(document) == 1
    assert [said for said in (TITLE, *STEMS, "姓名", "—1—") if "".join(said.split()) not in shown] == []
