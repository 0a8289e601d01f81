"""Which question of a newer edition of a file is which of the older edition (pure)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Mark:
    """What a question is known by from one edition to the next."""

    digest: str
    topic: str
    kind: str


def pairs(old: Sequence[Mark], new: Sequence[Mark]) -> dict[int, int]:
    """For places in the new edition their places in the old one.

    First by wording; then, where a topic lost as many questions of a kind as it won, by their order.
    """
    found = _by_wording(old, new)
    lost = _grouped(old, set(found.values()))
    for group, places in _grouped(new, found).items():
        if len(places) == len(lost.get(group, ())):
            found |= dict(zip(places, lost[group], strict=True))
    return found


def _by_wording(old: Sequence[Mark], new: Sequence[Mark]) -> dict[int, int]:
    places = {mark.digest: place for place, mark in reversed(list(enumerate(old)))}
    found: dict[int, int] = {}
    for place, mark in enumerate(new):
        if mark.digest in places:
            found[place] = places.pop(mark.digest)
    return found


def _grouped(marks: Sequence[Mark], taken: Collection[int]) -> dict[tuple[str, str], list[int]]:
    groups: dict[tuple[str, str], list[int]] = defaultdict(list)
    for place, mark in enumerate(marks):
        if place not in taken:
            groups[mark.topic, mark.kind].append(place)
    return groups
