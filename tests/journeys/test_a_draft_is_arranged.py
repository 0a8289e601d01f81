"""Lessons, paragraphs and questions are put where they belong by mouse, by finger and by choice; no word is lost."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.courses.drafting import text_of
from tests.journeys import steps
from tests.journeys.test_a_course_is_built import saved, start_draft


@pytest.fixture
def numbers() -> tuple[str, ...]:
    """Figures by which the regulation of this test differs from those of others."""
    return ("十一", "十三", "十七")


def centre(locator: Any) -> tuple[float, float]:
    locator.scroll_into_view_if_needed()
    box = locator.bounding_box()
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Any, grip: Any, onto: Any, *, low: bool = False) -> None:
    """Drag by mouse onto the middle of something, or onto its lower edge."""
    page.mouse.move(*centre(grip))
    page.mouse.down()
    page.mouse.move(*(value + 20 for value in centre(grip)))
    onto.wait_for(state="visible")
    box = onto.bounding_box()
    page.mouse.move(box["x"] + 40, box["y"] + box["height"] * (0.9 if low else 0.3), steps=4)
    page.mouse.up()


def drag_by_finger(page: Any, grip: Any, onto: Any) -> None:
    """The same by touch, as the browser gets it from the screen."""
    finger = page.context.new_cdp_session(page)
    x, y = centre(grip)
    finger.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": x + 5, "y": y + 15}]})
    onto.wait_for(state="visible")
    box = onto.bounding_box()
    there = {"x": box["x"] + 40, "y": box["y"] + box["height"] / 2}
    finger.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [there]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def rows(page: Any) -> Any:
    return page.locator(".bench-lesson")


def test_lessons_are_put_in_order_by_mouse_and_the_text_is_saved_first(
    desktop: Any, tmp_path: Path, numbers: tuple[str, ...]
) -> None:
    path = tmp_path / "拖动.txt"
    path.write_bytes(text_of(*numbers))
    steps.be(desktop, "organizer")
    start_draft(desktop, path)
    expect(rows(desktop)).to_have_count(3)
    desktop.get_by_label("要点").first.fill("拖动之前写下的要点")

    drag(desktop, rows(desktop).nth(2).locator("[data-grip]"), rows(desktop).nth(0))

    expect(rows(desktop).nth(0)).to_contain_text("火情报告")
    expect(desktop.locator("[data-drag-live]")).to_contain_text("“火情报告”现在是第 1 课")
    expect(desktop.locator(".bench-lesson.is-current")).to_contain_text("巡护安排")
    expect(desktop.get_by_label("要点").first).to_have_value("拖动之前写下的要点")

    x, y = centre(rows(desktop).nth(0).locator("[data-grip]"))
    desktop.mouse.move(x, y)
    desktop.mouse.down()
    desktop.mouse.move(x + 30, y)
    expect(desktop.locator("[data-drag-live]")).to_contain_text("已拿起“火情报告”")
    desktop.keyboard.press("Escape")
    desktop.mouse.up()
    expect(desktop.locator("[data-drag-live]")).to_have_text("已取消，没有移动。")
    expect(rows(desktop).nth(0)).to_contain_text("火情报告")


def test_a_paragraph_and_a_question_go_to_another_lesson(
    desktop: Any, tmp_path: Path, numbers: tuple[str, ...]
) -> None:
    path = tmp_path / "移段落.txt"
    path.write_bytes(text_of(*reversed(numbers)))
    steps.be(desktop, "organizer")
    start_draft(desktop, path)
    tray = desktop.locator("[data-tray] [data-lesson-row]")

    drag(desktop, desktop.locator(".bench-paragraph [data-grip]").first, tray.nth(1))

    expect(desktop.locator("[data-drag-live]")).to_contain_text("已移到第 3 课“火情报告”")
    question = desktop.locator(".suggestion").first
    stem = question.locator(".suggestion__stem").inner_text()
    question.get_by_text("移到另一课").click()
    question.get_by_label("移到").select_option(label="2. 巡护记录")
    question.get_by_role("button", name="移动").click()
    expect(desktop.locator("[data-drag-live]")).to_contain_text("题目已移到第 2 课“巡护记录”")
    desktop.locator(".bench-lesson__name").nth(1).click()
    expect(desktop.locator(".suggestion__stem", has_text=stem)).to_be_visible()
    desktop.locator(".bench-lesson__name").nth(2).click()
    expect(desktop.get_by_label("正文")).to_have_value(re.compile("护林员每周至少巡护十七次"))


def test_a_question_is_moved_by_finger_on_a_phone(chromium: Any, live: Any, tmp_path: Path) -> None:
    path = tmp_path / "手指.txt"
    path.write_bytes(text_of("十九", "二十一"))
    context = chromium.new_context(
        base_url=live.address, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="zh-CN"
    )
    page = context.new_page()
    steps.be(page, "organizer")
    start_draft(page, path)
    saved(page)

    drag_by_finger(
        page, page.locator(".suggestion [data-grip]").first, page.locator("[data-tray] [data-lesson-row]").first
    )

    expect(page.locator("[data-drag-live]")).to_contain_text("题目已移到第 2 课“巡护记录”")
    assert not steps.is_too_wide(page)
    context.close()
