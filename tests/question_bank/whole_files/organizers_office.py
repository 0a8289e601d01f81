"""Organizers' own files in Word, PDF and Excel, each with what a careful person reads in it."""

from __future__ import annotations

from tests.documents.pdf_files import Page, pdf_file
from tests.documents.word_files import par, run, table, text_box, word_file
from tests.question_bank.whole_files.bank import CHOICES, S1, S2, S3, T1, T2, WholeFile
from tests.question_bank.whole_files.notation import held
from tests.question_bank.whole_files.office import LINE, NUMBERED, RED, workbook
from tests.question_bank.whole_files.organizers import A_CONTEST, A_CONTEST_HOLDS, FOREST, FOREST_HOLDS


def in_word(text: str) -> bytes:
    """A paper in text as Word paragraphs."""
    return word_file("".join(par(line) for line in text.split("\n")))


def contest() -> bytes:
    return in_word(A_CONTEST)


def red_letters_in_brackets() -> bytes:
    """The answer stands in the bracket of the stem, in red: written and coloured alike."""
    body = par("一、单选题")
    for number, each in enumerate((S1, S2, S3), 1):
        before, after = each.stem.split("（  ）")
        body += par(run(f"{number}、{before}（"), run(f" {each.key} ", RED), run(f"）{after}"))
        body += par("   ".join(each.lettered))
    return word_file(body)


def rows_of_keys() -> bytes:
    """A key as one table of several rows: numbers and answers below one another, twice."""
    text = par("一、选择题") + "".join(
        par(f"{n}.{e.stem}") + par("  ".join(e.lettered)) for n, e in enumerate(CHOICES, 1)
    )
    grid = table(["题号", "1", "2", "3"], ["答案", "B", "C", "C"], ["题号", "4", "5", ""], ["答案", "ABD", "ABCD", ""])
    return word_file(text + par("参考答案") + grid)


def numbered_with_key_below() -> bytes:
    """Automatic numbers for questions and letters, the key typed at the end under section marks."""
    body = par("一、单项选择题")
    for each in (S1, S2, S3):
        body += par(each.stem, number=(1, 0)) + "".join(par(text, number=(1, 1)) for text in each.options)
    return word_file(body + par("参考答案") + par("一、1-3 BCC"), numbering=NUMBERED)


def underlined_in_fill() -> bytes:
    """Words on underlines in a fill-in section are the answers, told by formatting alone."""
    return word_file(
        par("一、填空题") + par("1.森林防火工作实行", run("预防为主", LINE), "、", run("积极消灭", LINE), "的方针。")
    )


def boxed_key() -> bytes:
    body = par("一、判断题") + "".join(par(f"{n}.{e.stem}（  ）") for n, e in enumerate((T1, T2), 1))
    return word_file(body + par(run("参考答案"), text_box(par("1.√ 2.×"))))


def two_columns() -> bytes:
    """Two columns of questions, the key with section marks across the next page."""
    page, last = Page(), Page()
    page.put(180, 60, "矿山安全知识考试卷", size=18)
    page.column(50, 100, ["一、单选题", f"1.{S1.stem}", *S1.lettered, f"2.{S2.stem}", *S2.lettered])
    page.column(310, 100, [f"3.{S3.stem}", *S3.lettered, "二、判断题", f"1.{T1.stem}（ ）", f"2.{T2.stem}（ ）"])
    last.column(50, 100, ["参考答案", "一、1.B 2.C 3.C", "二、1.√ 2.×"])
    return pdf_file([page, last])


def one_column() -> bytes:
    page = Page()
    page.column(50, 60, [line.strip() for line in FOREST.strip().split("\n") if line.strip()])
    last = Page()
    last.column(50, 60, ["参考答案", "一、BBB", "二、1.ABD 2.ABCD", "三、×√×"])
    return pdf_file([page, last])


def dingtalk() -> bytes:
    head = ["题目类型", "题目内容", "选项A", "选项B", "选项C", "选项D", "正确答案", "分数", "答案解析"]
    rows = [
        ["单选", "护林员证件应当（  ）携带。", "随身", "放家", "借人", None, "A", 2, "随身携带备查"],
        ["多选", "巡护装备包括（  ）。", "对讲机", "地图", "打火机", None, "A|B", 4, None],
        ["判断", "巡护日志可以补写。", "正确", "错误", None, None, "B", 1, None],
        ["填空", "瞭望塔每____分钟观察一次。", None, None, None, None, 15, 1, None],
    ]
    return workbook({"Sheet1": [["填写说明：题目类型为必填项"], head, *rows]})


DINGTALK = """
单 A | 护林员证件应当（  ）携带。 | 随身 / 放家 / 借人
多 AB | 巡护装备包括（  ）。 | 对讲机 / 地图 / 打火机
判 × | 巡护日志可以补写。
填 15 | 瞭望塔每____分钟观察一次。
"""


def survey_site() -> bytes:
    head = ["题号", "题型", "题目", "选项", "答案", "分值"]
    rows = [
        [1, "单选题", "灭火器检查周期为（  ）。", "A、每周\nB、每月\nC、每年", "B", 2],
        [2, "多选题", "“四懂四会”包括（  ）。", "A、懂火灾危险性\nB、会报警\nC、会逃生\nD、会喝酒", "A,B,C", 2],
        [3, "判断题", "消火栓可以圈占。", None, "×", 1],
        [4, "判断题", "应急灯应常备。", None, "√", 1],
    ]
    return workbook({"题目": [head, *rows]})


SURVEY = """
单 B | 灭火器检查周期为（  ）。 | 每周 / 每月 / 每年
多 ABC | “四懂四会”包括（  ）。 | 懂火灾危险性 / 会报警 / 会逃生 / 会喝酒
判 × | 消火栓可以圈占。
判 √ | 应急灯应常备。
"""


def answer_by_text() -> bytes:
    """Answers as option texts, as numbers, with several letters and a full stop."""
    head = ["序号", "试题", "备选项1", "备选项2", "备选项3", "参考答案", "题型"]
    rows = [
        [1, "地表火扑打应使用（  ）。", "二号工具", "油锯", "绳索", "二号工具", "单选题"],
        [2, "安全电压有（  ）。", 36, 220, 24, "A、C。", "多选题"],
        [3, "井下主要运输巷道风速不大于（  ）m/s。", 8, 15, 20, 8, "单选题"],
        [4, "矿灯每班检查次数为（  ）。", 2, 3, 1, 3, "单选题"],
    ]
    return workbook({"题库": [head, *rows]})


BY_TEXT = """
单 A | 地表火扑打应使用（  ）。 | 二号工具 / 油锯 / 绳索
多 AC | 安全电压有（  ）。 | 36 / 220 / 24
单 A | 井下主要运输巷道风速不大于（  ）m/s。 | 8 / 15 / 20
!单 | 矿灯每班检查次数为（  ）。 | 2 / 3 / 1
"""


def sheets_without_kind() -> bytes:
    """No column for the kind, sections as rows, keys tell single and multiple."""
    rows = [
        ["应知应会题库", None, None, None, None, None],
        ["序号", "题目", "A", "B", "C", "答案"],
        ["一、单选题", None, None, None, None, None],
        [1, "入井前严禁（  ）。", "喝酒", "开会", "交接", "A"],
        ["二、多选题", None, None, None, None, None],
        [1, "爆破“三人连锁”是指（  ）。", "爆破工", "班组长", "瓦检员", "ABC"],
        ["三、判断题", None, None, None, None, None],
        [1, "可以用明火放炮。", None, None, None, "错"],
        [2, "放炮后应等待15分钟。", None, None, None, "Y"],
    ]
    return workbook({"Sheet1": rows}, ("A1:F1",))


WITHOUT_KIND = """
单 A | 入井前严禁（  ）。 | 喝酒 / 开会 / 交接
多 ABC | 爆破“三人连锁”是指（  ）。 | 爆破工 / 班组长 / 瓦检员
判 × | 可以用明火放炮。
判 √ | 放炮后应等待15分钟。
"""


def conflicting_rows() -> bytes:
    head = ["题型", "题干", "选项A", "选项B", "答案"]
    rows = [
        ["单选题", "雷管应当（  ）存放。", "单独", "与炸药混合", "A"],
        ["单选题", "雷管应当( )存放", "与炸药混合", "单独", "A"],
        ["单选题", "多选写成单选的题（  ）。", "甲", "乙", "AB"],
        ["多选题", "超出范围的答案（  ）。", "甲", "乙", "AC"],
        ["判断题", "看不出对错的答案。", "", "", "可能"],
    ]
    return workbook({"Sheet1": [head, *rows]})


CONFLICTING = """
!单 A | 雷管应当（  ）存放。 | 单独 / 与炸药混合
!单 A | 雷管应当（  ）存放 | 与炸药混合 / 单独
!单 | 多选写成单选的题（  ）。 | 甲 / 乙
!多 AC | 超出范围的答案（  ）。 | 甲 / 乙
!判 | 看不出对错的答案。
"""


def _file(title: str, name: str, build: object, holds: str) -> WholeFile:
    asked, flagged = held(holds)
    return WholeFile(title, name, build, asked, flagged)  # type: ignore[arg-type]


ALL = (
    _file("Word 竞赛卷，答案行连着节号", "竞赛卷.docx", contest, A_CONTEST_HOLDS),
    WholeFile("Word 括号里的红字答案", "红字括号.docx", red_letters_in_brackets, (S1, S2, S3)),
    WholeFile("Word 答案表分几行", "几行答案表.docx", rows_of_keys, CHOICES),
    WholeFile("Word 自动编号，卷末“一、1-3 BCC”", "编号答案.docx", numbered_with_key_below, (S1, S2, S3)),
    _file(
        "Word 填空题下划线上写着答案",
        "下划线答案.docx",
        underlined_in_fill,
        "!填 预防为主;积极消灭 | 森林防火工作实行____、____的方针。",
    ),
    WholeFile("Word 答案在文本框里", "文本框答案.docx", boxed_key, (T1, T2)),
    WholeFile("PDF 双栏，答案带节号", "双栏答案.pdf", two_columns, (S1, S2, S3, T1, T2)),
    _file("PDF 单栏，答案“一、BBB”", "林火.pdf", one_column, FOREST_HOLDS),
    _file("钉钉导出", "钉钉.xlsx", dingtalk, DINGTALK),
    _file("问卷星表格，选项一格几行", "问卷星.xlsx", survey_site, SURVEY),
    _file("答案写选项内容或数字", "答案内容.xlsx", answer_by_text, BY_TEXT),
    _file("表格里一行一个大题标题", "大题标题.xlsx", sheets_without_kind, WITHOUT_KIND),
    _file("表格里自相矛盾的题", "矛盾.xlsx", conflicting_rows, CONFLICTING),
)
