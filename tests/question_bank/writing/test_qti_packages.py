"""Packages we write keep the rules of QTI, and another engine marks them as we meant."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from question_bank import writing
from question_bank.formats.base import ReadQuestion as Question
from tests.question_bank.writing.nasty import PICTURE, question
from tests.question_bank.writing.qti_delivery import choice_text, right_responses, score
from tests.question_bank.writing.qti_rules import faults, plain
from tests.question_bank.writing.test_round_trip import thorough
from tests.question_bank.writing.test_writers import EVERY

pytestmark = pytest.mark.usefixtures("words")
SPOTS = [
    {"id": "s1", "shape": "rect", "coords": [0.1, 0.1, 0.5, 0.5]},
    {"id": "s2", "shape": "circle", "coords": [0.5, 0.5, 0.1]},
    {"id": "s3", "shape": "polygon", "coords": [0.0, 0.0, 0.5, 0.0, 0.5, 1.0]},
]
PLAN = {"digest": PICTURE.name, "width": 40, "height": 20, "alt": "平面图"}
RUBRIC = {"reference": "责任到人。", "rubric": [{"id": "r1", "text": "讲清责任", "points": "5"}]}
POINTS = {"reference": "见条例。", "points": [{"id": "p1", "text": "报告", "accepted": ["上报"], "weight": 2}]}
TABLE = "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |"
ALL = [
    *EVERY,
    Question(14, "hotspot", "点出出口。", (), ["s1", "s3"], "见平面图。", body={"picture": PLAN, "spots": SPOTS, "key": ["s1", "s3"]}, pictures=(PICTURE,)),
    Question(15, "essay", "论述怎样管住火源。", (), "责任到人。", body=RUBRIC),
    Question(16, "short_answer", "简述火情处置。", (), "见条例。", body=POINTS),
    Question(17, "single", f"看图![标志](picture:{PICTURE.name})和表。\n\n{TABLE}", (f"![标志](picture:{PICTURE.name})", "乙\n\n丙", "H<sub>2</sub>O"), "A", pictures=(PICTURE,)),
]  # fmt: skip
CLOSED = [each for each in ALL if each.kind not in ("essay", "short_answer")]
VERSIONS = [("qti21", False), ("qti30", True)]


def documents(name: str, asked: list[Question]) -> dict[str, etree._Element]:
    archive = zipfile.ZipFile(io.BytesIO(writing.BY_NAME[name].write(asked, "卷 <一> & 二")))
    return {each: etree.fromstring(archive.read(each)) for each in archive.namelist() if each.endswith(".xml")}


@pytest.mark.parametrize(("name", "is_third"), VERSIONS)
def test_every_kind_keeps_the_rules_of_its_version(name, is_third):
    for path, root in documents(name, ALL).items():
        assert (path, faults(root, is_third=is_third)) == (path, [])


@pytest.mark.parametrize(("name", "is_third"), VERSIONS)
@thorough
@given(data=st.data())
def test_whatever_signs_a_question_holds_its_item_keeps_the_rules(name, is_third, data):
    writer = writing.BY_NAME[name]
    asked = data.draw(question(tuple(writer.kinds)))
    if any(loss.left_out for loss in writing.checked(writer, [asked])):
        return

    for root in documents(name, [asked]).values():
        assert faults(root, is_third=is_third) == []


@pytest.mark.parametrize(
    ("path", "change", "fault"),
    [
        ("items/Q00001.xml", lambda root: root.append(root[0]), "assessmentItem: holds"),
        ("items/Q00001.xml", lambda root: root.attrib.pop("adaptive"), "lacks adaptive"),
        ("items/Q00001.xml", lambda root: _first(root, "value").__setattr__("text", "C9"), "C9 is no choice"),
        ("items/Q00001.xml", lambda root: _first(root, "itemBody").__setattr__("text", "字"), "itemBody: holds"),
        ("items/Q00001.xml", lambda root: _first(root, "choiceInteraction").set("responseIdentifier", "X"), "declared"),
        ("items/Q00010.xml", lambda root: _remove(_first(root, "value")), "leaves something out"),
        ("items/Q00009.xml", lambda root: _first(root, "simpleAssociableChoice").attrib.pop("matchMax"), "lacks matchMax"),
        ("imsmanifest.xml", lambda root: _remove(_first(root, "organizations")), "manifest: holds"),
    ],
)  # fmt: skip
def test_the_rules_refuse_what_the_standard_refuses(path, change, fault):
    root = documents("qti21", EVERY)[path]

    change(root)

    assert any(fault in each for each in faults(root))


def _first(root: etree._Element, name: str) -> etree._Element:
    return next(each for each in root.iter(etree.Element) if plain(each) == name)


def _remove(element: etree._Element) -> None:
    element.getparent().remove(element)


@pytest.mark.parametrize(("name", "_third"), VERSIONS)
@pytest.mark.parametrize("asked", CLOSED, ids=lambda asked: f"{asked.number}-{asked.kind}")
def test_another_engine_gives_full_points_to_what_is_right_and_fewer_to_anything_else(name, _third, asked):
    item = documents(name, [replace(asked, number=1)])["items/Q00001.xml"]
    right = right_responses(item)
    most = score(item, right)

    assert most == len(right)
    for response in right:
        assert score(item, {**right, response: ("-99999",)}) == most - 1
        assert score(item, {**right, response: ()}) == most - 1


@pytest.mark.parametrize(("name", "_third"), VERSIONS)
def test_another_engine_reads_the_keys_we_meant(name, _third):
    single, several, _one, truth, fill, numeric, *_open, matching, ordering, groups = (
        item for path, item in sorted(documents(name, EVERY[:11]).items()) if path.startswith("items/")
    )

    assert [choice_text(single, each) for each in right_responses(single)["RESPONSE"]] == ["12119"]
    assert [choice_text(several, each) for each in right_responses(several)["RESPONSE"]] == list(EVERY[1].options[:3])
    assert [choice_text(truth, each) for each in right_responses(truth)["RESPONSE"]] == ["错误"]
    assert list(right_responses(fill).values()) == [("32",), ("3",)]
    assert score(fill, {"RESPONSE_1": ("三十二",), "RESPONSE_2": ("3",)}) == 2
    assert (score(numeric, {"RESPONSE": ("32.5",)}), score(numeric, {"RESPONSE": ("32.6",)})) == (1, 0)
    assert [choice_text(ordering, each) for each in right_responses(ordering)["RESPONSE"]] == EVERY[9].key
    for item, asked in ((matching, EVERY[8]), (groups, EVERY[10])):
        pairs = [[choice_text(item, each) for each in pair.split()] for pair in right_responses(item)["RESPONSE"]]
        assert pairs == asked.key
