"""A handbook is written by one person, discussed and published by another, and its next version shows what changed."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.journeys import steps

TITLE = "雷雨天气出工手册"
BODY = "先听预报。\n\n## 清单：出工之前\n- [ ] 听预报\n- [ ] 试电台\n"


def hand_in(page: Any, body: str, why: str) -> str:
    """Fill in the form of a version, save it and hand it in; return the address of the draft."""
    page.get_by_label("正文").fill(body)
    page.get_by_label("这一版改了什么").fill(why)
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_text("正在等他人审核")).to_be_visible()
    return str(page.url)


def test_a_second_person_publishes_and_members_see_what_changed(desktop: Any, phone: Any) -> None:
    steps.be(desktop, "organizer")
    desktop.goto("/handbooks/manage/new")
    desktop.get_by_label("代号").fill("thunder")
    desktop.get_by_label("标题").fill(TITLE)
    first = hand_in(desktop, BODY, "首版")

    steps.be(phone, "reviewer")
    phone.goto(first)
    assert not steps.is_too_wide(phone)
    phone.get_by_label("针对").select_option(label="清单：出工之前")
    phone.get_by_label("意见").fill("写明听几点的预报")
    phone.get_by_role("button", name="写下意见").click()
    expect(phone.get_by_text("写明听几点的预报")).to_be_visible()
    phone.get_by_role("button", name="通过并发布").click()
    expect(phone.get_by_role("heading", name=TITLE)).to_be_visible()

    desktop.goto("/handbooks/thunder")
    desktop.get_by_role("link", name="编写新版").click()
    second = hand_in(desktop, BODY.replace("听预报\n", "听六点的预报\n"), "写明时间")
    expect(desktop.locator("ins")).to_contain_text("六点的")
    phone.goto(second)
    phone.get_by_role("button", name="通过并发布").click()
    expect(phone.get_by_text("第 2 版").first).to_be_visible()

    steps.be(desktop, "member")
    desktop.goto("/handbooks/thunder")
    desktop.get_by_role("link", name="与第 1 版比较").click()
    expect(desktop.locator("ins")).to_contain_text("六点的")
    expect(desktop.get_by_text("未变的部分（1）")).to_be_visible()
