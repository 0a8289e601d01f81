"""Read questions that the bank holds already in other words."""

from __future__ import annotations

from collections.abc import Iterable

from question_bank import rules, staging
from question_bank.duplicates import Text, near_held
from question_bank.formats.base import ReadQuestion
from question_bank.queries.pairs import text_of, texts_in_use

Near = dict[int, tuple[int, float]]
"""For a question of a file, by its place from 1, the id of the one in the bank most like it and how much is common."""
ALIKE = 0.75
"""On import a person is asked only from here on; the search of the whole bank shows less alike pairs, too."""


def near_in_bank(questions: Iterable[ReadQuestion]) -> Near:
    """Hold read questions against the whole bank; takes seconds for 100,000, so call it outside a transaction."""
    fresh = [text for place, question in enumerate(questions, start=1) if (text := _text(place, question))]
    found: Near = {}
    for pair in near_held(fresh, list(texts_in_use())) if fresh else ():
        if pair.share >= max(ALIKE, found.get(pair.one, (0, 0.0))[1]):
            found[pair.one] = (pair.other, pair.share)
    return found


def _text(place: int, question: ReadQuestion) -> Text | None:
    """A reading as it is compared; None when it cannot be asked as it stands."""
    if staging.meaning_of(question) is None:
        return None
    body = staging.body_of(question)
    return text_of(
        place, question.kind, question.stem, body, rules.digest_of(question.stem, staging.wording_of(question))
    )
