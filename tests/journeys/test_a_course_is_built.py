"""An organizer drops in a file; somebody else reviews; a member learns: the whole way within ten minutes."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.courses.drafting import text_of
from tests.journeys import steps

TEN_MINUTES = 600
SAVED = '[data-save-state="saved"]'


@pytest.fixture
def regulation(tmp_path: Path) -> Path:
    """A regulation of three sections that nobody has uploaded yet."""
    path = tmp_path / "巡护办法.txt"
    path.write_bytes(text_of("五", "七", "九"))
    return path


def start_draft(page: Any, path: Path) -> str:
    """Upload a file, choose its whole text, and return the address of the workbench."""
    page.goto("/documents/new")
    page.locator("main input[type=file]").set_input_files(str(path))
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/documents/*")
    page.get_by_role("link", name="做成课程").click()
    page.get_by_role("button", name="建立草稿").click()
    page.wait_for_url("**/courses/drafts/*")
    return str(page.url)


def lesson_links(page: Any) -> list[str]:
    return [str(each) for each in page.locator(".bench-lesson__name").evaluate_all("all => all.map(e => e.href)")]


def saved(page: Any) -> None:
    expect(page.locator(SAVED)).to_be_visible()


def finish_lesson(page: Any, address: str) -> None:
    """Check a lesson: confirm its objectives, accept its first question."""
    page.goto(address)
    page.get_by_label("我已核对学习目标").check()
    minutes = page.get_by_label("预计分钟")
    minutes.fill(str(max(5, int(minutes.input_value()))))
    saved(page)
    page.get_by_role("button", name="采用").first.click()
    expect(page.get_by_text("已采用").first).to_be_visible()


def test_from_a_file_to_a_published_course(desktop: Any, second_phone: Any, regulation: Path) -> None:
    began = time.monotonic()
    steps.be(desktop, "organizer")
    bench = start_draft(desktop, regulation)
    expect(desktop.locator(".bench-lesson")).to_have_count(3)

    desktop.get_by_label("正文").press("Control+Home")
    desktop.get_by_label("正文").press_sequentially("## 先看这一句\n\n")
    expect(desktop.locator("[data-preview-pane] h2").first).to_have_text("先看这一句")
    saved(desktop)

    desktop.get_by_role("button", name="下移").click()
    expect(desktop.locator(".bench-lesson__name").nth(1)).to_contain_text("巡护安排")
    desktop.keyboard.press("Alt+ArrowUp")
    expect(desktop.locator(".bench-lesson__name").first).to_contain_text("巡护安排")
    desktop.locator("#split-at").select_option(index=6)
    desktop.get_by_role("button", name="拆分").click()
    expect(desktop.locator(".bench-lesson")).to_have_count(4)
    desktop.locator(".bench-lesson__name").first.click()
    expect(desktop.get_by_label("正文")).to_have_value(re.compile("先看这一句"))
    desktop.get_by_role("button", name="与下一课合并").click()
    expect(desktop.locator(".bench-lesson")).to_have_count(3)

    for address in lesson_links(desktop):
        finish_lesson(desktop, address)
    desktop.goto(bench)
    desktop.get_by_role("button", name="提交审核").click()
    expect(desktop.get_by_text("正在等他人审核")).to_be_visible()

    steps.be(second_phone, "reviewer")
    second_phone.goto(bench)
    assert not steps.is_too_wide(second_phone)
    second_phone.get_by_label("自测题一并审定，可以使用").check()
    second_phone.get_by_role("button", name="通过并发布").click()
    second_phone.wait_for_url("**/courses/*")
    expect(second_phone.get_by_role("heading", name="北岭林区巡护办法")).to_be_visible()

    steps.be(desktop, "member")
    desktop.goto("/learn")
    desktop.get_by_role("link", name=re.compile("北岭林区巡护办法")).first.click()
    expect(desktop.get_by_role("link", name=re.compile("巡护安排")).first).to_be_visible()
    assert time.monotonic() - began < TEN_MINUTES


def test_words_written_offline_are_kept_and_sent_later(desktop: Any, tmp_path: Path) -> None:
    path = tmp_path / "离线.txt"
    path.write_bytes(text_of("三", "四"))
    steps.be(desktop, "organizer")
    bench = start_draft(desktop, path)
    saved(desktop)

    desktop.context.set_offline(True)
    desktop.get_by_label("要点").first.fill("断网时写下的要点")
    expect(desktop.locator('[data-save-state="offline"]')).to_be_visible()
    desktop.context.set_offline(False)
    saved(desktop)

    desktop.goto(bench)
    expect(desktop.get_by_label("要点").first).to_have_value("断网时写下的要点")


def test_two_people_choose_between_two_texts(desktop: Any, second_phone: Any, tmp_path: Path) -> None:
    path = tmp_path / "两人.txt"
    path.write_bytes(text_of("六", "八"))
    steps.be(desktop, "organizer")
    bench = start_draft(desktop, path)
    steps.be(second_phone, "manager")
    second_phone.goto(bench)
    second_phone.get_by_label("正文").fill("经理的正文")
    saved(second_phone)

    desktop.get_by_label("正文").fill("组织者的正文")
    dialog = desktop.locator("#conflict")
    expect(dialog.locator("[data-mine]")).to_contain_text("组织者的正文")
    expect(dialog.locator("[data-theirs]")).to_contain_text("经理的正文")
    dialog.get_by_role("button", name="手工合并").click()
    saved(desktop)

    desktop.goto(bench)
    expect(desktop.get_by_label("正文")).to_have_value("组织者的正文\n\n---\n\n经理的正文")
