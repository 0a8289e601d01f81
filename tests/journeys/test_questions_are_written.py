"""Questions written without knowing any notation: in rows and on the picture, by pointer, by finger and by keys."""

from __future__ import annotations

import io
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.journeys import steps
from tests.journeys.test_every_kind_is_answered import TITLE, question

KINDS = ("matching", "ordering", "classification", "find_error", "short_answer", "essay", "fill", "numeric", "material")


def plan() -> dict[str, Any]:
    image = Image.new("RGB", (900, 560), "#dfe8d8")
    ImageDraw.Draw(image).ellipse([500, 250, 700, 450], fill="#6699aa")
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return {"name": "plan.png", "mimeType": "image/png", "buffer": stream.getvalue()}


def open_editor(page: Any, kind: str, stem: str) -> None:
    steps.be(page, "organizer")
    page.goto(f"/questions/new?kind={kind}")
    page.locator("#stem").fill(stem)


def save(page: Any) -> None:
    page.get_by_role("button", name="保存", exact=True).click()


def bring_picture(page: Any) -> Any:
    """Send the picture and return where one draws on it."""
    page.locator("#picture-alt").fill("林场平面图")
    page.locator("[data-spot-file]").set_input_files(plan())
    drawing = page.locator(".spots__drawing")
    expect(drawing).to_be_visible()
    expect(page.locator(".spots__picture")).to_have_js_property("complete", True)
    drawing.scroll_into_view_if_needed()
    return drawing


def drag(page: Any, drawing: Any, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Draw from one place of the picture to another, in parts of its width and height."""
    box = drawing.bounding_box()
    page.mouse.move(box["x"] + box["width"] * start[0], box["y"] + box["height"] * start[1])
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * end[0], box["y"] + box["height"] * end[1], steps=4)
    page.mouse.up()


def lines(page: Any) -> list[list[Any]]:
    """The typed coordinates: shape, numbers, and 错 where it stands."""
    said = page.locator("#hotspot-key").input_value().split("\n")
    return [[each if not each[0].isdigit() else [float(n) for n in each.split(",")] for each in line.split()] for line in said]  # fmt: skip


def near(found: list[float], *wanted: float) -> bool:
    return len(found) == len(wanted) and all(abs(one - other) < 0.02 for one, other in zip(found, wanted, strict=True))


def test_areas_are_drawn_with_the_mouse_and_saved(desktop: Any) -> None:
    open_editor(desktop, "hotspot", "请在平面图上标出水塘。")
    drawing = bring_picture(desktop)

    desktop.get_by_role("button", name="圆", exact=True).click()
    drag(desktop, drawing, (0.66, 0.62), (0.77, 0.62))
    desktop.get_by_role("button", name="多边形", exact=True).click()
    box = drawing.bounding_box()
    for x, y in ((0.1, 0.1), (0.3, 0.1), (0.2, 0.4), (0.1, 0.1)):
        desktop.mouse.click(box["x"] + box["width"] * x, box["y"] + box["height"] * y)
    desktop.get_by_label("第 2 处 应点").uncheck()
    drag(desktop, drawing, (0.66, 0.62), (0.6, 0.5))

    circle, polygon = lines(desktop)
    assert circle[0] == "圆"
    assert near(circle[1], 0.6, 0.5, 0.11)
    assert polygon[0] == "多边形"
    assert near(polygon[1], 0.1, 0.1, 0.3, 0.1, 0.2, 0.4)
    assert polygon[2] == "错"
    save(desktop)
    expect(desktop.get_by_text("已保存为草稿。")).to_be_visible()
    expect(desktop.get_by_text("答案：横 60%、纵 50%")).to_be_visible()


def test_areas_are_placed_moved_and_resized_by_keys_alone(desktop: Any) -> None:
    open_editor(desktop, "hotspot", "请在平面图上标出大门。")
    bring_picture(desktop)
    keys = desktop.keyboard

    desktop.get_by_role("button", name="在图中间放一个").focus()
    keys.press("Enter")
    area = desktop.locator(".spots__area")
    expect(area).to_be_focused()
    for key in ("ArrowLeft", "ArrowUp", "ArrowUp", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowDown"):
        keys.press(key)
    assert lines(desktop) == [["矩形", [0.39, 0.38, 0.61, 0.59]]]
    keys.press("Tab")
    expect(desktop.locator(".spots__handle").first).to_be_focused()
    keys.press("ArrowLeft")
    assert lines(desktop) == [["矩形", [0.38, 0.38, 0.61, 0.59]]]
    keys.press("Shift+Tab")
    keys.press("Enter")
    assert lines(desktop)[0][2] == "错"
    save(desktop)
    expect(desktop.locator(".form-errors")).to_contain_text("请标出正确位置")

    expect(area).to_have_count(1)
    area.focus()
    keys.press("Enter")
    desktop.get_by_role("button", name="在图中间放一个").click()
    keys.press("Delete")
    assert lines(desktop) == [["矩形", [0.38, 0.38, 0.61, 0.59]]]
    save(desktop)
    expect(desktop.get_by_text("已保存为草稿。")).to_be_visible()


def test_areas_are_drawn_with_a_finger_and_follow_the_typed_coordinates(phone: Any) -> None:
    open_editor(phone, "hotspot", "请在平面图上标出林道。")
    drawing = bring_picture(phone)
    box = drawing.bounding_box()
    touch = phone.context.new_cdp_session(phone)

    for kind, x, y in (("touchStart", 0.2, 0.2), ("touchMove", 0.3, 0.3), ("touchMove", 0.5, 0.6)):
        point = {"x": box["x"] + box["width"] * x, "y": box["y"] + box["height"] * y}
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(phone.locator(".spots__area")).to_have_count(1)
    assert near(lines(phone)[0][1], 0.2, 0.2, 0.5, 0.6)

    phone.locator("#hotspot-key").fill("矩形 0.1,0.1,0.2,0.2\n圆 0.5,0.5,0.1")
    expect(phone.locator(".spots__area")).to_have_count(2)
    assert not steps.is_too_wide(phone)


def test_a_matching_question_is_written_in_rows_refused_mended_and_saved(desktop: Any) -> None:
    open_editor(desktop, "matching", "请把情形和电话对应起来。")
    keys = desktop.keyboard

    desktop.get_by_label("第 1 行，左边").fill("森林火警")
    desktop.get_by_label("第 1 行，右边").fill("12119")
    keys.press("Enter")
    keys.type("1+1=2")
    keys.press("Enter")
    keys.type("治安报警")
    keys.press("Tab")
    keys.type("110")
    keys.press("Alt+ArrowUp")
    expect(desktop.get_by_label("第 2 行，左边")).to_have_value("治安报警")
    expect(desktop.get_by_label("第 2 行，右边")).to_be_focused()
    save(desktop)

    missing = desktop.get_by_label("第 3 行，右边")
    expect(desktop.locator(".form-errors")).to_contain_text("第 3 行：没有写右边的内容。")
    expect(missing).to_have_attribute("aria-invalid", "true")
    expect(missing).to_be_focused()
    expect(desktop.locator(".rows__error")).to_have_text("没有写右边的内容。")
    expect(desktop.get_by_label("第 3 行，左边")).to_have_value("1+1=2")
    keys.type("对")
    expect(desktop.locator(".rows__error")).to_have_count(0)
    desktop.get_by_role("button", name="按行书写").locator("visible=true").click()
    expect(desktop.get_by_label("配对")).to_have_value("森林火警 = 12119\n治安报警 = 110\n1+1\\=2 = 对")
    desktop.get_by_role("button", name="按行书写").locator("visible=true").click()
    expect(desktop.get_by_label("第 3 行，左边")).to_have_value("1+1=2")
    save(desktop)

    expect(desktop.get_by_text("已保存为草稿。")).to_be_visible()
    expect(desktop.get_by_text("（3）1+1=2")).to_be_visible()


def test_a_fill_question_is_written_in_rows_refused_mended_and_saved(phone: Any) -> None:
    open_editor(phone, "fill", "每年至少____学时，依据是____。")

    phone.get_by_label("第 1 空，答案").fill("32｜32学时")
    expect(phone.get_by_label("第 2 空，答案")).to_be_visible()
    save(phone)
    missing = phone.get_by_label("第 2 空，答案")
    expect(missing).to_have_attribute("aria-invalid", "true")
    expect(phone.get_by_label("第 1 空，答案")).to_have_value("32｜32学时")
    missing.fill("党章")
    expect(phone.locator("[data-preview-box] .blank-inside__field")).to_have_count(2)
    assert not steps.is_too_wide(phone)
    save(phone)

    expect(phone.get_by_text("已保存为草稿。")).to_be_visible()
    expect(phone.get_by_text("答案：32 或 32学时；党章")).to_be_visible()


def test_rows_follow_what_they_name_and_take_a_pasted_table(desktop: Any) -> None:
    open_editor(desktop, "classification", "请把下列物品归类。")

    desktop.get_by_label("第 1 行，类别").fill("有害")
    desktop.get_by_label("第 2 行，类别").fill("可回收")
    desktop.get_by_label("第 1 行，项目").fill("电池")
    desktop.get_by_label("第 1 行，归入").select_option(label="有害")
    desktop.get_by_label("第 1 行，类别").fill("有害垃圾")
    expect(desktop.locator("#classification-key")).to_have_value("电池 = 有害垃圾")

    desktop.get_by_label("题型").first.select_option("matching")
    desktop.get_by_label("第 1 行，左边").evaluate(
        """field => {
          const pasted = new DataTransfer();
          pasted.setData("text/plain", "火警\\t12119\\n报警\\t110\\n");
          field.dispatchEvent(new ClipboardEvent("paste", {clipboardData: pasted, bubbles: true, cancelable: true}));
        }"""
    )
    expect(desktop.locator("#matching-key")).to_have_value("火警 = 12119\n报警 = 110")
    desktop.get_by_label("题型").first.select_option("classification")
    expect(desktop.get_by_label("第 1 行，归入").locator("option:checked")).to_have_text("有害垃圾")


def test_questions_inside_a_material_have_rows_of_their_kind(desktop: Any) -> None:
    open_editor(desktop, "material", "护林员发现浓烟。")
    parts = desktop.locator(".editor__part")

    parts.nth(0).locator("[name=part-stem]").fill("先做什么？")
    parts.nth(0).get_by_label("选项 A，内容").fill("走开")
    parts.nth(0).get_by_label("选项 B，内容").fill("报警")
    parts.nth(0).get_by_label("选项 B，正确选项").check()
    parts.nth(1).locator("[name=part-kind]").select_option("ordering")
    parts.nth(1).locator("[name=part-stem]").fill("排好先后。")
    for number, text in enumerate(("报警", "报警", "撤离"), start=1):
        parts.nth(1).get_by_label(f"第 {number} 行，内容").fill(text)
    save(desktop)
    expect(parts.nth(1).locator(".rows__error")).to_have_text("与第 1 行内容相同。")
    parts.nth(1).get_by_label("第 2 行，内容").fill("疏散")
    save(desktop)

    expect(desktop.get_by_text("已保存为草稿。")).to_be_visible()


@pytest.mark.parametrize("large", [False, True], ids=["standard", "large type"])
def test_editors_fit_a_phone_and_axe_finds_nothing(phone: Any, live: Any, large: bool) -> None:
    steps.be(phone, "organizer")
    phone.context.add_cookies([{"name": "large_type", "value": "1" if large else "0", "url": live.address}])
    found = {}

    for kind in KINDS:
        phone.goto(f"/questions/new?kind={kind}")
        expect(phone.locator(".rows").locator("visible=true").first).to_be_visible()
        assert not steps.is_too_wide(phone), kind
        found[kind] = [each["id"] for each in Axe().run(phone).response["violations"]]
    phone.goto("/questions/new?kind=hotspot")
    bring_picture(phone)
    phone.get_by_role("button", name="在图中间放一个").click()
    expect(phone.locator(".spots__handle")).to_have_count(4)
    assert not steps.is_too_wide(phone)
    found["hotspot"] = [each["id"] for each in Axe().run(phone).response["violations"]]

    assert not any(found.values()), found


def test_blanks_inside_the_stem_are_kept_while_the_network_is_away(phone: Any) -> None:
    steps.be(phone, "judge1")
    steps.enter_contest(phone, TITLE)
    asked = question(phone, "fill")

    first, second = asked.get_by_label("第 1 空"), asked.get_by_label("第 2 空")
    expect(asked).to_contain_text("护林员每天巡护不少于")
    first.fill("八")
    first.press("Enter")
    expect(second).to_be_focused()
    steps.expect_saved(phone)
    phone.context.set_offline(True)
    second.fill("每周五次")
    second.press("Tab")
    expect(phone.locator('[data-save-state="offline"]')).to_be_visible()
    assert not steps.is_too_wide(phone)
    phone.context.set_offline(False)

    steps.expect_saved(phone)
    phone.reload()
    expect(phone.locator("[data-question]").first.locator("input").first).to_be_enabled()
    expect(question(phone, "fill").get_by_label("第 1 空")).to_have_value("八")
    expect(question(phone, "fill").get_by_label("第 2 空")).to_have_value("每周五次")
