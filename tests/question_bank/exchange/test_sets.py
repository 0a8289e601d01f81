"""Whole files in the style of real exports: nothing wrong among what is marked ready, the rest told."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from core.errors import Invalid
from question_bank import formats
from tests.question_bank.exchange.expected import EXPECTED
from tests.question_bank.writing.nasty import png

pytestmark = pytest.mark.usefixtures("words")
SETS = Path(__file__).parent / "sets"


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_whole_file_is_read_as_written_down(name):
    reading = formats.read(name, (SETS / name).read_bytes())

    found = [
        (each.kind, each.stem[:16].split("![")[0], len(each.options), each.key, str(each.status))
        for each in reading.questions
    ]
    assert found == EXPECTED[name]


def test_every_file_is_written_down():
    assert {path.name for path in SETS.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_file_is_recognised_by_its_content_and_not_by_its_name(name):
    reading = formats.read(name, (SETS / name).read_bytes())

    renamed = formats.read("题库.dat", (SETS / name).read_bytes())

    assert (renamed.format, renamed.counts) == (reading.format, reading.counts)


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_not_ready_says_why(name):
    reading = formats.read(name, (SETS / name).read_bytes())

    for question in reading.questions:
        assert (str(question.status) == "ready") == (not question.issues)
        assert all(issue.sentence for issue in question.issues)


def package(**files: bytes | str) -> bytes:
    """Return a zip file; double underscores in names stand for slashes, single ones for dots."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return target.getvalue()


MANIFEST = (
    '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><resources>'
    '<resource identifier="b" type="imsqti_item_xmlv2p2" href="items/b.xml"><metadata><lom xmlns="http://ltsc.ieee.org/xsd/LOM"><educational><difficulty>'
    "<source>LOMv1.0</source><value>difficult</value></difficulty></educational><classification><taxonPath><taxon><entry><string>井下</string></entry>"
    '</taxon></taxonPath></classification></lom></metadata><file href="items/b.xml"/></resource>'
    '<resource identifier="a" type="imsqti_item_xmlv2p2" href="items/a.xml"><file href="items/a.xml"/><file href="img/x.png"/></resource>'
    '<resource identifier="t" type="imsqti_test_xmlv2p2" href="test.xml"><file href="test.xml"/></resource>'
    '<resource identifier="s" type="imsqti_stimulus_xmlv2p2" href="stim.xml"><file href="stim.xml"/></resource>'
    '<resource identifier="z" type="webcontent" href="gone.xml"><file href="gone.xml"/></resource></resources></manifest>'
)
ITEM = (
    '<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="{id}" title="t" adaptive="false" timeDependent="false">'
    '<responseDeclaration identifier="R" cardinality="single" baseType="identifier"><correctResponse><value>y</value></correctResponse></responseDeclaration>'
    '{stimulus}<itemBody>{body}<choiceInteraction responseIdentifier="R" maxChoices="1"><simpleChoice identifier="x">甲</simpleChoice>'
    '<simpleChoice identifier="y">乙</simpleChoice></choiceInteraction></itemBody></assessmentItem>'
)
TEST = (
    '<assessmentTest xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="t" title="卷"><testPart identifier="p" navigationMode="linear" '
    'submissionMode="individual"><assessmentSection identifier="s" title="s" visible="true"><assessmentItemRef identifier="a" href="items/a.xml"/>'
    '<assessmentItemRef identifier="b" href="items/b.xml"/></assessmentSection></testPart></assessmentTest>'
)


def test_a_package_is_read_in_the_order_of_its_test_with_pictures_topics_and_what_is_missing():
    first = ITEM.format(id="a", stimulus="", body='<p>图中的标志是<img src="../img/x.png" alt="黄色三角"/></p>')
    second = ITEM.format(id="b", stimulus="", body="<p>井下避灾应当先做什么</p>")
    raw = package(
        imsmanifest_xml=MANIFEST,
        items__a_xml=first,
        items__b_xml=second,
        test_xml=TEST,
        img__x_png=png(),
        stim_xml="<x/>",
    )

    reading = formats.read("卷.zip", raw)

    assert [each.stem[:5] for each in reading.questions] == ["图中的标志", "井下避灾应"]
    assert [len(each.pictures) for each in reading.questions] == [1, 0]
    assert [(each.topic, each.difficulty) for each in reading.questions] == [("", None), ("井下", 3)]
    assert [each.key for each in reading.questions] == ["B", "B"]
    assert any("gone.xml" in warning for warning in reading.warnings)


def test_items_with_one_stimulus_become_one_material():
    reference = '<assessmentStimulusRef identifier="s" href="../stim.xml"/>'
    stimulus = '<assessmentStimulus xmlns="http://www.imsglobal.org/xsd/imsqti_v2p2" identifier="s" title="s"><stimulusBody><p>某矿夜班停电。</p></stimulusBody></assessmentStimulus>'
    items = {name: ITEM.format(id=name, stimulus=reference, body=f"<p>第{name}问应当怎样做</p>") for name in "ab"}
    raw = package(
        imsmanifest_xml=MANIFEST, items__a_xml=items["a"], items__b_xml=items["b"], test_xml=TEST, stim_xml=stimulus
    )

    (material,) = formats.read("卷.zip", raw).questions

    assert (material.kind, material.stem, str(material.status)) == ("material", "某矿夜班停电。", "ready")
    assert [(part.kind, part.key) for part in material.parts] == [("single", "B"), ("single", "B")]


def test_a_package_of_the_old_kind_is_read_too():
    raw = package(
        imsmanifest_xml=MANIFEST.replace("items/a.xml", "old.xml"), old_xml=(SETS / "06-qti12-lms.xml").read_bytes()
    )

    assert formats.read("卷.zip", raw).format == "qti1"


@pytest.mark.parametrize(
    ("name", "raw", "sentence"),
    [
        ("t.xml", TEST.encode(), "上传整个压缩包"),
        ("p.zip", package(imsmanifest_xml="<manifest/>"), "没有 QTI 题目"),
        ("q.xml", b"<quiz><question>", "不是完整的 XML"),
        ("q.xml", b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz><question type="essay"/></quiz>', "文档类型声明"),
        ("q.json", b'{"format": "shuren-questions", "version": 9, "questions": []}', "版本"),
        ("q.json", b'{"format": "shuren-questions", ', "不是完整的 JSON"),
        ("q.json", b'{"title": 1}', "questions"),
        ("q.xml", b"<quiz></quiz>", "没有从文件里读出题目"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(name, raw, sentence):
    with pytest.raises(Invalid, match=sentence):
        formats.read(name, raw)


def test_equal_points_with_some_taken_away_are_no_right_answers():
    text = (SETS / "07-qti12-weights.xml").read_text(encoding="utf-8").replace('action="Add">3<', 'action="Add">1<')

    question = formats.read("a.xml", text.encode()).questions[0]

    assert (question.key, str(question.status)) == (["A", "C"], "ready")
