"""Reading on a phone: notes that survive a lost connection, terms, dark pages, a locked course, a talk before the shift."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import expect

from tests.journeys import steps

COURSE = "/learn/courses/party-branch-basics"
SELECT = """() => {
  const block = Array.from(document.querySelectorAll('#lesson > p')).find(each => each.textContent.length > 20);
  const text = document.createTreeWalker(block, NodeFilter.SHOW_TEXT).nextNode();
  const range = document.createRange();
  range.setStart(text, 1);
  range.setEnd(text, 7);
  block.scrollIntoView({block: 'center'});
  window.getSelection().removeAllRanges();
  window.getSelection().addRange(range);
  return range.toString();
}"""


def open_lesson(page: Any) -> str:
    """Open the first lesson of a course and return its address."""
    page.goto(COURSE)
    page.locator('main a[href*="/learn/lessons/"]').first.click()
    page.wait_for_url("**/learn/lessons/*")
    return str(page.url)


def write_note(page: Any, words: str) -> str:
    """Select some words of the lesson, write a note on them, and return what was marked."""
    quote = str(page.evaluate(SELECT))
    page.get_by_role("button", name="写笔记").click()
    page.get_by_label("写下您的想法").fill(words)
    page.get_by_role("dialog").get_by_role("button", name="保存", exact=True).click()
    expect(page.locator(".note-mark--written").first).to_be_visible()
    return quote


def test_a_note_written_without_a_connection_arrives_later(phone: Any, second_phone: Any) -> None:
    steps.be(phone, "judge2")
    address = open_lesson(phone)

    phone.context.set_offline(True)
    quote = write_note(phone, "断网时写的话")
    expect(phone.locator("#note-state")).to_contain_text("1 条笔记存在本机")
    phone.context.set_offline(False)
    expect(phone.locator('#note-state[data-waiting="0"]')).to_be_empty()

    steps.be(second_phone, "judge2")
    second_phone.goto("/learn/notes")
    expect(second_phone.get_by_text("断网时写的话")).to_be_visible()
    second_phone.get_by_role("link", name="回到原文").click()
    expect(second_phone.locator(".note-mark").first).to_have_text(quote)
    assert not steps.is_too_wide(second_phone)

    second_phone.goto(address)
    second_phone.locator(".note-mark").first.press("Enter")
    second_phone.get_by_role("dialog").get_by_role("button", name="删除").click()
    expect(second_phone.locator(".note-mark")).to_have_count(0)
    expect(second_phone.locator('#note-state[data-waiting="0"]')).to_have_count(1)
    second_phone.goto("/learn/notes")
    expect(second_phone.get_by_text("还没有笔记")).to_be_visible()


def test_contents_and_terms_open_by_keyboard(phone: Any) -> None:
    steps.be(phone, "judge2")
    open_lesson(phone)

    phone.get_by_role("button", name="目录").press("Enter")
    expect(phone.locator("#lesson-contents a").first).to_be_visible()
    phone.keyboard.press("Escape")
    term = phone.locator("#lesson .term").first
    term.press("Enter")
    expect(phone.locator("#lesson-term-title")).to_have_text(term.inner_text())
    expect(phone.locator("#lesson-term-meaning")).not_to_be_empty()
    phone.keyboard.press("Escape")
    expect(phone.locator("#lesson-term")).to_be_hidden()


def test_dark_pages_stay_dark_and_paper_stays_white(phone: Any) -> None:
    steps.be(phone, "judge2")
    open_lesson(phone)

    phone.get_by_role("button", name="夜间版").click()
    expect(phone.locator("html[data-night]")).to_have_count(1)
    ground = "getComputedStyle(document.querySelector('.focus')).backgroundColor"
    dark = phone.evaluate(ground)
    phone.emulate_media(media="print")
    paper = phone.evaluate("getComputedStyle(document.body).backgroundColor")
    phone.emulate_media(media="screen")

    assert sum(map(int, re.findall(r"\d+", dark)[:3])) < 150
    assert paper == "rgb(255, 255, 255)"
    phone.goto("/learn")
    expect(phone.locator("html[data-night]")).to_have_count(1)
    phone.get_by_role("button", name="日间版").click()
    expect(phone.locator("html[data-night]")).to_have_count(0)


def test_a_locked_course_says_what_opens_it(desktop: Any, phone: Any) -> None:
    steps.be(desktop, "manager")
    desktop.goto("/courses/")
    course = desktop.locator("main tbody tr th a").last
    title = course.inner_text()
    course.click()
    desktop.get_by_role("link", name="岗位", exact=True).click()
    desktop.get_by_label("岗位").fill("航空护林观察员")
    desktop.get_by_role("button", name="设为学习条件").click()
    expect(desktop.get_by_text("面向岗位：航空护林观察员")).to_be_visible()

    steps.be(phone, "judge2")
    for tab in ("/learn", "/learn?show=micro"):
        phone.goto(tab)
        if phone.get_by_role("link", name=title).count():
            break
    phone.get_by_role("link", name=title).first.click()
    expect(phone.get_by_text("现在还不能学习这门课程")).to_be_visible()
    phone.locator('main a[href*="/learn/lessons/"]').first.click()
    expect(phone.get_by_text("面向岗位：航空护林观察员")).to_be_visible()
    assert not steps.is_too_wide(phone)

    condition = desktop.get_by_role("listitem").filter(has_text="航空护林观察员")
    condition.get_by_text("停用这一条").click()
    condition.get_by_label("理由").fill("只是试一试")
    condition.get_by_role("button", name="停用", exact=True).click()
    expect(desktop.get_by_text("这条学习条件已停用")).to_be_visible()


def test_a_team_answers_together_before_the_shift(phone: Any) -> None:
    steps.be(phone, "secretary")
    phone.goto("/huddles")
    phone.get_by_role("link", name="开班前会").click()
    phone.get_by_role("button", name="开始", exact=True).click()
    expect(phone.locator(".huddle__point")).to_be_visible()
    assert not steps.is_too_wide(phone)

    phone.locator(".huddle__question .option").first.click()
    phone.get_by_role("button", name="揭晓答案").click()
    expect(phone.get_by_text("请勾选到会的人。")).to_be_visible()
    for person in phone.locator(".huddle__names .choice").all()[:3]:
        person.click()
    phone.get_by_role("button", name="揭晓答案").click()
    expect(phone.get_by_text("正确答案").first).to_be_visible()
    phone.get_by_role("button", name="结束班前会").click()
    expect(phone.get_by_text("班前会已结束：3 人到会")).to_be_visible()
    phone.get_by_role("link", name="返回班前会").last.click()
    expect(phone.locator("h1")).to_have_text("班前会")


def test_cases_and_a_checklist_are_at_hand(phone: Any) -> None:
    steps.be(phone, "secretary")
    phone.goto("/learn")
    phone.get_by_role("link", name="问题库").click()
    phone.get_by_label("搜索标题和内容").fill("党费")
    phone.get_by_role("button", name="筛选").click()
    phone.get_by_role("link", name="党费收缴对不上账").click()
    expect(phone.get_by_role("heading", name="步骤")).to_be_visible()

    phone.goto("/handbooks/")
    phone.locator("main .rows a").first.click()
    phone.locator("main .rows a").first.click()
    for group in phone.locator("fieldset.choices").all():
        group.get_by_text("已落实").click()
    phone.get_by_role("button", name="记录这次检查").click()
    phone.wait_for_url("**/handbooks/runs/*")
    expect(phone.get_by_text("已落实").first).to_be_visible()
