"""Whole files of every layout: each question found as it was written, or flagged; none wrong and called ready."""

from __future__ import annotations

from pathlib import Path

import pytest

from question_bank import formats
from question_bank.formats.base import ReadQuestion
from tests.question_bank.whole_files import (
    office,
    organizers,
    organizers_more,
    organizers_office,
    texts,
    unseen_fifth,
    unseen_first,
    unseen_fourth,
    unseen_second,
    unseen_third,
)
from tests.question_bank.whole_files.bank import Asked, WholeFile

pytestmark = pytest.mark.usefixtures("words")
ALL = (
    *texts.ALL,
    *office.ALL,
    *organizers.ALL,
    *organizers_office.ALL,
    *organizers_more.ALL,
    *unseen_first.ALL,
    *unseen_second.ALL,
    *unseen_third.ALL,
    *unseen_fourth.ALL,
    *unseen_fifth.ALL,
)
TABLE = Path(__file__).resolve().parents[3] / "docs" / "question-files.md"


def found_in(file: WholeFile) -> list[ReadQuestion]:
    return [each for question in formats.read(file.name, file.build()).questions for each in question.asked]


def says(question: ReadQuestion, wanted: Asked) -> Asked:
    """The question in the terms of what is wanted; points and explanation count where they are written down."""
    points = None if wanted.points is None else question.points
    explanation = None if wanted.explanation is None else question.explanation
    return Asked(question.kind, question.stem, question.options, question.key, points, explanation)


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.title)
def test_a_whole_file_is_read_as_it_was_written(file):
    found = found_in(file)

    assert [question.status == "ready" for question in found] == [
        n not in file.flagged for n in range(1, len(file.holds) + 1)
    ]
    for question, wanted in zip(found, file.holds, strict=True):
        assert question.status != "ready" or says(question, wanted) == wanted


def row_of(file: WholeFile) -> str:
    found = found_in(file)
    ready = [
        (question, wanted) for question, wanted in zip(found, file.holds, strict=True) if question.status == "ready"
    ]
    right = sum(says(question, wanted) == wanted for question, wanted in ready)
    doubtful = sum(question.status == "doubtful" for question in found)
    rejected = sum(question.status == "rejected" for question in found)
    return f"| {file.title.replace('|', '/')} | {file.name or '（粘贴）'} | {len(found)} | {len(ready)} | {right} | {doubtful} | {rejected} |"


def test_the_table_of_the_documentation_says_what_is_found():
    said = TABLE.read_text(encoding="utf-8")

    missing = [row for file in ALL if (row := row_of(file)) not in said]
    assert missing == []


def test_every_fixture_of_the_field_guide_has_its_test():
    folder = Path(__file__).parent
    told = "".join(path.read_text(encoding="utf-8") for path in folder.glob("test_*.py"))

    assert [number for number in range(1, 31) if f"def test_v{number:02d}_" not in told] == []


def test_the_written_form_of_the_documentation_is_read():
    form = TABLE.read_text(encoding="utf-8").partition("```\n")[2].partition("```")[0]
    typed = "\n".join(
        line.split("（没有用到")[0].split("（空与空")[0] for line in form.split("\n") if "　　" not in line
    )

    found = [each for question in formats.read("", typed.encode()).questions for each in question.asked]

    assert [(each.kind, each.status) for each in found] == [
        (kind, "ready")
        for kind in (
            "single", "true_false", "fill", "numeric", "short_answer", "matching", "ordering", "classification",
            "find_error", "single", "true_false",
        )
    ]  # fmt: skip
