"""What is written is read back as it was, whatever signs stand in it; what cannot be kept was told before."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from question_bank import formats, writing
from question_bank.formats.base import ReadQuestion, Status
from tests.question_bank.writing.nasty import question

pytestmark = pytest.mark.usefixtures("words")
thorough = settings(
    # The same examples on every run: what fails today fails tomorrow, too.
    # A failure is told as it was found: making it smaller takes longer than a test may.
    max_examples=20, deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip


ALONE = ("text", "word")
"""Forms for people: beside such a neighbour a question full of signs may be read with a doubt."""


def meaning(found: ReadQuestion) -> dict[str, Any]:
    """Return what must be the same after a round trip."""
    return {
        "kind": found.kind, "stem": found.stem, "options": found.options, "key": found.key, "explanation": found.explanation,
        "topic": found.topic, "parts": [meaning(part) for part in found.parts], "pictures": sorted(each.content for each in found.pictures),
    }  # fmt: skip


def read_back(content: bytes, name: str) -> list[ReadQuestion]:
    """Return what the reader that claims a file finds in it."""
    reader = next(each for each in formats.ALL if each.claims(name, content))
    return list(reader.read(name, content).questions)


@pytest.mark.parametrize("writer", writing.ALL, ids=lambda writer: writer.name)
@thorough
@given(data=st.data())
def test_what_loses_nothing_reads_back_as_it_was(writer, data):
    together = (1,) if writer.name in ALONE else (1, 2)
    given_ = [replace(data.draw(question(tuple(writer.kinds))), number=place) for place in together]
    losing = {loss.number for loss in writing.checked(writer, given_)}
    kept = [each for each in given_ if each.number not in losing]
    if not kept:
        return

    found = read_back(writer.write(kept, "试卷 <一> & 二"), f"题库.{writer.ending}")

    assert [meaning(each) for each in found] == [meaning(each) for each in kept]


@pytest.mark.parametrize(
    "writer", [writing.BY_NAME[name] for name in ("moodle", "qti21", "qti30", "json")], ids=lambda writer: writer.name
)
@thorough
@given(data=st.data())
def test_difficulty_and_source_are_kept_too(writer, data):
    asked = data.draw(question(tuple(writer.kinds)))
    if writing.checked(writer, [asked]):
        return

    (found,) = read_back(writer.write([asked], "试卷"), f"题库.{writer.ending}")

    assert (found.difficulty, found.source, found.body) == (asked.difficulty, asked.source, asked.body)


@pytest.mark.parametrize("writer", writing.ALL, ids=lambda writer: writer.name)
@thorough
@given(data=st.data())
def test_what_is_not_left_out_keeps_its_key_even_when_something_is_lost(writer, data):
    asked = data.draw(question(tuple(writer.kinds - {"essay", "short_answer", "hotspot"})))
    if any(loss.left_out for loss in writing.checked(writer, [asked])):
        return

    (found,) = read_back(writer.write([asked], "试卷"), f"题库.{writer.ending}")

    assert found.kind in {asked.kind, "multiple", "true_false"}
    if (
        found.kind == asked.kind
        and found.status == Status.READY
        and found.kind in ("single", "multiple", "true_false", "numeric")
    ):
        assert _bare(found.key) == _bare(asked.key)


def _bare(key: Any) -> Any:
    return {**key, "unit": ""} if isinstance(key, dict) else key
