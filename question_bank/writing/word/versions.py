"""A and B versions of a paper: the same questions in another order, which can be told again from its seed."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from question_bank.formats.base import ReadQuestion
from question_bank.formats.kinds import CHOICES
from question_bank.writing.paper_text import runs

_BOUND = re.compile(r"以上|以下|上述|都(?:对|是|不)|[A-Z](?:和|与|、|或)[A-Z]|前(?:两|三|几)项|均(?:正确|错误)")


@dataclass(frozen=True)
class Version:
    """A paper in one order. `order` has for each place the original number and the original letters of its options."""

    name: str
    questions: tuple[ReadQuestion, ...]
    order: tuple[tuple[int, str], ...]


def versions(questions: Sequence[ReadQuestion], names: Sequence[str], seed: int) -> list[Version]:
    """The first version as given, the others shuffled within their sections, options too where they may move."""
    numbered = [replace(question, number=place) for place, question in enumerate(questions, start=1)]
    first = Version(names[0], tuple(numbered), tuple((question.number, _letters(question)) for question in numbered))
    return [first, *(_shuffled(numbered, name, random.Random(f"{seed}/{name}")) for name in names[1:])]


def _letters(question: ReadQuestion) -> str:
    return "".join(chr(ord("A") + place) for place in range(len(question.options))) if question.kind in CHOICES else ""


def _shuffled(questions: Sequence[ReadQuestion], name: str, chance: random.Random) -> Version:
    made: list[tuple[ReadQuestion, str]] = []
    for run in runs(questions):
        mixed = chance.sample(run, len(run))
        made += [_with_options_moved(question, chance) for question in mixed]
    return Version(
        name,
        tuple(question for question, _letters_ in made),
        tuple((question.number, moved) for question, moved in made),
    )


def _with_options_moved(question: ReadQuestion, chance: random.Random) -> tuple[ReadQuestion, str]:
    """The question with its options in another order and its key to match; options that name others stay."""
    if question.kind not in CHOICES or any(_BOUND.search(text) for text in question.options):
        return question, _letters(question)
    places = chance.sample(range(len(question.options)), len(question.options))
    new = {chr(ord("A") + old): chr(ord("A") + place) for place, old in enumerate(places)}
    key: Any = (
        new[question.key] if isinstance(question.key, str) else sorted(new[letter] for letter in question.key or ())
    )
    explained = re.search(r"(?<![A-Za-z])[A-Z](?![A-Za-z])", question.explanation)
    if explained:  # an explanation that speaks of letters would speak of the wrong ones
        return question, _letters(question)
    moved = replace(question, options=tuple(question.options[old] for old in places), key=key)
    return moved, "".join(chr(ord("A") + old) for old in places)


def order_rows(made: Sequence[Version]) -> list[tuple[str, int, int, str]]:
    """For the record: version, number in it, original number, original letters of the options shown as A, B, C."""
    return [
        (version.name, place, number, letters)
        for version in made
        for place, (number, letters) in enumerate(version.order, start=1)
    ]
