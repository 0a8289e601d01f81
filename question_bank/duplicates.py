"""Questions that say the same: exactly, in other words, or with another key. Pure.

Texts become sets of pairs of neighbouring characters, options each for itself, so that their order does not count.
Sets are compared by min-wise hashes in bands: 100,000 questions in seconds instead of five thousand million
comparisons; what the hashes propose is then measured exactly.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from question_bank.formats.normalise import folded

EXACT, NEAR, CONFLICT = "exact", "near", "conflict"
NEAR_ENOUGH = 0.6
"""The share of common pairs of characters from which two questions are shown side by side."""
_ROWS, _BANDS = 4, 24
_CLEARLY_LESS = 0.4
_MOST_IN_BUCKET = 60
_NUMBER = re.compile(r"\d+(?:\.\d+)?|[〇零一二三四五六七八九十百千万两]+")
_NEGATION = re.compile(r"不|无|未|非|禁|严禁|错误|除外|勿|没有")
Numbers = Any
"""A numpy array of numbers."""


@dataclass(frozen=True)
class Text:
    """A question as it is compared: stem, option texts, what its stem and options hash to, its key in texts."""

    ref: int
    stem: str
    parts: tuple[str, ...]
    digest: str
    meaning: str

    @property
    def frame(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Numbers and negations of the stem: texts that differ in one of them ask for something else."""
        stem = folded(self.stem)
        return tuple(sorted(_NUMBER.findall(stem))), tuple(sorted(_NEGATION.findall(stem)))


@dataclass(frozen=True)
class Pair:
    """Two questions that say the same, by their refs in the order given, and how much of them is common."""

    one: int
    other: int
    likeness: str
    share: float


def pairs(texts: Sequence[Text]) -> list[Pair]:
    """All pairs among these questions that say the same, conflicts first, then the most alike."""
    return _ordered(_judged(texts, texts, _same_digest(texts), _proposed(texts, lambda one, other: one != other)))


def near_held(fresh: Sequence[Text], held: Sequence[Text]) -> list[Pair]:
    """Pairs of a fresh question (first) and one that is held already, in other words only: exact ones are known."""
    if not fresh or not held:
        return []
    every, border = [*fresh, *held], len(fresh)
    proposed = _proposed(every, lambda one, other: (one < border) & (other >= border))
    return _ordered(pair for pair in _judged(every, every, (), proposed) if pair.share < 1)


def _ordered(found: Iterable[Pair]) -> list[Pair]:
    return sorted(found, key=lambda pair: (pair.likeness != CONFLICT, -pair.share, pair.one, pair.other))


def _same_digest(texts: Sequence[Text]) -> Iterator[tuple[int, int]]:
    """Places of texts with one digest; of a large family each is held against the first."""
    families: dict[str, list[int]] = {}
    for place, text in enumerate(texts):
        families.setdefault(text.digest, []).append(place)
    for family in families.values():
        few = len(family) <= _MOST_IN_BUCKET
        yield from combinations(family, 2) if few else ((family[0], other) for other in family[1:])


def _judged(
    ones: Sequence[Text], others: Sequence[Text], exact: Iterable[tuple[int, int]], proposed: Iterable[tuple[int, int]]
) -> Iterator[Pair]:
    seen = set()
    for one, other in exact:
        seen.add((one, other))
        left, right = ones[one], others[other]
        yield Pair(left.ref, right.ref, EXACT if left.meaning == right.meaning else CONFLICT, 1.0)
    for one, other in proposed:
        if (one, other) not in seen and (pair := _measured(ones[one], others[other])):
            yield pair


def _measured(one: Text, other: Text) -> Pair | None:
    """A near pair, measured exactly; None where too little is common or the stems ask for something else."""
    left, right = grams(one), grams(other)
    share = len(left & right) / len(left | right)
    if share < NEAR_ENOUGH or one.frame != other.frame:
        return None
    same_stem = folded(one.stem) == folded(other.stem)
    return Pair(one.ref, other.ref, CONFLICT if same_stem and one.meaning != other.meaning else NEAR, share)


def grams(text: Text) -> set[str]:
    """Pairs of neighbouring characters of the stem and of each option; never empty."""
    found: set[str] = set()
    for part in (text.stem, *text.parts):
        bare = folded(part)
        found.update(bare[at : at + 2] for at in range(max(1, len(bare) - 1)))
    return found


def _proposed(texts: Sequence[Text], wanted: Callable[[Numbers, Numbers], Numbers]) -> list[tuple[int, int]]:
    """Places of pairs that share a band of hashes and look alike by all of them."""
    if len(texts) < 2:
        return []
    signatures = _signatures(texts)
    keys = np.concatenate([_band_pairs(signatures, band, wanted) for band in range(_BANDS)])
    if not len(keys):
        return []
    keys = np.unique(keys)
    ones, others = keys // len(texts), keys % len(texts)
    alike = np.concatenate([
        (signatures[ones[at : at + 100_000]] == signatures[others[at : at + 100_000]]).mean(axis=1)
        for at in range(0, len(keys), 100_000)
    ])  # fmt: skip
    kept = alike >= _CLEARLY_LESS
    return list(zip(ones[kept].tolist(), others[kept].tolist(), strict=True))


def _signatures(texts: Sequence[Text]) -> Numbers:
    """One row of min-wise hashes for each text."""
    codes, starts = _gram_codes(texts)
    random = np.random.default_rng(20_260_601)
    factors = random.integers(1, 2**32, _ROWS * _BANDS, dtype=np.uint32) | np.uint32(1)
    terms = random.integers(0, 2**32, _ROWS * _BANDS, dtype=np.uint32)
    rows = np.empty((_ROWS * _BANDS, len(texts)), dtype=np.uint32)
    for number, (factor, term) in enumerate(zip(factors, terms, strict=True)):
        mixed = codes * factor + term
        mixed ^= mixed >> np.uint32(15)
        mixed *= np.uint32(0x85EBCA6B)
        rows[number] = np.minimum.reduceat(mixed, starts)
    return np.ascontiguousarray(rows.T)


def _gram_codes(texts: Sequence[Text]) -> tuple[Numbers, Numbers]:
    """The pairs of characters of all texts as numbers in a row, and where each text begins."""
    pieces, lengths = [], []
    for text in texts:
        # A part of one character is a pair with the mark that ends it, and no pair reaches from part to part.
        joined = "\0".join(folded(part) for part in (text.stem, *text.parts)) + "\0"
        pieces.append(joined)
        lengths.append(len(joined))
    points = np.frombuffer("".join(pieces).encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    following = np.append(points[1:], np.uint32(0))
    ends = np.cumsum(lengths)
    starts = np.concatenate(([0], ends[:-1]))
    codes = points * np.uint32(0x9E3779B1) ^ following * np.uint32(0x7FEB352D)
    codes[(points == 0) | (following == 0)] = np.uint32(2**32 - 1)
    codes ^= codes >> np.uint32(13)
    return codes, starts


def _band_pairs(signatures: Numbers, band: int, wanted: Callable[[Numbers, Numbers], Numbers]) -> Numbers:
    """Pairs of places, as one number each, whose hashes agree in a band; neighbours only in crowded buckets."""
    part = signatures[:, band * _ROWS : (band + 1) * _ROWS].astype(np.uint64)
    keys = (part * np.array([1, 0x1000193, 0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)).sum(axis=1)
    order = np.argsort(keys, kind="stable")
    keys, count = keys[order], len(keys)
    found = []
    for distance in range(1, min(_MOST_IN_BUCKET, count)):
        here = np.flatnonzero(keys[distance:] == keys[:-distance])
        if not len(here):
            break
        ones, others = order[here], order[here + distance]
        kept = wanted(ones, others)
        found.append((ones * count + others)[kept])
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)
