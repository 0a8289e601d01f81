"""The shipped questions with options: complete, tied to lessons, without tells, in our own words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

import pytest

from tests.starter import DOCUMENTS, QUESTIONS, Question, copied_runs, courses, han, lessons, questions

SOURCE = re.compile(r"(《.+?》)(引言|结语|\d(\.\d)?|[一二三四]、(第?[一二三四]是?|（[一二三]）)?)")
PAPERS = sorted(path.name for path in QUESTIONS.glob("*.txt") if not path.stem.endswith("-more"))


def named(asked: Iterable[Question], has_fault: Callable[[Question], bool]) -> list[str]:
    """Name the questions with a fault."""
    return [f"{one.file} {one.kind} {one.number}" for one in asked if has_fault(one)]


def of_kind(kind: str, paper: str = "") -> list[Question]:
    return [one for one in questions() if one.kind == kind and one.file.startswith(paper)]


def lines_of(paper: str) -> list[str]:
    return (QUESTIONS / paper).read_text(encoding="utf-8").splitlines()


def test_every_course_has_its_paper():
    wanted = sorted(f"{course.head['slug']}.txt" for course in courses())

    assert wanted == PAPERS
    assert len(questions()) >= 360


@pytest.mark.parametrize("paper", PAPERS)
def test_every_line_of_a_paper_was_understood(paper: str):
    written = sum(line.startswith("答案：") for line in lines_of(paper))
    read = [question for question in questions() if question.file == paper]

    assert len(read) == written
    for kind in ("single", "multiple", "true_false"):
        numbers = [question.number for question in read if question.kind == kind]
        assert numbers == list(range(1, len(numbers) + 1))


def test_every_question_is_complete():
    wanted = {"key", "explanation", "topic", "difficulty", "source"}

    assert named(questions(), lambda one: set(one.fields) != wanted) == []
    assert named(questions(), lambda one: one.fields["difficulty"] not in {"易", "中", "难"}) == []
    assert named(questions(), lambda one: one.stem.count("（  ）") != 1) == []


def test_every_explanation_says_why_and_names_the_point():
    assert named(questions(), lambda one: "本题考查" not in one.fields["explanation"]) == []
    assert named(questions(), lambda one: len(han(one.fields["explanation"])) < 15) == []


def test_a_single_choice_has_four_options_and_one_key():
    assert named(of_kind("single"), lambda one: len(one.options) != 4 or one.key not in set("ABCD")) == []


def test_a_multiple_response_has_at_least_two_keys_in_order_among_its_options():
    def broken(one: Question) -> bool:
        letters = "ABCDE"[: len(one.options)]
        return len(letters) < 4 or len(one.key) < 2 or one.key != "".join(sorted(set(one.key) & set(letters)))

    assert named(of_kind("multiple"), broken) == []


def test_a_statement_is_right_or_wrong_and_has_no_options():
    assert named(of_kind("true_false"), lambda one: bool(one.options) or one.key not in {"正确", "错误"}) == []


def test_options_are_distinct_and_none_points_at_others():
    pointing = re.compile(r"以上(都|均|各|全|三|选)|都对|都不对|均正确|[A-E]项")

    assert named(questions(), lambda one: len(set(one.options)) != len(one.options)) == []
    assert named(questions(), lambda one: any(map(pointing.search, one.options))) == []


def test_no_explanation_speaks_of_letters_which_are_shuffled():
    assert named(questions(), lambda one: bool(re.search(r"[A-E]", one.fields["explanation"]))) == []


def test_no_stem_gives_its_answer_away():
    def tells(one: Question) -> bool:
        return any(len(option) >= 3 and option.strip("“”") in one.stem for option in one.right)

    assert named(of_kind("single"), tells) == []


def test_topics_are_the_lessons():
    asked = {question.fields["topic"] for question in questions()}

    assert asked == {lesson.head["topic"] for lesson in lessons()}


def test_every_topic_has_enough_questions_of_several_kinds():
    kinds = defaultdict(list)
    for question in questions():
        kinds[question.fields["topic"]].append(question.kind)

    assert {topic: len(found) for topic, found in kinds.items() if len(found) < 5} == {}
    assert {topic: found for topic, found in kinds.items() if len(set(found)) < 3} == {}


def test_questions_name_an_article_of_their_course_and_its_section():
    articles = {course.head["slug"]: set(course.head["source"]) for course in courses()}

    for question in questions():
        found = SOURCE.fullmatch(question.fields["source"])
        assert found, question.fields["source"]
        assert found[1] in articles[question.file.removesuffix(".txt")]


def test_no_stem_is_asked_twice():
    stems = Counter(han(question.stem) for question in questions())

    assert [stem for stem, times in stems.items() if times > 1] == []


@pytest.mark.parametrize("paper", [*PAPERS, ""])
def test_keys_are_spread_over_the_letters(paper: str):
    keys = Counter(question.key for question in of_kind("single", paper))

    shares = {letter: keys[letter] / keys.total() for letter in "ABCD"}
    assert max(shares.values()) <= 0.40
    assert min(shares.values()) >= 0.12


def chance_by_length(singles: list[Question]) -> list[float]:
    """Tell how often one is right who always picks the longest option, the second longest and so on, and draws among equals."""
    ranks = [0.0] * 4
    for one in singles:
        lengths = sorted(map(len, one.options), reverse=True)
        equal = [rank for rank, length in enumerate(lengths) if length == len(one.right[0])]
        for rank in equal:
            ranks[rank] += 1 / len(equal) / len(singles)
    return ranks


@pytest.mark.parametrize("paper", PAPERS)
def test_no_length_is_a_good_guess_in_a_paper(paper: str):
    assert max(chance_by_length(of_kind("single", paper))) <= 0.40


def test_no_length_is_a_better_guess_than_another():
    chances = chance_by_length(of_kind("single"))

    assert min(chances) >= 0.20
    assert max(chances) <= 0.30


@pytest.mark.parametrize("paper", PAPERS)
def test_about_half_of_the_statements_are_wrong(paper: str):
    statements = of_kind("true_false", paper)

    wrong = sum(one.key == "错误" for one in statements)
    assert 0.35 <= wrong / len(statements) <= 0.65


def test_no_word_tells_a_false_statement():
    absolute = re.compile("只|都|全部|一律|不必|不需|即可|无关|不能|不宜|同一|就够")
    statements = of_kind("true_false")
    shares = [
        sum(bool(absolute.search(one.stem)) for one in statements if one.key == key)
        / sum(one.key == key for one in statements)
        for key in ("正确", "错误")
    ]

    assert abs(shares[0] - shares[1]) <= 0.15


@pytest.mark.parametrize("paper", PAPERS)
def test_multiple_response_keys_vary_in_size(paper: str):
    sizes = {len(one.key) for one in of_kind("multiple", paper)}

    assert len(sizes) >= 2


def test_the_kinds_are_mixed_as_in_a_contest():
    shares = {kind: len(of_kind(kind)) / len(questions()) for kind in ("single", "multiple", "true_false")}

    assert 0.45 <= shares["single"] <= 0.55
    assert shares["multiple"] >= 0.20
    assert shares["true_false"] >= 0.20


@pytest.mark.skipif(not DOCUMENTS.is_dir(), reason="the source documents are not beside the project")
def test_no_question_copies_a_sentence_of_the_sources():
    copied = {
        run: one.number
        for one in questions()
        for part in [one.stem, *one.options, one.fields["explanation"]]
        for run in copied_runs(part)
    }

    assert copied == {}
