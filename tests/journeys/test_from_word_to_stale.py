"""From a Word file to a course that members learn, and on: its new edition comes, and what rests on it is cleared."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.courses.drafting import text_of
from tests.journeys import steps

TITLE = "北岭林区夜间值守办法"
SECTION = "巡护安排"


def word_file(path: Path, *numbers: str) -> Path:
    """A regulation as an office types it: no heading styles, one paragraph a line."""
    document = Document()
    for line in text_of(*numbers).decode().replace("北岭林区巡护办法", TITLE).splitlines():
        if line:
            document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    path.write_bytes(stream.getvalue())
    return path


@pytest.fixture
def editions(tmp_path: Path) -> tuple[Path, Path]:
    """Two editions that differ in how often a ranger goes out."""
    return word_file(tmp_path / "值守办法.docx", "五", "七"), word_file(tmp_path / "值守办法2.docx", "三", "七")


def test_from_a_word_file_to_a_cleared_list(desktop: Any, phone: Any, editions: tuple[Path, Path]) -> None:
    steps.be(desktop, "organizer")
    document = upload(desktop, editions[0])
    bench = draft_and_hand_in(desktop)

    publish(phone, bench)
    learn(phone)

    steps.be(desktop, "manager")
    waiting = replace(desktop, document, editions[1])
    steps.be(desktop, "organizer")
    clear(desktop, waiting)


def upload(page: Any, path: Path) -> str:
    """Upload a document and return its address."""
    page.goto("/documents/new")
    send(page, path)
    page.wait_for_url(re.compile(r"/documents/\d+$"))
    expect(page.get_by_role("heading", name=TITLE).first).to_be_visible()
    return str(page.url)


def send(page: Any, path: Path) -> None:
    page.locator("main input[type=file]").set_input_files(str(path))
    page.locator("main form button[type=submit]").click()


def draft_and_hand_in(page: Any) -> str:
    """Make a draft of the shown document, check each lesson, hand it in; return the address of the workbench."""
    page.get_by_role("link", name="做成课程").click()
    page.get_by_role("button", name="建立草稿").click()
    page.wait_for_url("**/courses/drafts/*")
    bench = str(page.url)
    for address in page.locator(".bench-lesson__name").evaluate_all("all => all.map(e => e.href)"):
        check_lesson(page, address)
    page.goto(bench)
    page.get_by_role("button", name="提交审核").click()
    expect(page.get_by_text("正在等他人审核")).to_be_visible()
    return bench


def check_lesson(page: Any, address: str) -> None:
    """Confirm the objectives of a lesson, give it time enough, accept its first question."""
    page.goto(address)
    page.get_by_label("我已核对学习目标").check()
    minutes = page.get_by_label("预计分钟")
    minutes.fill(str(max(5, int(minutes.input_value()))))
    expect(page.locator('[data-save-state="saved"]')).to_be_visible()
    page.get_by_role("button", name="采用").first.click()
    expect(page.get_by_text("已采用").first).to_be_visible()


def publish(page: Any, bench: str) -> None:
    """Review the draft as somebody else, on a phone, and publish it with its questions."""
    steps.be(page, "reviewer")
    page.goto(bench)
    page.get_by_label("自测题一并审定，可以使用").check()
    page.get_by_role("button", name="通过并发布").click()
    page.wait_for_url(re.compile(r"/courses/\d+$"))
    assert not steps.is_too_wide(page)


def learn(page: Any) -> None:
    """Find the course as a member and read a lesson."""
    steps.be(page, "member")
    page.goto("/learn")
    page.get_by_role("link", name=re.compile(TITLE)).first.click()
    page.get_by_role("link", name=re.compile(SECTION)).first.click()
    expect(page.locator("#lesson")).to_contain_text("每周至少巡护五次")
    assert not steps.is_too_wide(page)


def replace(page: Any, document: str, path: Path) -> str:
    """Upload the new edition, read what changed, and return the address of what is to be looked at again."""
    page.goto(document)
    page.get_by_role("link", name="上传新版本").click()
    send(page, path)
    page.wait_for_url("**/documents/**")
    page.goto(document)
    page.get_by_role("link", name="看两版差异").click()
    expect(page.locator("main .card del").first).to_contain_text("五")
    expect(page.locator("main .card ins").first).to_contain_text("三")
    page.goto(document)
    page.get_by_role("link", name="去处理").click()
    expect(page.get_by_role("heading", name=re.compile(r"课（1）"))).to_be_visible()
    return str(page.url)


def clear(page: Any, waiting: str) -> None:
    """Say of each question and of the lesson why it still holds, as their author, and find nothing left."""
    page.goto(waiting)
    cards = page.locator('main [id^="question-"]')
    for left in range(cards.count(), 0, -1):
        expect(cards).to_have_count(left)
        cards.first.get_by_label("仍然有效的理由").fill("题干没有改动")
        cards.first.get_by_role("button", name="仍然有效").click()
        expect(cards).to_have_count(left - 1)
    lesson = page.locator('main [id^="lesson-"]').first
    lesson.get_by_label("仍然有效的理由").fill("已在班前会说明新的次数")
    lesson.get_by_role("button", name="仍然有效").click()
    expect(page.get_by_text("没有待复核的课和题目")).to_be_visible()
