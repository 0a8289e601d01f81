"""The contract of every writer, and what each format asks for."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from core.xlsx import read_sheets
from question_bank import formats, writing
from question_bank.formats.base import ReadQuestion as Question
from question_bank.formats.kinds import KINDS
from question_bank.formats.terms import in_terms
from question_bank.types import ALL as TYPES
from question_bank.writing.word import Layout, answer_sheet, order_rows, paper, versions
from tests.question_bank.writing.nasty import PICTURE

pytestmark = pytest.mark.usefixtures("words")
EVERY = [
    Question(1, "single", "森林火警电话是（  ）。", ("110", "12119"), "B", "全国统一。", topic="安全/防火", difficulty=1, source="《条例》第3条", points=2.0),
    Question(2, "multiple", "三会一课的三会是（  ）。", ("党员大会", "支委会", "党小组会", "茶话会"), ["A", "B", "C"]),
    Question(3, "indefinite", "下列属于党支部委员的有（  ）。", ("组织委员", "宣传委员"), ["A"]),
    Question(4, "true_false", "井下可以随意拆卸矿灯。", (), False, "不可以。"),
    Question(5, "fill", "每年不少于____学时，由____人组成。", (), [["32", "三十二"], ["3"]]),
    Question(6, "numeric", "每年的集中学时是多少。", (), {"value": "32", "tolerance": "0.5", "unit": "学时"}),
    Question(7, "short_answer", "简述党小组的主要任务是什么。", (), "落实支部任务。"),
    Question(8, "essay", "论述怎样抓好安全生产工作。", (), "责任到人。"),
    Question(9, "matching", "请把左边的和右边的配起来。", ("三号项",), [["甲项", "二号项"], ["乙项", "一号项"]]),
    Question(10, "ordering", "请把下面的步骤排好顺序。", (), ["先报告", "再撤离", "后清点"]),
    Question(11, "classification", "请把各项归入类别。", ("党建", "工会"), [["三会一课", "党建"], ["劳动竞赛", "工会"], ["主题党日", "党建"]]),
    Question(12, "find_error", "下面的步骤哪一步错了。", ("检查风筒", "带电检修", "挂牌上锁"), [[2, "先停电再检修"]]),
    Question(
        13, "material", "某管护站值班员发现烟点，没有报告。",
        parts=(Question(1, "single", "值班员应当怎样做（  ）。", ("立即报告", "离开"), "A"), Question(2, "true_false", "值班员做法正确。", (), False)),
    ),
]  # fmt: skip


@pytest.mark.parametrize("writer", [*writing.ALL, *writing.PAPERS], ids=lambda writer: writer.name)
class TestEveryWriter:
    def test_has_a_name_a_label_an_ending_and_kinds_the_bank_knows(self, writer):
        assert writer.name.isidentifier()
        assert str(writer.label)
        assert not writer.ending.startswith(".")
        assert writer.kinds <= set(KINDS)
        assert writing.BY_NAME[writer.name] is writer

    def test_writes_what_it_holds_and_names_the_rest(self, writer):
        content, losses = writing.written(writer, EVERY, "综合练习")

        out = {loss.number for loss in losses if loss.left_out}
        assert content
        assert all(f"第 {loss.number} 题" in loss.sentence for loss in losses)
        assert out == {each.number for each in EVERY if each.kind not in writer.kinds} | (
            {5} if writer.name == "gift" else set()
        )

    def test_writes_the_same_bytes_for_the_same_questions(self, writer):
        if writer.ending in ("docx", "xlsx") or writer.name == "word_set":
            pytest.skip("office files carry the time they were made")

        assert writer.write(EVERY[:4], "卷") == writer.write(EVERY[:4], "卷")


@pytest.mark.parametrize("writer", [*writing.ALL, *writing.PAPERS], ids=lambda writer: writer.name)
def test_a_character_that_no_file_can_hold_does_not_spoil_the_file(writer):
    asked = Question(1, "single", "森林\x07火警\x0b电话是（  ）。", ("110\x01", "12119\ufffe"), "B")

    content, losses = writing.written(writer, [asked], "卷\x02")

    assert losses == []
    if writer in writing.ALL:
        (found,) = formats.read(f"x.{writer.ending}", content).questions
        assert (found.stem, found.options, found.key) == ("森林火警电话是（  ）。", ("110", "12119"), "B")


@pytest.mark.parametrize("name", ["text", "word", "moodle", "qti21", "qti30", "json"])
def test_a_file_of_every_kind_reads_back_ready_with_all_keys(name):
    content, losses = writing.written(writing.BY_NAME[name], EVERY, "综合练习")

    found = formats.read(f"x.{writing.BY_NAME[name].ending}", content).questions

    asked = sorted(EVERY, key=lambda each: KINDS.index(each.kind)) if name == "word" else EVERY
    assert losses == []
    assert [each.kind for each in found] == [each.kind for each in asked]
    assert [str(each.status) for each in found] == ["ready"] * len(EVERY)
    assert _keys(found) == _keys(asked)


def _keys(questions):
    keyed = [part for question in questions for part in question.asked if part.kind != "find_error"]
    return [(part.kind, part.key) for part in keyed]


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_every_type_of_the_bank_is_put_into_the_terms_of_files_and_back(kind):
    question = in_terms(Question(1, kind.name, "题干里的问题____", body=kind.example))

    again = question.body if question.body is not None else kind.body_of(question)

    assert kind.meaning(again) == kind.meaning(kind.example)


def test_scoring_points_and_a_rubric_travel_in_qti_and_json():
    rubric = {
        "reference": "责任到人。",
        "rubric": [{"id": "r1", "text": "讲清责任", "points": "5"}, {"id": "r2", "text": "举出例子", "points": "3"}],
    }
    points = {
        "reference": "见条例。",
        "points": [{"id": "p1", "text": "报告", "accepted": ["上报", "汇报"], "weight": 2}],
    }
    asked = [
        in_terms(Question(1, "essay", "论述安全生产责任。", body=rubric)),
        in_terms(Question(2, "short_answer", "简述火情处置。", body=points)),
    ]

    for name in ("qti21", "qti30", "json"):
        found = formats.read(f"x.{writing.BY_NAME[name].ending}", writing.BY_NAME[name].write(asked, "卷")).questions

        assert [each.body for each in found] == [rubric, points]
    assert [loss.sentence for loss in writing.checked(writing.BY_NAME["moodle"], asked)] == [
        "第 1 题：Moodle XML 不能保存评分要点。", "第 2 题：Moodle XML 不能保存评分要点。"
    ]  # fmt: skip


ORDER_21 = ["responseDeclaration", "outcomeDeclaration", "itemBody", "responseProcessing", "modalFeedback"]


@pytest.mark.parametrize(("name", "prefix"), [("qti21", ""), ("qti30", "qti-")])
def test_a_package_is_built_as_its_standard_asks(name, prefix):
    shown = Question(
        14, "single", f"图中是![标志](picture:{PICTURE.name})（  ）。", ("甲", "乙"), "A", pictures=(PICTURE,)
    )
    archive = zipfile.ZipFile(io.BytesIO(writing.BY_NAME[name].write([*EVERY, shown], "卷")))
    manifest = etree.fromstring(archive.read("imsmanifest.xml"))

    listed = [each.get("href") for each in manifest.iter("{*}file")]

    assert [etree.QName(each).localname for each in manifest] == ["metadata", "organizations", "resources"]
    assert set(listed) == set(archive.namelist()) - {"imsmanifest.xml"}
    assert (
        len({each.get("identifier") for each in manifest.iter("{*}resource") if each.get("href")}) == len(EVERY) + 2
    )  # the picture question and the test
    for path in (each for each in listed if each.startswith("items/Q")):
        root = etree.fromstring(archive.read(path))
        places = [_names(prefix).index(etree.QName(each).localname) for each in root]
        declared = {each.get("identifier") for each in root.iter(f"{{*}}{_name('responseDeclaration', prefix)}")}
        attribute = "response-identifier" if prefix else "responseIdentifier"
        asked = {each.get(attribute) for each in root.iter() if each.get(attribute)}
        assert places == sorted(places)
        assert asked == declared
        ids = [each.get("identifier") for each in root.iter(f"{{*}}{_name('simpleChoice', prefix)}")]
        assert all(ids)


def _name(name: str, prefix: str) -> str:
    return prefix + "".join(f"-{each.lower()}" if each.isupper() and prefix else each for each in name)


def _names(prefix: str) -> list[str]:
    return [_name(name, prefix) for name in ORDER_21]


def test_formulas_in_a_workbook_stay_text():
    evil = Question(1, "single", "=1+1 等于（  ）。", ("=2", "@SUM(A1)"), "A", "-3")

    ((_title, rows),) = read_sheets(writing.BY_NAME["excel"].write([evil], "卷"), max_rows=10)

    assert "=1+1 等于（  ）。" in list(rows)[1]


class TestWordPapers:
    def document(self, **changes):
        asked = [
            Question(place, "single", f"第{place}个问题是（  ）。", ("甲", "乙", "丙", "丁"), "A", points=2.0)
            for place in range(1, 6)
        ]
        return docx.Document(io.BytesIO(paper(asked, Layout("年度知识竞赛试卷", **changes))))

    def test_wear_the_look_of_official_papers(self):
        made = self.document(version="A", minutes=60)
        section, title = made.sections[0], made.paragraphs[0]

        sides = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(side.cm, 1) for side in sides] == [3.7, 3.5, 2.8, 2.6]
        assert title.runs[0].font.size.pt == 22
        assert title.runs[0]._element.rPr.rFonts.get(qn("w:eastAsia")) == "方正小标宋简体"
        assert made.styles["Normal"].paragraph_format.line_spacing.pt == 28
        assert made.styles["Normal"].element.rPr.rFonts.get(qn("w:eastAsia")) == "仿宋_GB2312"
        assert "PAGE" in made.sections[0].footer._element.xml

    def test_have_a_head_and_sections_with_their_points(self):
        lines = [each.text for each in self.document(version="A", minutes=60).paragraphs]

        assert "（A 卷）" in lines
        assert any("姓名：" in line and "单位：" in line and "得分：" in line for line in lines)
        assert any(line.replace("…", "") == "密封线" for line in lines)
        assert "（满分 10 分，限时 60 分钟）" in lines
        assert "一、单选题（每题2分，共10分）" in lines
        assert not any("答案" in line for line in lines)

    def test_show_answers_only_when_asked(self):
        lines = [each.text for each in self.document(with_answers=True).paragraphs]

        assert lines.count("答案：A") == 5
        assert not any("姓名" in line for line in lines)

    def test_show_pictures_and_tables(self):
        text = f"看图![标志](picture:{PICTURE.name})和表。\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"
        asked = Question(1, "single", text, ("甲", "乙"), "A", pictures=(PICTURE,))

        made = docx.Document(io.BytesIO(paper([asked], Layout("卷"))))

        assert len(made.inline_shapes) == 1
        assert [[cell.text for cell in row.cells] for row in made.tables[0].rows] == [["甲", "乙"], ["1", "2"]]

    def test_an_answer_sheet_has_a_box_for_every_option(self):
        made = docx.Document(io.BytesIO(answer_sheet(EVERY, "卷", "B")))
        cells = [cell.text for table in made.tables for row in table.rows for cell in row.cells]

        assert any(text.startswith("2.") and "[ D ]" in text for text in cells)
        assert any("[ √ ]" in text for text in cells)
        assert any(text.startswith("13-2.") for text in cells)


class TestVersions:
    ASKED = [
        Question(place, "single", f"第{place}个问题是（  ）。", ("甲", "乙", "丙", "丁"), "B") for place in range(1, 9)
    ]

    def test_b_asks_the_same_in_another_order_with_its_keys_to_match(self):
        first, second = versions(self.ASKED, "AB", seed=7)

        assert [each.stem for each in first.questions] == [each.stem for each in self.ASKED]
        assert sorted(each.stem for each in second.questions) == sorted(each.stem for each in self.ASKED)
        assert [number for number, _letters in second.order] != list(range(1, 9))
        assert all(each.options[ord(each.key) - ord("A")] == "乙" for each in second.questions)

    def test_the_recorded_order_leads_back_to_the_original(self):
        _first, second = versions(self.ASKED, "AB", seed=7)

        for question, (number, letters) in zip(second.questions, second.order, strict=True):
            original = self.ASKED[number - 1]
            assert question.stem == original.stem
            assert [original.options[ord(letter) - ord("A")] for letter in letters] == list(question.options)
        assert order_rows([second])[0][:2] == ("B", 1)

    def test_the_same_seed_gives_the_same_order(self):
        assert versions(self.ASKED, "AB", seed=7) == versions(self.ASKED, "AB", seed=7)
        assert versions(self.ASKED, "AB", seed=7) != versions(self.ASKED, "AB", seed=8)

    def test_options_that_name_others_and_explained_letters_stay(self):
        bound = Question(1, "single", "哪一项对（  ）。", ("甲", "乙", "丙", "以上都对"), "D")
        explained = Question(2, "single", "哪一项错（  ）。", ("甲", "乙", "丙", "丁"), "D", "D 说反了。")

        for seed in range(20):
            _first, second = versions([bound, explained], "AB", seed=seed)
            assert {each.options for each in second.questions} == {bound.options, explained.options}


@pytest.mark.parametrize(
    "options", [("110", "12119", "122"), ("打电话报告值班室", "一个人进山扑打明火", "等天亮以后再说")]
)
def test_no_page_ends_between_a_stem_and_its_options(options: tuple[str, ...]) -> None:
    asked = Question(1, "single", "发现火情应当怎样做（  ）。", options, "A")
    lines = docx.Document(io.BytesIO(paper([asked], Layout("试卷")))).paragraphs
    start = next(place for place, line in enumerate(lines) if line.text.startswith("1. "))

    assert all(line.paragraph_format.keep_with_next for line in lines[start:-1])
    assert not lines[-1].paragraph_format.keep_with_next
