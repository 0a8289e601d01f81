"""From how right an answer is to what it earns; pure.

Questions with several right options follow the paper's marking rule. Everything else earns its share of the points,
rounded down to a thousandth. A question made of parts earns what its parts earn, each worth its weight; what rounding
leaves over goes to the parts with the largest remainder, so that all parts together are worth the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessment.marking.base import MarkingRule
from question_bank.types import Verdict

WHOLE = ""


@dataclass(frozen=True)
class Earned:
    """What an answer earns, and the places in it (part ids, or "" for the whole) that still wait for a person."""

    milli_points: int
    waiting: tuple[str, ...] = ()


def earned(
    verdict: Verdict,
    full_milli: int,
    rule: MarkingRule,
    parts: Sequence[str] = (),
    given: Mapping[str, int] | None = None,
) -> Earned:
    """The points of a verdict; `parts` are the ids of its parts in order, `given` what people gave for a place."""
    marks = given or {}
    if not verdict.parts:
        return _of_place(verdict, full_milli, rule, WHOLE, marks)
    worth = split(full_milli, [weight for weight, _verdict in verdict.parts])
    found = [
        _of_place(each, full, rule, part, marks)
        for (_weight, each), full, part in zip(verdict.parts, worth, parts, strict=True)
    ]
    return Earned(sum(each.milli_points for each in found), tuple(part for each in found for part in each.waiting))


def _of_place(verdict: Verdict, full_milli: int, rule: MarkingRule, place: str, marks: Mapping[str, int]) -> Earned:
    if verdict.needs_person and place in marks:
        return Earned(max(0, min(marks[place], full_milli)))
    waiting = (place,) if verdict.needs_person else ()
    if verdict.by_rule:
        return Earned(rule.milli_points(verdict, full_milli), waiting)
    return Earned(int(verdict.share * full_milli), waiting)


def worth_of_place(weights: Mapping[str, Fraction], full_milli: int, place: str) -> int:
    """What a place in a question is worth: the whole, or the part of that id."""
    if place == WHOLE:
        return full_milli
    return dict(zip(weights, split(full_milli, list(weights.values())), strict=True))[place]


def split(full_milli: int, weights: Sequence[Fraction]) -> list[int]:
    """Points shared out by weights, adding up to the whole."""
    exact = [weight * full_milli / sum(weights) for weight in weights]
    parts = [int(each) for each in exact]
    by_remainder = sorted(range(len(parts)), key=lambda place: (parts[place] - exact[place], place))
    for place in by_remainder[: full_milli - sum(parts)]:
        parts[place] += 1
    return parts
