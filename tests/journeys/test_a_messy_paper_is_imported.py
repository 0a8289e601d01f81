"""From a messy paper to the bank and back: pasted and brought as a Word file, mended in place, imported, taken back."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.documents.word_files import par, run, word_file
from tests.journeys import steps

PASTED = """巡护员岗位练兵试题（共5题）
一、单选题
1．巡护途中手机没有信号，发现烟点应当（  ）。
A．返回有信号处立即报告  B．独自扑救  C．等第二天再报  D．当作没看见
答案：A
内部资料 严禁外传
2．巡护日志一般应当（  ）填写。
A．当天  B．月底  C．年底
二、判断题
1．巡护日志可以事后统一补写。（  ）
答案：错误（应当天填写）
三、案例分析题
（一）值班员接到烟点报告，没有登记就下班。
1．（单选）值班员首先应当（  ）。
A．登记并报告  B．下班
2．（多选）应当通知的有（  ）。
A．站长  B．路人  C．防火办
答案：1.A 2.D
"""
RED = '<w:color w:val="FF0000"/>'


def word_paper() -> bytes:
    """A paper whose first answer is told by colour alone, the second in words."""
    first = par("1.油锯作业前应当检查（  ）。") + par(run("A.链条松紧", RED), run("  B.油锯颜色"))
    second = par("2.灭火时站位应当在火的（  ）。") + par("A.上风侧  B.下风侧")
    return word_file(par("一、单选题") + first + second + par("答案：A"))


def test_an_organizer_mends_messy_papers_and_takes_an_import_back(desktop: Any) -> None:
    steps.be(desktop, "organizer")

    paste_the_paper(desktop)
    mend_the_missing_key(desktop)
    mend_a_part_of_the_material(desktop)
    import_all(desktop, 4)
    take_back(desktop)
    bring_the_word_file(desktop)


def paste_the_paper(page: Any) -> None:
    """Read it: two questions cannot be used as they stand."""
    page.goto("/questions/imports")
    page.get_by_label("粘贴试卷文字").fill(PASTED)
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("识别 4 题")
    expect(page.get_by_text("内部资料").first).to_be_visible()
    expect(page.get_by_role("button", name="导入无误的 2 题")).to_be_visible()


def mend_the_missing_key(page: Any) -> None:
    """Write the letter that the paper left out."""
    row = page.locator(".reading", has_text="填写。")
    expect(row.get_by_text("没有找到答案。")).to_be_visible()
    row.get_by_text("改正这道题").click()
    row.get_by_label("答案", exact=True).fill("A")
    row.get_by_role("button", name="保存改正").click()
    expect(page.get_by_text("已改正，这道题可用了。")).to_be_visible()


def mend_a_part_of_the_material(page: Any) -> None:
    """The second question under the material names an option that is not there."""
    part = page.locator(".reading__part", has_text="应当通知的有")
    expect(part.get_by_text("超出选项范围")).to_be_visible()
    part.get_by_text("改正这道题").click()
    part.get_by_label("答案", exact=True).fill("AC")
    part.get_by_role("button", name="保存改正").click()
    expect(page.get_by_text("已改正，这道题可用了。")).to_be_visible()


def import_all(page: Any, count: int) -> None:
    """Confirm, and see them in the bank."""
    page.get_by_label("没有写知识点的题归入").fill("岗位练兵/巡护")
    page.get_by_role("button", name=f"导入无误的 {count} 题").click()
    expect(page.get_by_text(f"已导入 {count} 题。").first).to_be_visible()


def take_back(page: Any) -> None:
    """Nothing of it is used yet, so the whole batch goes again."""
    page.goto("/questions/imports")
    page.get_by_role("button", name="整批撤回").first.click()
    page.get_by_role("button", name="撤回", exact=True).click()
    expect(page.get_by_text("已撤回“粘贴的文字”导入的 4 题。")).to_be_visible()


def bring_the_word_file(page: Any) -> None:
    """A key told by colour waits for a person; the one in words does not."""
    page.get_by_label("或选择文件").set_input_files(
        {"name": "油锯.docx", "mimeType": "application/octet-stream", "buffer": word_paper()}
    )
    page.get_by_role("button", name="读取并核对").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("识别 2 题")
    expect(page.get_by_text("答案由字体格式推断（颜色）：A，请核对。")).to_be_visible()
    expect(page.get_by_role("button", name="导入无误的 1 题")).to_be_visible()
