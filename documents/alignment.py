"""Two editions of a text aligned paragraph by paragraph: unchanged, edited, added, removed (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

_NUMERAL = "[零〇一二三四五六七八九十百\\d]{1,5}"
_NUMBER = re.compile(
    rf"\s*(?:第{_NUMERAL}[编篇章节条款项](?:之{_NUMERAL})?|[（(]{_NUMERAL}[）)]|{_NUMERAL}[、.．)）]|[①-⑳])[\s\u3000]*"
)
_EDITED = 0.35
"""From this share of common pairs of characters on, a paragraph is the other one, edited."""
_TAKEN_UP = 0.6
"""From this share of its own pairs on, a paragraph was taken up in a longer one."""
_SHORTEST_TAKEN_UP = 6


class Fate(StrEnum):
    """What became of a paragraph, as a page of differences says it."""

    UNCHANGED = "unchanged"
    EDITED = "edited"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Aligned:
    """A pair of paragraphs by their places in the two editions; one of them is missing where it was added or removed.

    Several old paragraphs that were merged share one new one. Similarity is 0…1.
    """

    fate: Fate
    old: int | None
    new: int | None
    similarity: float


def align(old: Sequence[str], new: Sequence[str]) -> list[Aligned]:
    """Align two editions; pairs stand in the order of the new one, what was removed where it stood.

    A paragraph that only moved or got another number is unchanged. A paragraph whose words went into a longer one
    counts as edited into it, so that merged rules keep their tie.
    """
    pairs = _same(old, new)
    likeness = _Likeness(old, new)
    pairs |= _edited(likeness, pairs)
    pairs |= _taken_up(likeness, pairs)
    return list(_in_order(pairs, len(old), len(new)))


def bare(text: str) -> str:
    """The letters of a paragraph without its number, width, case and marks."""
    _number, rest = parted(text)
    letters = "".join(char for char in unicodedata.normalize("NFKC", rest).casefold() if char.isalnum())
    return letters or text.strip()


def parted(text: str) -> tuple[str, str]:
    """The number a paragraph opens with, as written, and the rest."""
    found = _NUMBER.match(text)
    return (text[: found.end()], text[found.end() :]) if found else ("", text)


def _same(old: Sequence[str], new: Sequence[str]) -> dict[int, Aligned]:
    """Paragraphs of the same letters; of several, the first with the first."""
    places: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(new):
        places[bare(text)].append(at)
    pairs: dict[int, Aligned] = {}
    for at, text in enumerate(old):
        if waiting := places.get(bare(text)):
            pairs[at] = Aligned(Fate.UNCHANGED, at, waiting.pop(0), 1.0)
    return pairs


class _Likeness:
    """How much paragraphs of two editions have in common, by pairs of characters."""

    def __init__(self, old: Sequence[str], new: Sequence[str]) -> None:
        self.old = [_grams(text) for text in old]
        self.new = [_grams(text) for text in new]
        self._common: dict[int, Counter[int]] = {}
        self._holding: dict[str, list[int]] = defaultdict(list)
        for at, grams in enumerate(self.new):
            for gram in grams:
                self._holding[gram].append(at)

    def common(self, at: int) -> Counter[int]:
        """How many pairs of characters an old paragraph has in common with each new one."""
        if at not in self._common:
            self._common[at] = self._counted(at)
        return self._common[at]

    def _counted(self, at: int) -> Counter[int]:
        shared: Counter[int] = Counter()
        for gram, times in self.old[at].items():
            places = self._holding.get(gram, ())
            if times == 1:
                shared.update(places)
            else:
                shared.update({place: min(times, self.new[place][gram]) for place in places})
        return shared


def _grams(text: str) -> Counter[str]:
    letters = bare(text)
    return Counter(letters[at : at + 2] for at in range(len(letters) - 1)) if len(letters) > 1 else Counter([letters])


def _edited(likeness: _Likeness, pairs: dict[int, Aligned]) -> dict[int, Aligned]:
    """The remaining paragraphs one to one, the most alike first."""
    taken = {pair.new for pair in pairs.values()}
    likely: list[tuple[float, int, int]] = []
    for at, grams in enumerate(likeness.old):
        if at in pairs:
            continue
        for place, shared in likeness.common(at).items():
            similarity = 2 * shared / (grams.total() + likeness.new[place].total())
            if place not in taken and similarity >= _EDITED:
                likely.append((-similarity, at, place))
    found: dict[int, Aligned] = {}
    for similarity, at, place in sorted(likely):
        if at not in found and place not in taken:
            found[at] = Aligned(Fate.EDITED, at, place, min(-similarity, 0.999))
            taken.add(place)
    return found


def _taken_up(likeness: _Likeness, pairs: dict[int, Aligned]) -> dict[int, Aligned]:
    """The remaining old paragraphs most of whose words went into a new one, whatever else that one holds."""
    found: dict[int, Aligned] = {}
    for at, grams in enumerate(likeness.old):
        if at in pairs or grams.total() < _SHORTEST_TAKEN_UP:
            continue
        place, shared = max(likeness.common(at).items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
        if shared >= _TAKEN_UP * grams.total():
            similarity = 2 * shared / (grams.total() + likeness.new[place].total())
            found[at] = Aligned(Fate.EDITED, at, place, min(similarity, 0.999))
    return found


def _in_order(pairs: dict[int, Aligned], olds: int, news: int) -> Iterator[Aligned]:
    into: dict[int, list[Aligned]] = defaultdict(list)
    for pair in sorted(pairs.values(), key=lambda pair: pair.old or 0):
        into[pair.new or 0].append(pair)
    told = 0
    for place in range(news):
        for pair in into.get(place, ()):
            while told <= (pair.old or 0):
                yield from _removed(told, pairs)
                told += 1
        yield from into.get(place) or [Aligned(Fate.ADDED, None, place, 0.0)]
    for at in range(told, olds):
        yield from _removed(at, pairs)


def _removed(at: int, pairs: dict[int, Aligned]) -> Iterator[Aligned]:
    if at not in pairs:
        yield Aligned(Fate.REMOVED, at, None, 0.0)
