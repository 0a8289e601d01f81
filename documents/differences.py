"""The difference of two paragraphs or of two longer texts, word by word, readable for people (pure)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from documents.alignment import parted

_WORD = re.compile(r"[A-Za-z]+|\d+(?:[.．]\d+)*|\s+|.", re.DOTALL)
_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?", re.DOTALL)
_MOST_WORDS = 1500
_SHORTEST_SAME = 2
LONGEST_COMPARED = 20_000
"""Characters of a text, beyond which the old and the new one are told whole."""


@dataclass(frozen=True)
class Segment:
    """A stretch of text that is the same in both, or stands only in the old (gone) or the new one (come)."""

    kind: str
    text: str


SAME, GONE, COME = "same", "gone", "come"


def difference(old: str, new: str) -> list[Segment]:
    """What is the same, gone and come between two texts; joined again, same+gone is the old and same+come the new.

    Single characters that happen to be the same between two changes are told as changed: a person reads words.
    """
    (old_number, old_rest), (new_number, new_rest) = parted(old), parted(new)
    return [*_numbers(old_number, new_number), *_difference(old_rest, new_rest)]


def text_difference(old: str, new: str) -> tuple[Segment, ...]:
    """The difference of two texts of many lines; joined again, same+gone is the old and same+come the new.

    Lines are aligned first, so that a long text is compared quickly and a moved line does not tear words apart.
    """
    if old == new:
        return (Segment(SAME, new),) if new else ()
    if max(len(old), len(new)) > LONGEST_COMPARED:
        return tuple(segment for segment in (Segment(GONE, old), Segment(COME, new)) if segment.text)
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    found: list[Segment] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        left, right = "".join(before[a:b]), "".join(after[c:d])
        found += [Segment(SAME, left)] if tag == "equal" else _difference(left, right)
    return tuple(_joined(found))


def _joined(segments: Iterable[Segment]) -> Iterator[Segment]:
    for kind, group in groupby(segments, key=lambda segment: segment.kind):
        yield Segment(kind, "".join(segment.text for segment in group))


def _numbers(old: str, new: str) -> list[Segment]:
    """A number is the same or another one; nobody reads which of its characters changed."""
    if old == new:
        return [Segment(SAME, old)] if old else []
    return [Segment(kind, text) for kind, text in ((GONE, old), (COME, new)) if text]


def _difference(old: str, new: str) -> list[Segment]:
    words = _words(old), _words(new)
    if max(map(len, words)) > _MOST_WORDS:
        words = _SENTENCE.findall(old), _SENTENCE.findall(new)
    matcher = SequenceMatcher(None, *words, autojunk=False)
    raw = [("".join(words[0][a:b]), "".join(words[1][c:d]), str(tag)) for tag, a, b, c, d in matcher.get_opcodes()]
    return list(_smoothed(raw))


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _smoothed(raw: list[tuple[str, str, str]]) -> Iterator[Segment]:
    kept = [_stays(raw, at) for at in range(len(raw))]
    for is_same, group in groupby(zip(raw, kept, strict=True), key=lambda item: item[1]):
        parts = [part for part, _kept in group]
        gone, come = ("".join(part[side] for part in parts) for side in (0, 1))
        if is_same:
            yield Segment(SAME, gone)
            continue
        if gone:
            yield Segment(GONE, gone)
        if come:
            yield Segment(COME, come)


def _stays(raw: list[tuple[str, str, str]], at: int) -> bool:
    """Whether a stretch is the same and long enough, or stands at an end."""
    text, _come, tag = raw[at]
    letters = sum(char.isalnum() for char in text)
    return tag == "equal" and (letters >= _SHORTEST_SAME or at in (0, len(raw) - 1))
