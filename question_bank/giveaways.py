"""Questions that give each other away: the answer of one stands in the stem of the other. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from question_bank.formats.normalise import folded

SHORTEST = 3
"""Shorter answers stand in stems by chance."""


@dataclass(frozen=True)
class Told:
    """What a question tells and asks: its id, its stem, the texts that answer it."""

    question_id: int
    stem: str
    answers: tuple[str, ...]


def texts_of(meaning: Any) -> Iterator[str]:
    """The texts in a key given in terms of texts, however deep they stand."""
    if isinstance(meaning, str):
        yield meaning
    elif isinstance(meaning, dict):
        for value in meaning.values():
            yield from texts_of(value)
    elif isinstance(meaning, (list, tuple, set, frozenset)):
        for value in meaning:
            yield from texts_of(value)


def giveaways(asked: Told, others: Iterable[Told]) -> list[tuple[int, str]]:
    """The questions that give one away or are given away by it, each with the text that does it."""
    found = []
    for other in others:
        text = _given(asked, other) or _given(other, asked)
        if text and other.question_id != asked.question_id:
            found.append((other.question_id, text))
    return found


def _given(asked: Told, other: Told) -> str:
    """The first answer of a question that stands in another's stem but not in its own; empty when none does."""
    own, stem = folded(asked.stem), folded(other.stem)
    for answer in asked.answers:
        bare = folded(answer)
        if len(bare) >= SHORTEST and bare in stem and bare not in own:
            return answer
    return ""
