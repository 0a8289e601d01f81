"""What every paper says, what only reports, and what opens a sentence are no matter for a lesson."""

from __future__ import annotations

import pytest

from courses.builder.drafting import draft_course
from courses.builder.formulas import is_formula, only_reports
from courses.builder.sentences import sentences
from courses.builder.suggestions.figures import figures
from courses.builder.suggestions.listed import listed_items
from documents.tables import table_text
from tests.courses.builder.makers import article


@pytest.mark.parametrize(
    "sentence",
    [
        "为了管好火源，制定本办法",
        "本规程适用于各管护站",
        "本预案由防火办负责解释",
        "本规定自2025年1月1日起施行",
        "现将有关事项通知如下",
    ],
)
def test_a_formula_of_office_papers_is_known(sentence: str) -> None:
    assert is_formula(sentence)


def test_a_provision_is_no_formula() -> None:
    assert not is_formula("护林员应当每日填写巡护记录")


def test_what_was_done_is_told_from_what_is_to_be_done() -> None:
    assert only_reports("去年共组织演练36次，参加职工4100人次")
    assert not only_reports("每年组织演练不少于两次")


def test_item_numbers_and_answer_marks_do_not_open_a_sentence() -> None:
    assert sentences("（三）每年盘点一次。答：立即撤离现场。1．佩戴安全帽。") == (
        "每年盘点一次",
        "立即撤离现场",
        "佩戴安全帽",
    )


def test_a_list_that_only_begins_in_a_sentence_is_cut_off() -> None:
    assert sentences("接报后30分钟内上报，内容包括：（1）时间；（2）地点。")[0] == "接报后30分钟内上报"


@pytest.mark.parametrize(
    ("sentence", "number"), [("得到轨迹1 284条", "1 284"), ("巡护二万六千公里", "二万六千"), ("投入15万元", "15万")]
)
def test_a_number_is_taken_whole(sentence: str, number: str) -> None:
    assert [figure.number for figure in figures(sentence)] == [number]


def test_the_day_of_a_date_is_no_figure_of_its_own() -> None:
    assert [figure for figure in figures("本办法自2025年3月1日起施行") if figure.unit == "日"] == []


def test_the_last_item_of_a_list_is_whole() -> None:
    item = next(iter(listed_items("违章指挥、违章作业、违反劳动纪律，合称三违")))

    assert item.whole == ("违章指挥", "违章作业", "违反劳动纪律")


def test_a_table_goes_into_the_lesson_as_it_is_and_is_not_asked() -> None:
    table = table_text([["项目", "次数"], ["巡护", "每日不少于2次"]])
    draft = draft_course([article(("巡护", table), ("记录", "护林员应当在每日巡护后两小时内填写记录，不得事后补写。"))])

    assert table in draft.lessons[0].body
    assert all("|" not in question.stem for lesson in draft.lessons for question in lesson.questions)


def test_a_clause_without_its_subject_does_not_open_a_stem() -> None:
    text = "局部通风机停止运转时，必须立即停止工作，切断电源，把人员撤到全风压通风处，瓦斯浓度低于1%方可恢复送电。"
    draft = draft_course([article(("通风", text))])

    assert all(not question.stem.startswith("必须") for lesson in draft.lessons for question in lesson.questions)
