"""Whole exports of learning platforms: every question as written down, packages among them."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from question_bank import formats
from question_bank.formats.base import ReadQuestion
from tests.question_bank.exchange.expected_wholes import EXPECTED

pytestmark = pytest.mark.usefixtures("words")
FOLDER = Path(__file__).parent / "wholes"
DOCS = Path(__file__).parents[3] / "docs" / "question-exchange.md"


def content(name: str) -> bytes:
    """Return a whole file; a folder named like a package is packed first."""
    path = FOLDER / name
    if path.is_file():
        return path.read_bytes()
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for each in sorted(each for each in path.rglob("*") if each.is_file()):
            archive.writestr(each.relative_to(path).as_posix(), each.read_bytes())
    return target.getvalue()


def told(question: ReadQuestion) -> list[tuple[Any, ...]]:
    """Return a question and its parts in the terms of the table."""
    own = (question.kind, question.stem, question.options, question.key, str(question.status))
    parts = [("part", *told(part)[0]) for part in question.parts]
    return [tuple(_unnamed(value) for value in own), *parts]


def _unnamed(value: Any) -> Any:
    if isinstance(value, str):
        return re.sub(r"picture:[0-9a-f]{64}", "picture:…", value)
    return type(value)(map(_unnamed, value)) if isinstance(value, list | tuple) else value


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_every_question_is_read_as_written_down(name):
    reading = formats.read(name, content(name))

    assert [row for question in reading.questions for row in told(question)] == EXPECTED[name]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_what_is_not_ready_says_why(name):
    for question in formats.read(name, content(name)).questions:
        assert (str(question.status) == "ready") == (not question.issues)
        assert all(issue.sentence for issue in question.issues)


def test_every_file_is_written_down_and_stands_in_the_docs():
    counted = {name: Counter(row[-1] for row in rows if row[0] != "part") for name, rows in EXPECTED.items()}
    rows = {
        f"| {name} | {sum(found.values())} | {found['ready']} | {found['doubtful']} | {found['rejected']} | 0 |"
        for name, found in counted.items()
    }

    assert {path.name for path in FOLDER.iterdir()} == set(EXPECTED)
    assert rows <= set(DOCS.read_text(encoding="utf-8").splitlines())
