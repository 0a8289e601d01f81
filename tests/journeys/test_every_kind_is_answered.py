"""One question of every kind answered on a phone, by touch and by keyboard, and read by those who mark."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from question_bank.types import ALL
from tests.journeys import steps

TITLE = "题型示例练习"


def question(page: Any, kind: str) -> Any:
    """Turn to the question of a kind and return it."""
    label = str(next(each.label for each in ALL if each.name == kind))
    wanted = page.locator(f'[data-question][data-place*="· {label} ·"]')
    page.get_by_role("button", name="答题卡").click()
    page.locator(f'[data-answer-card] [data-item="{wanted.get_attribute("data-question")}"]').click()
    expect(wanted).to_be_visible()
    assert not steps.is_too_wide(page)
    return wanted


def tap(page: Any, within: Any, *texts: str) -> None:
    for text in texts:
        within.locator(".option", has=page.get_by_text(text, exact=True)).click()


def answer_by_touch(page: Any) -> None:
    tap(page, question(page, "single"), "12119")
    tap(page, question(page, "multiple"), "头盔", "防割裤", "护目镜")
    tap(page, question(page, "indefinite"), "灭火拖把")
    tap(page, question(page, "true_false"), "错误")
    blanks = question(page, "fill").get_by_role("textbox")
    blanks.nth(0).fill("八")
    blanks.nth(1).fill("五次")
    question(page, "numeric").get_by_label("数值").fill("2500")
    question(page, "short_answer").get_by_role("textbox").fill("报警，疏散群众，不盲目扑救")
    question(page, "essay").get_by_role("textbox").fill("划片包干，责任到人。")
    pairs = question(page, "matching")
    for left, right in (("森林火警", "12119"), ("治安报警", "110"), ("医疗急救", "120")):
        choice = pairs.get_by_label(left).locator("option", has_text=right).get_attribute("value")
        pairs.get_by_label(left).select_option(choice)
    put_in_order(question(page, "ordering"))
    groups = question(page, "classification")
    for item, group in (("打火机", "禁止"), ("饮用水", "可以"), ("鞭炮", "禁止"), ("对讲机", "可以")):
        groups.get_by_role("group", name=item).get_by_label(group).check()
    spot = question(page, "hotspot").locator("[data-hotspot-frame]")
    area = spot.bounding_box()
    spot.click(position={"x": area["width"] * 0.18, "y": area["height"] * 0.3})
    tap(page, question(page, "find_error"), "把油锯夹在两腿之间启动")
    case = question(page, "material")
    tap(page, case, "报告火情")
    case.get_by_label("第 1 空").fill("地点")
    case.locator("textarea").fill("早发现。")


def put_in_order(rows: Any) -> None:
    """Move each step up until it stands where it belongs."""
    for place, text in enumerate(("发现火情", "报警", "疏散群众", "清理余火")):
        row = rows.locator(".ordering__row", has_text=text)
        while row.evaluate("row => Array.from(row.parentElement.children).indexOf(row)") != place:
            row.get_by_role("button", name="上移").click()
    rows.locator(".ordering__row").first.get_by_role("button", name="下移").click()
    rows.locator(".ordering__row", has_text="发现火情").get_by_role("button", name="上移").click()


def focus(page: Any, target: Any) -> None:
    """Reach a control by the keyboard alone."""
    for _press in range(60):
        if target.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("the control cannot be reached by Tab")


def test_every_kind_is_answered_by_touch_and_kept_over_a_reload(phone: Any) -> None:
    steps.be(phone, "judge4")
    steps.enter_contest(phone, TITLE)

    answer_by_touch(phone)
    steps.expect_saved(phone)
    phone.reload()

    expect(phone.locator("[data-question]").first.locator("input").first).to_be_enabled()
    expect(question(phone, "fill").get_by_role("textbox").nth(0)).to_have_value("八")
    expect(question(phone, "essay").get_by_role("textbox")).to_have_value("划片包干，责任到人。")
    expect(question(phone, "ordering").locator(".ordering__text").first).to_have_text("发现火情")
    expect(question(phone, "hotspot").locator(".hotspot__mark")).to_be_visible()
    expect(question(phone, "material").get_by_label("第 1 空")).to_have_value("地点")
    expect(phone.locator("[data-item].answer-card__cell--answered")).to_have_count(len(ALL))
    steps.hand_in(phone)
    expect(phone.get_by_text("您的答卷已收到，答案全部保存。")).to_be_visible()


def test_every_kind_that_is_not_plain_is_answered_by_keyboard(phone: Any) -> None:
    steps.be(phone, "judge2")
    steps.enter_contest(phone, TITLE)
    keys = phone.keyboard

    question(phone, "single")
    keys.press("a")
    expect(steps.shown_question(phone).locator("input").first).to_be_checked()
    focus(phone, question(phone, "essay").get_by_role("textbox"))
    keys.type("ABC 123")
    expect(steps.shown_question(phone).get_by_role("textbox")).to_have_value("ABC 123")
    rows = question(phone, "ordering")
    last = rows.locator(".ordering__text").last.inner_text()
    focus(phone, rows.get_by_role("button", name="上移").last)
    keys.press("ArrowUp")
    expect(rows.locator(".ordering__text").nth(2)).to_have_text(last)
    focus(phone, question(phone, "hotspot").locator("[data-hotspot-frame]"))
    keys.press("ArrowLeft")
    keys.press("Enter")
    expect(steps.shown_question(phone).get_by_label("从左 %")).to_have_value("48")
    first = question(phone, "matching").locator("select").first
    focus(phone, first)
    keys.press("ArrowDown")
    expect(first).not_to_have_value("")
    radios = question(phone, "classification").get_by_role("radio")
    focus(phone, radios.first)
    keys.press("Space")
    expect(radios.first).to_be_checked()
    steps.expect_saved(phone)


def test_axe_finds_nothing_on_any_kind(phone: Any) -> None:
    steps.be(phone, "judge3")
    steps.enter_contest(phone, TITLE)

    found = {}
    for kind in ALL:
        question(phone, kind.name)
        found[kind.name] = [each["id"] for each in Axe().run(phone).response["violations"]]

    assert not any(found.values()), found


def test_an_organizer_marks_what_waits_without_seeing_names(desktop: Any) -> None:
    steps.be(desktop, "organizer")
    desktop.goto("/attempts/marking")

    desktop.get_by_role("link", name="评阅").first.click()
    fields = desktop.get_by_role("spinbutton")
    for number in range(fields.count()):
        fields.nth(number).fill("1")
    desktop.get_by_role("button", name="保存，看下一份").click()

    expect(desktop.get_by_text("已保存。")).to_be_visible()
