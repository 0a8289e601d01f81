"""The shipped questions of every kind, as the importer reads them: complete, without doubts, evenly keyed, our own words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from question_bank import formats, staging
from question_bank.formats.base import ReadQuestion
from question_bank.types import BY_NAME
from tests.starter import DOCUMENTS, QUESTIONS, ROOT, copied_runs, courses, han, lessons

pytestmark = pytest.mark.usefixtures("words")
MORE = sorted(path.name for path in QUESTIONS.glob("*-more.txt"))
LEAST = {
    "fill": 35, "numeric": 4, "indefinite": 15, "short_answer": 15, "essay": 4, "matching": 15, "ordering": 8,
    "classification": 12, "find_error": 12, "material": 8,
}  # fmt: skip
"""How many of each kind beside single choice, multiple response and true/false."""
PLACE = r"(?:引言|结语|\d(?:\.\d)?|[一二三四]、(?:第?[一二三四]是?|（[一二三]）)?)"
CITATION = re.compile(rf"(《.+?》){PLACE}(?:、?{PLACE})*")
"""An article and its section; sections of one rank may follow each other, and several citations are parted by ；."""
MARKS = re.compile(r"[A-E①-⑩]")


@cache
def read(paper: str) -> tuple[ReadQuestion, ...]:
    return formats.read(paper, (QUESTIONS / paper).read_bytes()).questions


def everything() -> list[ReadQuestion]:
    return [question for path in sorted(QUESTIONS.glob("*.txt")) for question in read(path.name)]


def more() -> list[ReadQuestion]:
    return [question for paper in MORE for question in read(paper)]


def of(*kinds: str) -> list[ReadQuestion]:
    return [part for question in more() for part in (question, *question.parts) if part.kind in kinds]


def told(questions: list[ReadQuestion]) -> list[str]:
    return [f"{each.kind} {each.line} {each.stem[:20]}" for each in questions]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


def test_every_course_has_a_second_paper():
    assert sorted(f"{course.head['slug']}-more.txt" for course in courses()) == MORE
    assert len(everything()) >= 510


def test_every_question_is_read_without_a_doubt_and_can_be_asked():
    assert told([each for each in everything() if each.status != "ready" or each.issues]) == []
    assert told([each for each in everything() if BY_NAME[each.kind].faults(staging.body_of(each))]) == []


@pytest.mark.parametrize("paper", MORE)
def test_every_question_written_is_read_as_the_kind_of_its_section(paper):
    lines = (QUESTIONS / paper).read_text(encoding="utf-8").splitlines()
    asked = [part for question in read(paper) for part in question.asked]

    assert len(asked) == sum(line.startswith("答案：") for line in lines)
    assert [part.line for part in asked] == sorted(part.line for part in asked)
    headings = [line.partition("、")[2] for line in lines if re.match("[一二三四五六七八九十]、", line)]
    kinds = list(dict.fromkeys(question.kind for question in read(paper)))
    assert [str(BY_NAME[kind].label) for kind in kinds] == headings


def test_every_kind_but_the_hot_spot_is_there():
    found = Counter(question.kind for question in everything())

    assert set(found) == set(BY_NAME) - {"hotspot"}
    assert {kind: found[kind] for kind, least in LEAST.items() if found[kind] < least} == {}


def test_the_documentation_counts_them():
    said = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
    found = Counter(question.kind for question in everything())

    assert f"{found.total()}\nquestions in all" in said
    assert [kind for kind, count in found.items() if f"| {BY_NAME[kind].label} | {count} |" not in said] == []


def test_every_lesson_has_at_least_eight_questions_of_four_kinds():
    kinds = defaultdict(list)
    for question in everything():
        kinds[question.topic].append(question.kind)

    assert set(kinds) == {lesson.head["topic"] for lesson in lessons()}
    assert {topic: len(found) for topic, found in kinds.items() if len(found) < 8} == {}
    assert {topic: found for topic, found in kinds.items() if len(set(found)) < 4} == {}


def test_three_levels_are_mixed():
    levels = Counter(question.difficulty for question in everything())

    shares = {level: count / levels.total() for level, count in levels.items()}
    assert set(shares) == {1, 2, 3}
    assert 0.33 <= shares[1] <= 0.45
    assert 0.38 <= shares[2] <= 0.48
    assert 0.15 <= shares[3] <= 0.25


def test_every_question_is_explained_and_names_an_article_of_its_course_and_its_section():
    articles = {course.head["slug"]: set(course.head["source"]) for course in courses()}

    for paper in MORE:
        for question in read(paper):
            for part in question.asked:
                assert "本题考查" in part.explanation, part
                assert len(han(part.explanation)) >= 15, part
                assert not MARKS.search(part.explanation), part
            for citation in question.source.split("；"):
                found = CITATION.fullmatch(citation)
                assert found, question.source
                assert found[1] in articles[paper.removesuffix("-more.txt")]


def test_an_invented_case_says_so():
    assert told([each for each in of("material") if "虚构" not in each.stem]) == []
    assert told([each for each in of("material") if not 2 <= len(each.parts) <= 3]) == []


def test_what_people_mark_has_key_points_or_a_rubric_of_twenty_points():
    points = {each.stem: (each.body or {}).get("points", []) for each in of("short_answer")}
    rubrics = {each.stem: (each.body or {}).get("rubric", []) for each in of("essay")}

    assert {stem: len(found) for stem, found in points.items() if not 2 <= len(found) <= 5} == {}
    assert {stem for stem, found in rubrics.items() if sum(int(row["points"]) for row in found) != 20} == set()


def test_a_short_answer_marked_by_its_own_reference_earns_every_point():
    marked = {
        each.stem: BY_NAME[each.kind].mark(staging.body_of(each), {"text": each.key}).share
        for each in of("short_answer")
    }

    assert {stem: share for stem, share in marked.items() if share < 1} == {}


def test_keys_are_spread_over_the_letters():
    letters = Counter(letter for each in of("indefinite", "multiple") for letter in each.key)
    singles = Counter(each.key for each in of("single"))

    assert min(letters[letter] for letter in "ABCD") >= 0.18 * letters.total()
    assert max(singles.values()) - min(singles[letter] for letter in "ABCD") <= 1


def test_wrong_steps_stand_anywhere():
    places = Counter(step for each in of("find_error") for step, _correction in each.key)

    assert set(places) == {1, 2, 3, 4, 5}
    assert max(places.values()) <= 0.4 * places.total()
    assert told([each for each in of("find_error") if not all(said for _step, said in each.key)]) == []


def test_no_list_stands_in_the_order_of_its_key():
    shown = {}
    for paper in MORE:
        lines = (QUESTIONS / paper).read_text(encoding="utf-8").splitlines()
        shown |= {line: paper for line in lines if re.fullmatch(r"答案：(①②③④?|A-①；B-②(；C-③)?(；D-④)?)", line)}

    assert shown == {}


def test_the_right_options_are_not_told_by_their_length():
    def longer(each: ReadQuestion) -> bool:
        sizes = {letter: len(text) for letter, text in zip("ABCDE", each.options, strict=False)}
        right = [size for letter, size in sizes.items() if letter in each.key]
        wrong = [size for letter, size in sizes.items() if letter not in each.key]
        return bool(wrong) and min(right) > max(wrong)

    assert told([each for each in of("single", "multiple", "indefinite") if longer(each)]) == []


def test_no_blank_is_filled_in_by_another_stem_of_its_lesson():
    stems = defaultdict(list)
    for question in everything():
        stems[question.topic].append(question.stem)
    given = [
        (answer, stem)
        for question in of("fill")
        for accepted in question.key
        for answer in accepted
        for stem in stems[question.topic]
        if len(answer) >= 3 and answer in stem
    ]

    assert given == []


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not beside the project")
def test_no_question_copies_a_sentence_of_the_sources():
    copied = {
        run: each.stem[:20]
        for question in more()
        for each in (question, *question.parts)
        for text in texts([each.stem, list(each.options), each.key, each.explanation, each.body or {}])
        for run in copied_runs(text)
    }

    assert copied == {}
