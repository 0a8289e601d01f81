"""Word papers: numbers rebuilt, keys told by formatting, tables, pictures."""

from __future__ import annotations

import base64

import pytest

from core.errors import Invalid
from question_bank import formats
from tests.documents.word_files import level, lists, par, run, table, word_file

pytestmark = pytest.mark.usefixtures("words")
PICTURE = (
    '<w:r><w:drawing><wp:inline><wp:docPr id="1" descr="装备"/><a:graphic><a:blip r:embed="rimage1"/></a:graphic>'
    "</wp:inline></w:drawing></w:r>"
)
PNG = b"\x89PNG\r\n\x1a\n0000"
RED, BOLD = '<w:color w:val="FF0000"/>', "<w:b/>"


def read(body: str, **more):
    return list(formats.read("卷.docx", word_file(body, **more)).questions)


def codes(question):
    return [issue.code for issue in question.issues]


def test_v09_automatic_numbers_and_letters_are_rebuilt():
    numbering = lists(level(0, "%1."), level(1, "%2.", "upperLetter"))
    stem = par("党支部每（ ）召开支部党员大会。", number=(1, 0))
    options = "".join(par(text, number=(1, 1)) for text in ("月", "季度", "年"))

    (question,) = read(stem + options + par("答案：B"), numbering=numbering)

    assert (question.kind, question.stem) == ("single", "党支部每（  ）召开支部党员大会。")
    assert (question.options, question.key, question.status) == (("月", "季度", "年"), "B", "ready")
    assert "1.党支部" in question.raw and "A.月" in question.raw


@pytest.mark.parametrize("look", [RED, BOLD, '<w:u w:val="single"/>', '<w:highlight w:val="yellow"/>'])
def test_v10_an_option_that_is_set_off_is_the_key_in_doubt(look):
    (question,) = read(par("1.党支部每（ ）召开支部党员大会。") + par(run("A.月 "), run("B.季度", look), run(" C.年")))

    assert (question.key, question.status, codes(question)) == ("B", "doubtful", ["key_by_look"])
    assert "答案由字体格式推断" in question.issues[0].sentence


def test_v10_options_that_are_all_set_off_tell_nothing():
    (question,) = read(
        par("1.党支部每（ ）召开支部党员大会。") + "".join(par(run(text, BOLD)) for text in ("A.月", "B.季度"))
    )

    assert (question.key, question.status) == (None, "rejected")


def test_a_colour_against_the_answer_line_is_a_conflict():
    (question,) = read(par("1.支部大会一般每（ ）召开一次。") + par(run("A.月 "), run("B.季度", RED)) + par("答案：A"))

    assert (question.status, codes(question)) == ("rejected", ["key_conflict"])


def test_v25_a_table_bank_is_read_like_a_workbook():
    head = ["序号", "试题", "A", "B", "C", "D", "答案", "依据"]
    (question,) = read(table(head, ["1", "党支部每（ ）召开支部党员大会。", "月", "季度", "年", "周", "B", "条例"]))

    assert (question.options, question.key, question.source) == (("月", "季度", "年", "周"), "B", "条例")
    assert (question.sheet, question.line, question.status) == ("表格 1", 2, "ready")


def test_a_picture_stays_where_it_stood_and_settles_the_doubt_about_it():
    body = par("1.如图所示的装备是（ ）。") + par(PICTURE) + par("A.风力灭火机 B.油锯") + par("答案：A")
    (question,) = read(body, parts={"image1.png": ("image", PNG)})

    (kept,) = question.pictures
    assert base64.b64decode(kept.content) == PNG
    assert f"(picture:{kept.name})" in question.stem
    assert (question.options, question.status) == (("风力灭火机", "油锯"), "ready")


def test_a_picture_that_cannot_be_shown_is_told():
    body = par("1.下列装备的名称是（ ）。") + par(PICTURE) + par("A.风力灭火机 B.油锯") + par("答案：A")
    (question,) = read(body, parts={"image1.png": ("image", b"\x01\x00\x00\x00 EMF")})

    assert codes(question) == ["picture_lost"]


def test_a_damaged_word_file_is_refused_with_a_sentence():
    with pytest.raises(Invalid) as refused:
        formats.read("卷.docx", word_file(par("1.题目"))[:-40])

    assert "已损坏" in refused.value.sentence


def test_raised_and_lowered_figures_stay_what_they_are():
    up, down = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    stem = par(
        "1. 一万平方米是 10", run("4", up), run(" m"), run("2", up), run("，水是 H"), run("2", down), run("O，对吗？")
    )

    (question,) = read(stem + par("A. 对的") + par("B. 不对") + par("答案：A"))

    assert question.stem == "一万平方米是 10<sup>4</sup> m<sup>2</sup>，水是 H<sub>2</sub>O，对吗？"
    assert (question.options, question.key, str(question.status)) == (("对的", "不对"), "A", "ready")
