"""docs/content.md says truly where each section of the eight articles is taught."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import pytest

from documents.reading import read_file
from tests.starter import COURSES, DOCUMENTS, ROOT, Page, courses, lessons

TABLE = ROOT / "docs" / "content.md"
TIERS = {"basic": "基础", "intermediate": "进阶", "advanced": "高级"}
CITED = re.compile(r"引言|结语|\d(\.\d)?|[一二三四]、([一二三四]是|第[一二三四]|（[一二三四]）)?")

with_sources = pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not beside the project")


@dataclass(frozen=True)
class Row:
    """One line of the table: a section of an article, the lessons that teach it, the words it must hold."""

    article: str
    section: str
    heading: str
    lessons: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """One section of a source that has text of its own."""

    number: str
    heading: str
    text: str


@cache
def rows() -> tuple[Row, ...]:
    found, article = [], ""
    for line in TABLE.read_text(encoding="utf-8").split("## Where each section is taught")[1].splitlines():
        if title := re.match(r"### (《.+》)", line):
            article = title[1]
        elif line.startswith("| ") and not line.startswith(("| 节", "| ---")):
            number, heading, taught, words = (cell.strip() for cell in line.strip("|").split("|"))
            found.append(Row(article, number, heading, tuple(re.findall("`(.+?)`", taught)), tuple(words.split("；"))))
    return tuple(found)


@cache
def pages() -> dict[str, Page]:
    return {lesson.name.removesuffix(".md"): lesson for lesson in lessons()}


@cache
def sections() -> dict[str, tuple[Section, ...]]:
    articles = [found for path in sorted(DOCUMENTS.glob("*.txt")) for found in read_file(path.name, path.read_bytes())]
    return {solid(article.title): tuple(sections_of(article.as_json()["sections"])) for article in articles}


def sections_of(listed: list[dict]) -> list[Section]:
    found, chapter = [], ""
    for one in listed:
        number = one["number"].translate(str.maketrans("()", "（）")).rstrip("，")
        if one["level"] == 1:
            chapter = number = number or one["heading"]
        elif one["level"] == 0:
            number = "引言"
        elif "." not in number:
            number = chapter + number
        found.append(Section(number, one["heading"], "".join(each["text"] for each in one["paragraphs"])))
    return found


def solid(text: str) -> str:
    return re.sub(r"\s", "", text).strip("《》")


def cited(lesson: Page) -> list[str]:
    return str(lesson.head["source_section"]).split("；")


def covers(citation: str, section: str) -> bool:
    """Whether citing one section includes another: itself, or a chapter with its parts."""
    return section == citation or (section.startswith(citation) and citation.endswith(("、", *"12345")))


def test_the_list_of_courses_is_true():
    listed = re.findall(
        r"^\| `([a-z-]+)` \| (.+?) \| (.+?) \| (\d+) \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE
    )
    wanted = [
        (course.path.parent.name, course.head["title"], TIERS[course.head["tier"]],
         str(len(list((COURSES / course.path.parent.name).glob("[0-9]*.md")))))
        for course in sorted(courses(), key=lambda course: int(course.head["order"]))
    ]  # fmt: skip

    assert listed == wanted
    assert f"{len(courses())} courses with {len(lessons())} lessons" in TABLE.read_text(encoding="utf-8")


@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_a_lesson_names_its_sections_in_the_agreed_way(lesson: Page):
    assert [one for one in cited(lesson) if not CITED.fullmatch(one)] == []


def test_the_lessons_of_the_table_exist_and_every_lesson_stands_in_it():
    listed = {lesson for row in rows() for lesson in row.lessons}

    assert listed == set(pages())
    assert [row for row in rows() if not row.lessons] == []


def test_the_lessons_of_a_row_cite_its_article_and_section():
    wrong = [
        (row.section, name)
        for row in rows()
        for name in row.lessons
        if pages()[name].head["source_title"] != row.article
        or not any(covers(one, row.section) for one in cited(pages()[name]))
    ]

    assert wrong == []


def test_every_word_of_a_row_is_taught_in_its_lessons():
    untaught = []
    for row in rows():
        taught = "".join(pages()[name].path.read_text(encoding="utf-8") for name in row.lessons)
        untaught += [(row.article, row.section, word) for word in row.words if not word or word not in taught]

    assert untaught == []


@with_sources
def test_the_table_lists_every_section_with_text_under_its_own_heading():
    listed: dict[str, list[tuple[str, str]]] = {}
    for row in rows():
        listed.setdefault(solid(row.article), []).append((row.section, row.heading))
    wanted = {title: [(one.number, one.heading) for one in found if one.text] for title, found in sections().items()}

    assert listed == wanted
    assert len(listed) == 8


@with_sources
def test_every_word_of_a_row_stands_in_its_section():
    texts = {(title, one.number): solid(one.text) for title, found in sections().items() for one in found}
    strange = [
        (row.section, word)
        for row in rows()
        for word in row.words
        if word not in texts[solid(row.article), row.section]
    ]

    assert strange == []


@with_sources
@pytest.mark.parametrize("lesson", lessons(), ids=lambda lesson: lesson.name)
def test_the_sections_a_lesson_cites_exist(lesson: Page):
    numbers = {one.number for one in sections()[solid(lesson.head["source_title"])]}

    assert [one for one in cited(lesson) if one not in numbers] == []
