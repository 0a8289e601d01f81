"""Papers as Word, PDF and Excel files, in the layouts people and platforms use."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime

import openpyxl

from tests.documents.pdf_files import Page, pdf_file
from tests.documents.word_files import level, lists, par, run, table, text_box, word_file
from tests.question_bank.whole_files.bank import CHOICES, F1, M1, M2, S1, S2, S3, T1, T2, Asked, WholeFile

RED, BOLD, LINE, MARK = '<w:color w:val="FF0000"/>', "<w:b/>", '<w:u w:val="single"/>', '<w:highlight w:val="yellow"/>'
NUMBERED = lists(level(0, "%1."), level(1, "%2.", "upperLetter"))


def auto_numbered() -> bytes:
    body = par("一、选择题")
    for each in CHOICES:
        body += (
            par(each.stem, number=(1, 0))
            + "".join(par(text, number=(1, 1)) for text in each.options)
            + par(f"答案：{each.letters}")
        )
    return word_file(body, numbering=NUMBERED)


def coloured() -> bytes:
    body = par("一、选择题")
    for number, (each, look) in enumerate(zip(CHOICES, (RED, BOLD, LINE, MARK, RED), strict=True), start=1):
        body += par(f"{number}.{each.stem}")
        for letter, text in zip("ABCD", each.options, strict=False):
            set_off = letter in each.letters and each is not M2
            body += par(run(f"{letter}.{text}", look if set_off else ""))
    return word_file(body)


def key_tables() -> bytes:
    body = par("一、单选题") + "".join(
        par(f"{n}.{e.stem}") + par("  ".join(e.lettered)) for n, e in enumerate((S1, S2, S3), 1)
    )
    body += par("二、判断题") + "".join(par(f"{n}.{e.stem}（ ）") for n, e in enumerate((T1, T2), 1))
    body += par("参考答案") + par("一、单选题") + table(["题号", "1", "2", "3"], ["答案", "B", "C", "C"])
    return word_file(body + par("二、判断题") + table(["题号", "1", "2"], ["答案", "√", "×"]))


def standing_key() -> bytes:
    body = "".join(par(f"{n}.{e.stem}") + par("  ".join(e.lettered)) for n, e in enumerate((S1, S2, S3, M1), 1))
    return word_file(body + table(["题号", "答案", "题号", "答案"], ["1", "B", "3", "C"], ["2", "C", "4", "ABD"]))


def question_table() -> bytes:
    rows = [[str(n), e.stem, *e.options, e.letters, "条例"] for n, e in enumerate((S1, S2, M1), 1)]
    return word_file(par("题库") + table(["序号", "试题", "A", "B", "C", "D", "答案", "依据"], *rows))


def boxed() -> bytes:
    body = "".join(
        par(run(f"{n}.{e.stem}"), text_box(*(par(text) for text in e.lettered))) + par(f"答案：{e.letters}")
        for n, e in enumerate((S1, S3), 1)
    )
    return word_file(par("一、单选题") + body)


def soft_breaks() -> bytes:
    body = par(f"1.{S1.stem}\n" + "\n".join(S1.lettered) + "\n答案：B") + par(f"2.{S2.stem}")
    cells = S2.lettered
    return word_file(body + table(cells[:2], cells[2:]) + par("答案：C"))


def underlined() -> bytes:
    blank = par("1.党员每年集中学习培训一般不少于", run("      ", LINE), "学时。") + par("答案：32")
    return word_file(par("一、填空题") + blank + par("2.扑救森林火灾要做到打早、", run("打小", LINE), "、打了。"))


def conflicting() -> bytes:
    """The colour says another letter than the answer line."""
    body = (
        par(f"1.{S1.stem}") + par(run("A.半年"), run(" B.一年"), run(" C.两年", RED), run(" D.三年")) + par("答案：B")
    )
    return word_file(par("一、单选题") + body)


def lines_of(number: int, each: Asked) -> list[str]:
    return [f"{number}.{each.stem}", *each.lettered]


def pdf_one_column() -> bytes:
    page = Page()
    page.put(150, 60, "2026年安全知识竞赛试题", size=18)
    wrapped = [
        "一、选择题",
        "1.非煤矿山新上岗从业人员安全培训不得",
        "少于（ ）学时。",
        "A.24 B.48 C.72",
        *lines_of(2, S1),
        *lines_of(3, M1),
    ]
    page.column(50, 100, [*wrapped, "参考答案", "1.C 2.B 3.ABD"])
    page.put(290, 820, "第 1 页 共 1 页")
    return pdf_file([page])


def pdf_two_columns() -> bytes:
    page, last = Page(), Page()
    page.put(150, 60, "2026年安全知识竞赛试题", size=18)
    left = ["一、选择题", *lines_of(1, S1), *lines_of(2, S2)]
    page.column(50, 100, left)
    page.column(310, 100, [*lines_of(3, S3), *lines_of(4, M1)])
    page.put(290, 820, "1")
    last.put(150, 60, "2026年安全知识竞赛试题", size=18)
    last.column(50, 100, ["参考答案", "1-3 BCC", "4.ABD"])
    last.put(290, 820, "2")
    return pdf_file([page, last])


def workbook(sheets: dict[str, Iterable[list[object]]], merged: tuple[str, ...] = ()) -> bytes:
    """A workbook of these sheets; `merged` are areas of the first."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    for area in merged:
        book.worksheets[0].merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


KINDS = {"single": "单选题", "multiple": "多选题", "true_false": "判断题", "fill": "填空题"}
WORDS = {True: "正确", False: "错误"}


def padded(each: Asked, size: int = 4) -> list[str]:
    return [*each.options, *[""] * (size - len(each.options))]


def kaoshibao() -> bytes:
    head = [
        "题干（必填）",
        "题型 （必填）",
        "选项 A",
        "选项 B",
        "选项 C",
        "选项 D",
        "选项E\n(勿删)",
        "正确答案\n（必填）",
        "解析\n（勿删）",
        "章节\n（勿删）",
        "难度",
    ]
    rows = [[e.stem, KINDS[e.kind], *padded(e), "", e.letters, "见教材", "党建/基础", "易"] for e in CHOICES]
    rows += [[e.stem, "判断题", "正确", "错误", "", "", "", "AB"[not e.key], "", "", "中"] for e in (T1, T2)]
    return workbook({"题库": [head, *rows]})


def motibang() -> bytes:
    head = ["题干", "题型", "选择项1", "选择项2", "选择项3", "选择项4", "解析", "答案1"]
    rows = [[e.stem, KINDS[e.kind], *padded(e), "见教材", e.options["ABCD".index(e.letters)]] for e in (S1, S3)]
    return workbook({"Sheet1": [["标题", "安全题库"], ["描述", "内部使用"], [], head, *rows]})


def one_cell() -> bytes:
    rows = [["单选题", S1.stem, "$;$".join(S1.lettered), "B"], ["多选题", M1.stem, "$;$".join(M1.lettered), "A,B,D"]]
    rows.append(["判断题", T2.stem, "A-正确|B-错误", "B"])
    return workbook({"Wldx4": [["题型", "题干", "选项", "答案"], *rows]})


def risk_platform() -> bytes:
    head = [
        "序号",
        "一级纲要",
        "二级纲要",
        "题目分类",
        "题型",
        "题干",
        "选项",
        "答案",
        "题目依据",
        "试题分数",
        "试题编码",
        "备注",
        "说明",
        "判断题解析",
    ]
    rows = [[1.0, "安全", "防火", "\\", "单选题", S2.stem, "A-110|B-119|C-12119|D-120", "C", "条例", 2.0, "X1", "\\", "\\", "\\"],
            [2.0, "安全", "防火", "\\", "判断题", T1.stem, "A-正确|B-错误", "A", "\\", 1.0, "X2", "\\", "\\", "\\"]]  # fmt: skip
    return workbook({"题库": [head, *rows]})


def chaoxing() -> bytes:
    head = [
        "目录",
        "题目类型",
        "大题题干",
        "正确答案",
        "答案解析",
        "难易度",
        "知识点",
        "标签",
        "选项数",
        "选项A",
        "选项B",
        "选项C",
        "选项D",
    ]
    rows = [
        ["/第一章/第一节", KINDS[e.kind], e.stem, e.letters, "", "易", "", "", len(e.options), *padded(e)]
        for e in (S1, M1)
    ]
    rows.append(["/第一章", "判断题", T1.stem, "正确", "", "易", "", "", 2, "正确", "错误", "", ""])
    return workbook({"Sheet1": [head, *rows]})


def skill_bank() -> bytes:
    head = [
        "试题GUID",
        "题型(必填）",
        "题干（必填）",
        "答案",
        "选项A",
        "选项B",
        "选项C",
        "选项D",
        "选项E",
        "知识点一级",
        "知识点二级",
        "难度",
        "一致性",
        "分数",
        "解析",
        "出处",
    ]
    rows = [
        ["G1", KINDS[e.kind], e.stem, e.letters, *padded(e, 5), "森林", "防火", 3, "", 1, "", "规程"] for e in CHOICES
    ]
    return workbook({"Sheet1": [head, *rows]})


def merged_heads() -> bytes:
    rows = [["安全知识题库"], ["题型", "题干", "选项", "", "", "", "答案"], ["", "", "A", "B", "C", "D", ""]]
    rows += [
        ["单选题", S1.stem, *padded(S1), "B"],
        ["", S2.stem, *padded(S2), "C"],
        ["多选题", M1.stem, *padded(M1), "ABD"],
    ]
    return workbook({"Sheet1": rows}, ("A1:G1", "A2:A3", "B2:B3", "C2:F2", "G2:G3", "A4:A5"))


def sheet_a_kind() -> bytes:
    head = ["序号", "题目", "A", "B", "C", "D", "答案"]
    singles = [head, [1, S1.stem, *padded(S1), "B"], head, [2, S2.stem, *padded(S2), "C"], ["第1页"]]
    several = [head, [1, M1.stem, *padded(M1), "A、B、D"]]
    truths = [["序号", "题目", "答案"], [1, T1.stem, True], [2, T2.stem, 0]]
    return workbook({"单选题": singles, "多选题": several, "判断题": truths})


def option_a_row() -> bytes:
    rows: list[list[object]] = [["题型", "题干", "选项", "答案"]]
    for each in (S1, M1):
        rows.append([KINDS[each.kind], each.stem, each.lettered[0], each.letters])
        rows += [["", "", text, ""] for text in each.lettered[1:]]
    return workbook({"Sheet1": rows})


def dated() -> bytes:
    rows = [
        ["单选题", "班前会一般开多少分钟合适？", datetime(2026, 1, 5), "20-30", "A"],
        ["单选题", "哪一个单元格坏了，请选择？", "#REF!", "好", "B"],
    ]
    return workbook({"Sheet1": [["题型", "题干", "选项A", "选项B", "答案"], *rows]})


DATED = (
    Asked("single", "班前会一般开多少分钟合适？", (), None),
    Asked("single", "哪一个单元格坏了，请选择？", (), None),
)


def csv_gbk() -> bytes:
    rows = [
        ["题型", "题干", "选项A", "选项B", "选项C", "选项D", "答案"],
        *[[KINDS[e.kind], e.stem, *padded(e), e.letters] for e in (S1, M2)],
    ]
    rows.append(["填空题", F1.stem, "", "", "", "", "32"])
    return "\r\n".join(";".join(row) for row in rows).encode("gb18030")


def pasted() -> bytes:
    rows = [
        ["题目", "选项A", "选项B", "选项C", "选项D", "正确答案"],
        *[[e.stem, *padded(e), e.letters] for e in (S1, S2)],
    ]
    return "\n".join("\t".join(row) for row in rows).encode()


ALL = (
    WholeFile("Word 自动编号", "自动编号.docx", auto_numbered, CHOICES),
    WholeFile("Word 红字、加粗、下划线、突出显示为答案", "红字答案.docx", coloured, CHOICES, (1, 2, 3, 4, 5)),
    WholeFile("Word 卷末答案表", "卷末答案表.docx", key_tables, (S1, S2, S3, T1, T2)),
    WholeFile("Word 竖排答案表", "竖排答案.docx", standing_key, (S1, S2, S3, M1)),
    WholeFile("Word 表格题库", "表格题库.docx", question_table, (S1, S2, M1)),
    WholeFile("Word 选项在文本框里", "文本框.docx", boxed, (S1, S3)),
    WholeFile("Word 软回车，选项排成表", "软回车.docx", soft_breaks, (S1, S2)),
    WholeFile("Word 下划线填空", "下划线.docx", underlined, (F1, F1), (2,)),
    WholeFile("Word 颜色与答案行不一致", "颜色矛盾.docx", conflicting, (S1,), (1,)),
    WholeFile("PDF 单栏折行", "单栏.pdf", pdf_one_column, (S3, S1, M1)),
    WholeFile("PDF 双栏，页眉页码", "双栏.pdf", pdf_two_columns, (S1, S2, S3, M1)),
    WholeFile("考试宝表格", "考试宝.xlsx", kaoshibao, (*CHOICES, T1, T2)),
    WholeFile("磨题帮表格，表头在第四行，答案写内容", "磨题帮.xlsx", motibang, (S1, S3)),
    WholeFile("选项在一格，用 $;$ 隔开", "一格选项.xlsx", one_cell, (S1, M1, T2)),
    WholeFile("风控平台，.xlsx 存成 .xls，\\ 表示空", "风控.xls", risk_platform, (S2, T1)),
    WholeFile("超星学习通", "超星.xlsx", chaoxing, (S1, M1, T1)),
    WholeFile("职业技能鉴定题库", "技能鉴定.xlsx", skill_bank, CHOICES),
    WholeFile("合并单元格，两行表头", "合并单元格.xlsx", merged_heads, (S1, S2, M1)),
    WholeFile("一表一题型，表头重复，TRUE/0", "分表.xlsx", sheet_a_kind, (S1, S2, M1, T1, T2)),
    WholeFile("每个选项一行", "选项一行.xlsx", option_a_row, (S1, M1)),
    WholeFile("日期和公式错误", "日期.xlsx", dated, DATED, (1, 2)),
    WholeFile("CSV，GBK，分号", "分号.csv", csv_gbk, (S1, M2, F1)),
    WholeFile("从表格粘贴", "", pasted, (S1, S2)),
)
