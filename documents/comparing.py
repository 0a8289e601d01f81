"""Paragraphs of two editions side by side with their differences (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from documents.alignment import Fate, align
from documents.differences import COME, GONE, SAME, Segment, difference
from documents.quoting import Quoted


@dataclass(frozen=True)
class Compared:
    """A paragraph in the older edition, the newer one or both, with the words that differ."""

    fate: Fate
    old: Quoted | None
    new: Quoted | None
    percent: int
    """How much the two have in common."""
    segments: tuple[Segment, ...]

    @property
    def is_change(self) -> bool:
        """Return whether a reader of changes wants to see it."""
        return self.fate is not Fate.UNCHANGED


def compared(old: Sequence[Quoted], new: Sequence[Quoted]) -> list[Compared]:
    """Align two editions and tell their differences, in the order of the newer one."""
    pairs = align([quote.text for quote in old], [quote.text for quote in new])
    return [
        _compared(
            pair.fate,
            old[pair.old] if pair.old is not None else None,
            new[pair.new] if pair.new is not None else None,
            pair.similarity,
        )
        for pair in pairs
    ]


def compare(old: Quoted, new: Quoted | None, similarity: float = 0.0) -> Compared:
    """Tell the difference between a paragraph and what became of it; nothing became of what was removed."""
    return _compared(Fate.EDITED if new else Fate.REMOVED, old, new, similarity)


def _compared(fate: Fate, old: Quoted | None, new: Quoted | None, similarity: float) -> Compared:
    if fate is Fate.UNCHANGED and new:
        segments = [Segment(SAME, new.text)]
    elif old and new:
        segments = difference(old.text, new.text)
    else:
        segments = [Segment(GONE, old.text)] if old else [Segment(COME, new.text)] if new else []
    return Compared(fate, old, new, int(similarity * 100), tuple(segments))
