"""Citations are resolved to the paragraphs they name, and to none where that would be a guess."""

from __future__ import annotations

import pytest

from documents.citations import CitedArticle, CitedSection, read_citations, spots_of

ESSAY = CitedArticle(
    7,
    (
        CitedSection(0, "", "", (("p0", "开头。"),)),
        CitedSection(1, "一、", "强化组织", (("p1", "甲"),)),
        CitedSection(2, "一是", "建队伍", (("p2", "乙"),)),
        CitedSection(2, "三是", "抓培训", (("p3", "丙"), ("p4", "丁"))),
        CitedSection(1, "二、", "强化制度", ()),
        CitedSection(2, "（一）", "立规矩", (("p5", "戊"),)),
        CitedSection(2, "（二）", "严执行", (("p6", "己"),)),
        CitedSection(1, "三、", "强化保障", (("p7", "庚"),)),
        CitedSection(2, "第一，", "经费", (("p8", "辛"),)),
        CitedSection(2, "第二，", "场所", (("p9", "壬"),)),
    ),
)
NUMBERED = CitedArticle(
    8, (CitedSection(1, "1", "组织", (("p1", "甲"),)), CitedSection(2, "1.2", "换届", (("p2", "乙"),)))
)
STATUTE = CitedArticle(
    9,
    (
        CitedSection(1, "第一章", "总则", (("p1", "第一条  为了规范巡护，制定本办法。"),)),
        CitedSection(
            1,
            "第二章",
            "巡护",
            (("p2", "第二条 巡护分两班。"), ("p3", "防火期加一班。"), ("p4", "第三条　按照第二条的规定记录。")),
        ),
    ),
)


def anchors(text: str, *articles: CitedArticle) -> list[str]:
    """Return the anchors a citation names in articles that all bear its title."""
    return [anchor for citation in read_citations(text) for _id, anchor in spots_of(citation, articles)]


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("一、", ["p1", "p2", "p3", "p4"]),
        ("一、三是", ["p3", "p4"]),
        ("二、（二）", ["p6"]),
        ("（二）", ["p6"]),
        ("二、三、", ["p5", "p6", "p7", "p8", "p9"]),
        ("三、第一、第二", ["p8", "p9"]),
        ("强化制度", ["p5", "p6"]),
        ("二、强化制度", ["p5", "p6"]),
        ("引言", ["p0"]),
        ("三、第二（赵某）", ["p9"]),
        ("四、", []),
        ("二、三是", []),
        ("没有的小标题", []),
        ("", []),
    ],
)
def test_a_place_names_its_paragraphs(place: str, named: list[str]) -> None:
    assert anchors(f"《某文》{place}", ESSAY) == named


def test_decimal_numbers_are_places_too() -> None:
    assert anchors("《某文》1.2", NUMBERED) == ["p2"]
    assert anchors("《某文》1", NUMBERED) == ["p1", "p2"]


@pytest.mark.parametrize(
    ("place", "named"),
    [
        ("第二条", ["p2", "p3"]),
        ("第二章 第二条", ["p2", "p3"]),
        ("第二条第二款", ["p3"]),
        ("第二条第三款", []),
        ("第三条", ["p4"]),
        ("第二条、第三条", ["p2", "p3", "p4"]),
        ("第一章第二条", []),
        ("第九条", []),
    ],
)
def test_a_provision_is_found_by_the_number_that_opens_it(place: str, named: list[str]) -> None:
    assert anchors(f"《巡护办法》{place}", STATUTE) == named


def test_two_articles_of_one_title_are_no_guess() -> None:
    assert anchors("《某文》一、", ESSAY, NUMBERED) == []


def test_an_anchor_decides_between_them() -> None:
    held = CitedArticle(3, (CitedSection(0, "", "", (("p0123456789", "甲"),)),))

    assert anchors("《某文》#p0123456789", ESSAY, held) == ["p0123456789"]


def test_what_names_no_title_is_no_citation() -> None:
    assert read_citations("单位自编") == []
    assert [citation.titles for citation in read_citations("《文集》《甲文》一、；《乙文》二、")] == [
        ("文集", "甲文"),
        ("乙文",),
    ]
