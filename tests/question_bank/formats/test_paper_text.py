"""Papers in Chinese text: every fixture of the field guide, and what people's files do beyond it."""

from __future__ import annotations

import pytest

from question_bank.formats.base import ReadQuestion
from question_bank.formats.paper_text import read_text

pytestmark = pytest.mark.usefixtures("words")


def read(text: str) -> list[ReadQuestion]:
    return list(read_text(text).questions)


def only(text: str) -> ReadQuestion:
    questions = read(text)
    assert len(questions) == 1
    return questions[0]


def codes(question: ReadQuestion) -> list[str]:
    return [issue.code for issue in question.issues]


def test_v01_a_canonical_question_is_read_with_points_and_explanation():
    question = only(
        "一、单选题（每题2分，共2分）\n1. 预备党员的预备期为（  ）。\nA. 半年\nB. 一年\nC. 两年\nD. 三年\n答案：B\n"
        "解析：预备期从支部党员大会通过之日算起。"
    )

    assert (question.kind, question.stem) == ("single", "预备党员的预备期为（  ）。")
    assert (question.options, question.key) == (("半年", "一年", "两年", "三年"), "B")
    assert (question.points, question.explanation) == (2, "预备期从支部党员大会通过之日算起。")
    assert (question.status, question.line) == ("ready", 2)


def test_v02_an_answer_in_the_bracket_becomes_the_key_and_leaves_a_blank():
    question = only("2、凡有正式党员（ C ）人以上的单位，都应当成立党支部。\nA、7    B、5\nC、3    D、10")

    assert question.stem == "凡有正式党员（  ）人以上的单位，都应当成立党支部。"
    assert (question.number, question.options, question.key) == (2, ("7", "5", "3", "10"), "C")
    assert (question.kind, question.status) == ("single", "ready")


@pytest.mark.parametrize(
    "answer",
    ["【答案】Ｃ", "【答案】:C", "[答案] C", "答案 C", "答案：C", "（答案：C）", "正确答案是：C", "参考答案:C。"],
)
def test_v03_full_width_on_one_line_with_any_form_of_answer(answer):
    question = only(f"３．森林火警统一报警电话是（　　）。Ａ．110Ｂ．119Ｃ．12119Ｄ．120\n{answer}")

    assert question.stem == "森林火警统一报警电话是（  ）。"
    assert (question.options, question.key) == (("110", "119", "12119", "120"), "C")
    assert question.status == "ready"


def test_v04_separators_go_from_options_that_all_end_in_one():
    reading = read_text(
        "二、多项选择题（少选得1分，错选不得分）\n1.“三会一课”中的“三会”是指(     )\nA.支部党员大会；\n"
        "B.支部委员会会议；\nC.民主生活会；\nD.党小组会。\n正确答案：A、B、D"
    )

    question = reading.questions[0]
    assert question.options == ("支部党员大会", "支部委员会会议", "民主生活会", "党小组会")
    assert (question.kind, question.key, question.status) == ("multiple", ["A", "B", "D"], "ready")
    assert any("少选得1分，错选不得分" in warning for warning in reading.warnings)


def test_v05_marks_of_true_false_are_read_in_four_spellings_and_leave_the_stem():
    questions = read(
        "1. 党支部每月相对固定1天开展主题党日。（√） \n2．入党积极分子经过半年培养教育即可列为发展对象。( × )\n"
        "3、风力灭火机作业时，风筒前方不得站人（ 对 ）\n4. 发现森林火情可以先独自扑救，扑灭后再报告。（F）"
    )

    assert [question.key for question in questions] == [True, False, True, False]
    assert questions[0].stem == "党支部每月相对固定1天开展主题党日。"
    assert questions[2].stem == "风力灭火机作业时，风筒前方不得站人"
    assert {question.kind for question in questions} == {"true_false"}
    assert {question.status for question in questions} == {"ready"}


def test_v06_the_correction_behind_a_wrong_is_the_explanation():
    question = only("5. 党支部委员会一般由7至9人组成。\n答案：错误（由3至5人组成，一般不超过7人）")

    assert (question.kind, question.key) == ("true_false", False)
    assert question.explanation == "由3至5人组成，一般不超过7人"


def test_v07_a_key_at_the_end_of_a_section_goes_to_that_section_only():
    questions = read(
        "一、单选题\n1．党支部书记每届任期一般为（ ）年。 A．2 B．3 C．4\n2．主题党日一般每（ ）开展1次。 A．月 B．季度 C．年\n"
        "3．发展对象集中培训一般不少于（ ）学时。 A．8 B．16 C．24\n参考答案：\n1-3 BAC\n"
        "二、判断题\n1．油锯启动前应确认链条不接触任何物体。（ ）\n2．井下可以随意拆卸矿灯。（ ）\n答案：1.√ 2.×"
    )

    assert [(question.kind, question.key) for question in questions] == [
        ("single", "B"), ("single", "A"), ("single", "C"), ("true_false", True), ("true_false", False)
    ]  # fmt: skip
    assert questions[3].stem == "油锯启动前应确认链条不接触任何物体。"
    assert {question.status for question in questions} == {"ready"}


END_KEY_PAPER = (
    "一、单选题\n1. 支部书记任期一般为（ ）年。\nA. 1\nB. 2\nC. 3\n2. 主题党日每（ ）一次。\nA. 月\nB. 季\nC. 年\n"
    "二、多选题\n1. 三会包括（ ）。\nA. 党员大会\nB. 支委会\nC. 联欢会\nD. 党小组会\n三、判断题\n1. 井下可以拆卸矿灯。（ ）\n"
)


@pytest.mark.parametrize(
    "key",
    [
        "参考答案\n一、单选题\n1.C 2.A\n二、多选题\n1.ABD\n三、判断题\n1.错",
        "参考答案：\n一、单选题：1-2 CA\n二、多选题：1.ABD\n三、判断题：1.×",
        "答案\n单选题\n1、C\n2、A\n多选题\n1、A、B、D\n判断题\n1、错误",
        "附：参考答案\n一、单选题\n题号 1 2\n答案 C A\n二、多选题\n题号 1\n答案 ABD\n三、判断题\n题号 1\n答案 ×",
        "参考答案\n1.C 2.A\n1.ABD\n1.×",
        "试题答案及解析\n一、单选题\n1.【答案】C\n【解析】届期三年。\n2. A 解析：每月一次。\n二、多选题\n1.ABD\n三、判断题\n1.×",
    ],
)
def test_v08_a_key_at_the_end_is_mapped_by_section_and_number(key):
    questions = read(END_KEY_PAPER + key)

    assert [question.key for question in questions] == ["C", "A", ["A", "B", "D"], False]
    assert {question.status for question in questions} == {"ready"}


def test_v11_an_answer_on_the_underline_is_read():
    for line in ("__C__", "＿Ｃ＿", "___C___"):
        question = only(f"1.党支部每{line}至少召开1次支部党员大会。\nA.月\nB.半年\nC.季度\nD.年")

        assert question.stem == "党支部每（  ）至少召开1次支部党员大会。"
        assert (question.key, question.status) == ("C", "ready")


def test_v12_a_run_on_paragraph_is_split_behind_its_answers():
    questions = read(
        "1.非煤矿山新上岗从业人员安全培训时间不得少于（）学时。A.24B.48C.72答案：C2.转岗人员上岗前应当接受（）。"
        "A.体检B.安全培训C.罚款答案：B"
    )

    assert [(question.number, question.key) for question in questions] == [(1, "C"), (2, "B")]
    assert [question.options for question in questions] == [("24", "48", "72"), ("体检", "安全培训", "罚款")]
    assert {question.status for question in questions} == {"ready"}


def test_v13_letters_without_a_separator_are_split_in_doubt():
    question = only("5、发现森林火情，应拨打的报警电话是A110B120C12119D122\n答案：C")

    assert question.stem == "发现森林火情，应拨打的报警电话是"
    assert (question.options, question.key) == (("110", "120", "12119", "122"), "C")
    assert (question.status, codes(question)) == ("doubtful", ["options_bare"])


def test_v14_tags_of_kind_points_and_difficulty_are_read_and_removed():
    questions = read(
        "1.（多选题）巡护记录应当包括（ ）。\nA.时间 B.地点 C.事项 D.处理结果\n答案：ABCD   2.【判断】巡护记录可以事后统一补写。\n"
        "答案：错\n3、[单选]（易）（2024新增）防火期内进山应当（ ）。\nA.登记 B.吸烟\n答案：A\n"
        "4.（单选，2分）发现烟点应当（ ）。\nA.报告\nB.离开\n答案：A"
    )

    assert [(question.kind, question.key) for question in questions] == [
        ("multiple", ["A", "B", "C", "D"]), ("true_false", False), ("single", "A"), ("single", "A")
    ]  # fmt: skip
    assert [question.stem for question in questions] == [
        "巡护记录应当包括（  ）。", "巡护记录可以事后统一补写。", "防火期内进山应当（  ）。", "发现烟点应当（  ）。"
    ]  # fmt: skip
    assert (questions[2].difficulty, questions[3].points) == (1, 2)
    assert {question.status for question in questions} == {"ready"}


def test_v15_letters_and_numbers_in_brackets_are_markers():
    question = only(
        "(1) 下列属于森林防火期内禁止行为的有（ ）\n(A) 上坟烧纸  (B) 林内吸烟  (C) 按规定巡护  (D) 烧荒\n答案：(A)(B)(D)"
    )

    assert question.options == ("上坟烧纸", "林内吸烟", "按规定巡护", "烧荒")
    assert (question.kind, question.key, question.status) == ("multiple", ["A", "B", "D"], "ready")


def test_v16_figures_and_letters_inside_words_are_not_markers():
    first, second = read(
        "7.2023年修订的某规程规定，固定带式输送机的巡检间隔不超过0.5h，低于-3.5m水平的地点应（ ）\n"
        "A.停电 B.撤人 C.继续作业\n答案：B\n8.电气设备着火，不宜直接使用（  ）扑救。\n"
        "A.二氧化碳灭火器 B.ABC类干粉灭火器 C.直流水枪 D.干沙\n答案：C"
    )

    assert first.number == 7
    assert first.stem.startswith("2023年修订")
    assert second.options == ("二氧化碳灭火器", "ABC类干粉灭火器", "直流水枪", "干沙")
    assert (first.status, second.status) == ("ready", "ready")


def test_v17_wrapped_lines_are_joined_and_page_footers_dropped():
    question = only(
        "8．护林员巡护中发现有人违规用火，\n下列做法不正确的是（   ）\nA．立即制止并说明规定\nB．拍照留存，及时向管护\n站报告\n"
        "C．视而不见\n答案：C\n第 3 页 共 12 页"
    )

    assert question.stem == "护林员巡护中发现有人违规用火，下列做法不正确的是（  ）"
    assert question.options == ("立即制止并说明规定", "拍照留存，及时向管护站报告", "视而不见")
    assert question.status == "ready"


def test_v18_a_material_keeps_its_questions_and_each_is_printed_with_it():
    reading = read_text(
        "五、案例分析题\n（一）某管护站值班员接到烟点报告，\n没有登记就下班。\n1.（单选）值班员首先应当（ ）。\nA.登记\nB.下班\n答案：A\n"
        "2.（多选）应当报告的有（ ）。\nA.站长\nB.路人\nC.防火办\n答案：AC"
    )

    (material,) = reading.questions
    first, second = material.parts
    assert (material.kind, material.stem) == ("material", "某管护站值班员接到烟点报告，没有登记就下班。")
    assert [(first.kind, first.key), (second.kind, second.key)] == [("single", "A"), ("multiple", ["A", "C"])]
    assert material.status == first.status == second.status == "ready"
    printed = reading.as_json()
    assert [each["kind"] for each in printed["questions"]] == ["single", "multiple"]
    assert {each["material"] for each in printed["questions"]} == {material.stem}
    assert printed["counts"] == {"ready": 2, "doubtful": 0, "rejected": 0}


def test_a_material_is_as_doubtful_as_the_gravest_of_its_questions():
    (material,) = read(
        "案例分析题\n材料一：某矿夜班停电，值班员未汇报。\n1.值班员应当（ ）。\nA.汇报\nB.离开\n2.值班员还应当（ ）。\nA.记录\nB.睡觉\n答案：A"
    )

    assert [part.status for part in material.parts] == ["rejected", "ready"]
    assert material.status == "rejected"


def test_v19_numbered_points_of_an_essay_answer_are_not_questions():
    first, second = read(
        "1. 简述扑火队员被火围困时的避险要点。（10分）\n答：（1）保持冷静，判明风向和火势；\n（2）选择火烧迹地或无植被地带；\n"
        "（3）必要时点火解围或冲越火线。\n2. 简述党小组的主要任务。"
    )

    assert first.points == 10
    assert all(point in first.key for point in ("（1）", "（2）", "（3）"))
    assert (second.key, second.status) == (None, "doubtful")


def test_v20_one_or_more_is_a_kind_of_its_own():
    question = only(
        "一、不定项选择题\n1、下列属于党支部委员的有（ ）。\nA、组织委员 B、宣传委员 C、纪检委员 D、工会主席\n答案：ABC"
    )

    assert (question.kind, question.key, question.status) == ("indefinite", ["A", "B", "C"], "ready")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1.巡护记录应当包括（ ）\nA.时间 B.地点 C.事项 C.处理结果\n答案：D", "option_repeated"),
        ("1.巡护记录应当包括（ ）\nA.时间\nB.地点\nC.事项\nC.处理结果\n答案：ABD", "option_repeated"),
        ("1.巡护记录应当包括（ ）\nA.时间\nB.地点\nD.事项\n答案：B", "option_skipped"),
        ("1.预备期为（ ）年。\nA.一\nB.二\n答案：C", "key_outside"),
        ("一、单选题\n1.预备期一般为（ ）。\nA.一年\nB.二年\nC.三年\n答案：AC", "key_several"),
        ("一、单选题\n1.预备期一般为（ ）。\nA.一年\nB.二年\nC.三年", "key_missing"),
        ("一、单选题\n1.预备期一般为（ ）。\nA.一年\nB.\nC.三年\n答案：A", "option_empty"),
        ("一、单选题\n1.预备期一般为（ B ）。\nA.一年\nB.二年\nC.三年\n答案：A", "key_conflict"),
        ("1.预备期一般为（ ）。\nA.一年\nB.二年\nC.一年\n答案：A", "option_same"),
        ("一、判断题\n1.预备期一般为一年。\n答案：B", "key_truth_unclear"),
        ("一、单选题\n1.预备期一般为一年。\n答案：√", "options_missing"),
        ("一、单选题\n1.预备期一般为（ ）。\nA.一年\nB.二年\n答案：待定", "key_missing"),
        ("一、单选题\n1.预备期一般为（ ）。\nA.一年\nB.二年\n答案：A.二年", "key_text_conflict"),
    ],
)
def test_v21_broken_questions_are_rejected_with_the_reason_and_their_raw_text(text, code):
    question = only(text)

    assert question.status == "rejected"
    assert code in codes(question)
    assert question.raw.split("\n")[-1] in text
    assert all(issue.sentence and issue.line for issue in question.issues)


def test_v22_blanks_take_their_answers_from_brackets_lines_and_lists():
    questions = read(
        "一、填空题\n1. 党员每年集中学习培训一般不少于______学时。（32）\n2. 扑救森林火灾要做到打早、____、打了。\n答案：打小\n"
        "3. 支委会由____至____人组成。 答案：3；5\n4. 火警电话是____。\n答案：12119或者119"
    )

    assert [question.key for question in questions] == [[["32"]], [["打小"]], [["3"], ["5"]], [["12119", "119"]]]
    assert {question.kind for question in questions} == {"fill"}
    assert questions[0].stem == "党员每年集中学习培训一般不少于______学时。"


def test_v23_a_tag_on_its_own_line_and_choices_listed_below_the_statement():
    question = only("1.判断题\n尾矿库坝体出现渗水可自行处理。( )\n正确\n错误\n答案：错误")

    assert (question.kind, question.stem, question.key) == ("true_false", "尾矿库坝体出现渗水可自行处理。", False)
    assert question.status == "ready"


def test_v24_circled_statements_stay_in_the_stem_on_lines_of_their_own():
    question = only(
        "1.关于巡护，下列说法正确的有（ ）\n①按路线巡护\n②可代签到\n③发现火情先报告\nA.①② B.①③ C.②③ D.①②③\n答案：B"
    )

    assert question.stem == "关于巡护，下列说法正确的有（  ）\n①按路线巡护\n②可代签到\n③发现火情先报告"
    assert (question.options, question.key) == (("①②", "①③", "②③", "①②③"), "B")


def test_v26_an_explanation_that_repeats_the_answer_stays_an_explanation():
    question = only("1.预备期为（ ）。\nA.半年\nB.两年\nC.一年\n答案：C\n解析：正确答案为C，A、B项错误")

    assert (question.key, question.explanation, question.status) == ("C", "正确答案为C，A、B项错误", "ready")


def test_v26_an_explanation_that_names_another_answer_puts_the_question_in_doubt():
    question = only("1.预备期为（ ）。\nA.半年\nB.两年\nC.一年\n答案：B\n解析：本题正确答案为C，预备期一年。")

    assert (question.status, codes(question)) == ("doubtful", ["key_explained_otherwise"])


def test_v27_an_o_for_the_blank_is_repaired_in_doubt_and_odd_figures_are_left_alone():
    first, second = read(
        "1.我国森林防火工作的方针是O。\nA.预防为主\nB.扑救为主\n答案：A\n2.某条例于CI998年施行，这是第（ ）次修订。\nA.一\nB.二\n答案：A"
    )

    assert (first.stem, first.status) == ("我国森林防火工作的方针是（  ）。", "doubtful")
    assert "CI998年" in second.stem
    assert codes(second) == ["ocr"]


def test_v28_the_same_question_twice_is_told_and_two_keys_for_it_are_refused():
    same = "{}.预备期为（ ）。\nA.半年\nB.一年\n答案：B\n"
    other_order = "3.预备期为 ( ) 。\nA.一年\nB.半年\n答案：A\n"
    first, again, reordered = read(same.format(1) + same.format(2) + other_order)
    conflict = read(same.format(1) + "2.预备期为（ ）。\nA.半年\nB.一年\n答案：A\n")

    assert (first.status, codes(again), codes(reordered)) == ("ready", ["duplicate"], ["duplicate"])
    assert [question.status for question in conflict] == ["rejected", "rejected"]


@pytest.mark.parametrize("tail", ["………………………………B", "\tB", "      B", "……B"])
def test_v29_a_letter_far_right_is_the_answer(tail):
    question = only(f"1. 预备党员的预备期为（ ）。{tail}\nA. 半年\nB. 一年\nC. 两年")

    assert (question.stem, question.key, question.status) == ("预备党员的预备期为（  ）。", "B", "ready")


def test_a_short_answer_names_its_key_points():
    found = read(
        "一、简答题\n1. 发现火情怎么办？\n答案：保持冷静，马上报警。\n得分要点：\n- 保持冷静｜不慌张 ×2\n- 报警｜拨打12119\n难度：易\n"
        "2. 怎样避险？\n答案：向逆风处撤离。\n得分要点：\n- 逆风 ×1\n"
    )

    first, second = found
    assert (first.status, first.key, first.difficulty) == ("ready", "保持冷静，马上报警。", 1)
    assert first.body == {
        "reference": "保持冷静，马上报警。",
        "points": [
            {"id": "p1", "text": "保持冷静", "accepted": ["保持冷静", "不慌张"], "weight": 2},
            {"id": "p2", "text": "报警", "accepted": ["报警", "拨打12119"], "weight": 1},
        ],
    }
    assert (second.status, second.body["points"][0]["text"]) == ("ready", "逆风")


def test_an_essay_names_its_rubric():
    [found] = read("一、论述题\n1. 论述防火。\n答案：责任、处置、宣传。\n评分标准：\n- 观点明确 6分\n- 结合实际 4分\n")

    assert (found.status, found.key) == ("ready", "责任、处置、宣传。")
    assert [(row["text"], row["points"]) for row in found.body["rubric"]] == [("观点明确", "6"), ("结合实际", "4")]


def test_marking_that_is_not_understood_stays_in_the_reference():
    [found] = read("一、论述题\n1. 论述防火。\n答案：责任、处置、宣传。\n评分标准：\n观点明确给高分\n- 结合实际 4分\n")

    assert found.body is None
    assert found.key == "责任、处置、宣传。\n评分标准：\n观点明确给高分\n- 结合实际 4分"


def test_a_case_takes_over_what_its_parts_share():
    [case] = read(
        "一、案例分析题\n（一）某站值班员没有登记就下班。\n"
        "1. 【判断题】可以不登记。\n答案：错误\n解析：应当登记。\n知识点：防火/值班\n难度：易\n出处：《规程》一、\n"
        "2. 【判断题】应当交接。\n答案：正确\n解析：交接清楚。\n知识点：防火/值班\n难度：难\n出处：《规程》二、\n"
    )

    assert (case.stem, case.topic, case.difficulty, case.source) == ("某站值班员没有登记就下班。", "防火/值班", 3, "")
    assert case.explanation == "（1）应当登记。\n（2）交接清楚。"
