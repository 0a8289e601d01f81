"""Tables in the column layouts of real platforms."""

from __future__ import annotations

import datetime

import pytest

from core.errors import Invalid
from question_bank import formats
from question_bank.formats.tables import Grid, read_grids, read_tables

pytestmark = pytest.mark.usefixtures("words")


def read(*rows, name="Sheet1"):
    return read_tables([(name, list(rows))])[0]


def facts(questions):
    return [(question.kind, question.options, question.key, str(question.status)) for question in questions]


def test_headers_with_remarks_and_line_breaks_are_understood():
    header = [
        "题干（必填）",
        "题型 （必填）",
        "选项 A",
        "选项 B",
        "选项E\n(勿删)",
        "正确答案\n（必填）",
        "解析\n（勿删）",
        "章节\n（勿删）",
        "难度",
    ]
    found = read(header, ["防火期一般是（）", "单选题", "春季", "夏季", None, "A", "干燥", "防火/基础", "易"])

    assert facts(found) == [("single", ("春季", "夏季"), "A", "ready")]
    assert (found[0].explanation, found[0].topic, found[0].difficulty, found[0].line) == ("干燥", "防火/基础", 1, 2)


def test_a_header_below_a_title_block_is_found_and_the_block_is_told():
    questions, warnings = read_tables(
        [
            (
                "表",
                [
                    ["标题", "x"],
                    ["描述", "y"],
                    [],
                    ["题干", "题型", "选择项1", "选择项2", "解析", "答案1"],
                    ["二乘二等于多少？", "单选", 3.0, 4.0, "", 4.0],
                ],
            )
        ]
    )

    assert facts(questions) == [("single", ("3", "4"), "B", "ready")]
    assert "标题" in warnings[0]


@pytest.mark.parametrize(
    ("options", "answer", "expected"),
    [
        ("A. 带电$;$B. 停电", "B", (("带电", "停电"), "B")),
        ("带电|停电", "停电", (("带电", "停电"), "B")),
        ("带电；停电", 2, (("带电", "停电"), "B")),
        ("A、带电\nB、停电", "B", (("带电", "停电"), "B")),
        ("A.带电 B.停电 C.验电", "选C", (("带电", "停电", "验电"), "C")),
        ('["带电", "停电"]', "b", (("带电", "停电"), "B")),
        ("(A)带电;(B)停电", "(A)", (("带电", "停电"), "A")),
        ("A:带电#B:停电".replace("#", "##"), "A", (("带电", "停电"), "A")),
    ],
)
def test_options_in_one_cell_are_split_at_any_separator(options, answer, expected):
    found = read(["题型", "题干", "选项", "答案"], ["单选题", "作业前应当确认什么？", options, answer])

    assert facts(found) == [("single", *expected, "ready")]


@pytest.mark.parametrize(
    ("options", "answer", "key"),
    [
        ("A-正确|B-错误", "B", False),
        ("正确|错误", 1, True),
        ("", "√", True),
        ("", False, False),
        ("", "TRUE", True),
        ("\\", 0, False),
        ("", "错误", False),
        ("正确|错误", "错误", False),
    ],
)
def test_true_false_answers_come_in_every_spelling(options, answer, key):
    found = read(["题型", "题干", "选项", "答案"], ["判断题", "井下可以拆卸矿灯。", options, answer])

    assert facts(found) == [("true_false", (), key, "ready")]


def test_the_sheet_names_the_kind_and_headings_between_rows_change_it():
    rows = [["序号", "试题", "A", "B", "C", "答案", "依据"], [1.0, "火警电话是（ ）", "110", "12119", "\\", "B", "\\"], ["二、多选题"],
            [2, "应当佩戴的有（ ）", "头盔", "手套", "领带", "AB", "规程"], ["序号", "试题", "A", "B", "C", "答案", "依据"]]  # fmt: skip

    found = read(*rows, name="单选题")

    assert facts(found) == [
        ("single", ("110", "12119"), "B", "ready"),
        ("multiple", ("头盔", "手套", "领带"), ["A", "B"], "ready"),
    ]
    assert found[1].source == "规程"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (["单选题", "空着一个选项的题。", "甲", "", "丙", "A"], "option_empty"),
        (["单选题", "答案在选项之外的题。", "甲", "乙", "", "C"], "key_outside"),
        (["单选题", "有两个答案的单选题。", "甲", "乙", "", "AB"], "key_several"),
        (["单选题", "没有答案的一道题。", "甲", "乙", "", ""], "key_missing"),
        (["单选题", "序号与内容冲突的题。", "2", "1", "3", 2], "key_ambiguous"),
        (["奇怪题", "看不懂题型的一道题。", "甲", "乙", "", "A"], "kind_unknown"),
        (["判断题", "看不出对错的一道题。", "", "", "", "C"], "key_truth_unclear"),
        (["单选题", "公式出错的一道题。", "#REF!", "乙", "", "B"], "cell_error"),
        (["单选题", "字母与列不符的题。", "B.甲", "A.乙", "", "B"], "option_repeated"),
        (["单选题", "答案读不懂的题目。", "甲", "乙", "", "随便"], "key_unreadable"),
    ],
)
def test_what_does_not_add_up_is_rejected_with_the_reason_and_the_row(row, code):
    found = read(["题型", "题干", "选项A", "选项B", "选项C", "答案"], row)[0]

    assert found.status == "rejected"
    assert code in [issue.code for issue in found.issues]
    assert {issue.line for issue in found.issues} == {2}


def test_an_option_that_became_a_date_is_doubted():
    found = read(
        ["题型", "题干", "选项A", "选项B", "答案"],
        ["单选题", "支部委员一般有几人？", datetime.datetime(2026, 1, 5), "七人", "B"],
    )[0]

    assert (found.status, [issue.code for issue in found.issues]) == ("doubtful", ["cell_date"])


def test_merged_cells_of_the_kind_count_for_the_rows_below():
    found = read(
        ["题型", "题干", "选项A", "选项B", "答案"],
        ["单选题", "第一道题目是（ ）", "甲", "乙", "A"],
        [None, "第二道题目是（ ）", "甲", "乙", "B"],
    )

    assert [question.kind for question in found] == ["single", "single"]


def test_a_sheet_without_a_header_says_what_is_needed():
    questions, warnings = read_tables([("表", [["甲", "乙"], ["丙", "丁"]])])

    assert questions == []
    assert "没有找到表头" in warnings[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_is_read_in_any_encoding_with_any_separator(encoding, separator):
    rows = [["题型", "题干", "选项A", "选项B", "答案"], ["单选题", "森林火警电话是？", "110", "12119", "B"]]
    raw = "\n".join(separator.join(row) for row in rows).encode(encoding)

    reading = formats.read("题库.csv", raw)

    assert (reading.format, reading.encoding) == ("csv", encoding)
    assert facts(reading.questions) == [("single", ("110", "12119"), "B", "ready")]


def test_a_table_pasted_from_a_spreadsheet_is_recognised():
    pasted = "题型\t题干\t选项A\t选项B\t答案\n单选题\t森林火警电话是？\t110\t12119\tB\n"

    assert formats.read("", pasted.encode()).format == "csv"


def test_a_fill_in_row_is_read_whole():
    found = formats.read("题库.csv", "题型,题干,答案\n填空题,每年学习不少于____学时。,32\n".encode()).questions[0]

    assert (found.kind, found.key, found.status) == ("fill", [["32"]], "ready")


@pytest.mark.parametrize(
    "raw", [b"", b"   \n", b"\x00\x01", b"%PDF-1.4", b"\xd0\xcf\x11\xe0", b"PK\x03\x04word/", b"\xff\xff\xff"]
)
def test_files_that_are_something_else_are_refused_with_a_sentence(raw):
    with pytest.raises(Invalid) as refused:
        formats.read("x.txt", raw)

    assert len(refused.value.sentence) > 5


@pytest.mark.parametrize("answer", ["B", "停电", 2])
@pytest.mark.parametrize("options", ["A. 带电$;$B. 停电", "带电\n停电", "带电|停电", "A-带电|B-停电", "带电；停电"])
def test_v30_options_in_one_cell_with_a_letter_a_text_or_an_index_as_answer(options, answer):
    found = read(["题型", "题干", "选项", "答案"], ["单选题", "作业前应确认？", options, answer])

    assert facts(found) == [("single", ("带电", "停电"), "B", "ready")]


def test_a_heading_over_two_rows_and_a_merged_kind_are_filled():
    rows = [["题型", "题干", "选项", None, "答案"], [None, None, "A", "B", None], ["单选题", "森林火警电话是？", "110", "12119", "B"], [None, "护林员应当做什么？", "巡山", "睡觉", "A"]]  # fmt: skip
    merged = [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3), (0, 4, 1, 4), (2, 0, 3, 0)]

    found, _warnings = read_grids([Grid("表", rows, merged)])

    assert facts(found) == [("single", ("110", "12119"), "B", "ready"), ("single", ("巡山", "睡觉"), "A", "ready")]


def test_a_stem_merged_over_rows_of_options_is_one_question():
    rows = [["题干", "选项", "答案"], ["森林火警电话是？", "A.110", "B"], [None, "B.12119", None]]

    found, _warnings = read_grids([Grid("表", rows, [(1, 0, 2, 0)])])

    assert facts(found) == [("single", ("110", "12119"), "B", "ready")]


def test_hidden_rows_are_read_in_doubt():
    rows = [["题干", "A", "B", "答案"], ["森林火警电话是？", "110", "12119", "B"]]

    ((question,), _warnings) = read_grids([Grid("表", rows, hidden_rows={1})])

    assert [issue.code for issue in question.issues] == ["row_hidden"]
