"""From rounds to totals, from totals to places and awards of a skills contest; pure (DOMAIN 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from contests.rounding import to_two_decimals
from core.i18n import _

WHOLE = 1000
"""All weights together, in thousandths."""
FULL = 100_000
"""Every round is counted on 100 points, in thousandths."""


@dataclass(frozen=True)
class Part:
    """One round of a contestant: its weight in thousandths of the whole, points won and points there were."""

    name: str
    weight_permille: int
    milli_points: int
    milli_full: int
    practical: bool = True


@dataclass(frozen=True)
class Total:
    """A contestant's total and, for ties, the weighted practical part, both in thousandths of a point."""

    entry_id: int
    milli_points: int
    practical_milli: int
    staff_no: str = ""


@dataclass(frozen=True)
class PlacedTotal:
    """A total with its place from 1; shared only when total and practical part are both equal."""

    place: int
    shared: bool
    total: Total


@dataclass(frozen=True)
class Award:
    """An award for the places from `first` to `last`."""

    name: str
    first: int
    last: int


def explain_total(parts: Sequence[Part]) -> str:
    """Return how a total is made, in words, from the rounds and their weights."""
    terms = " + ".join(f"{part.name} × {_percent(part.weight_permille)}" for part in parts)
    return _("总分 = %(terms)s，各项先折算为 100 分制，保留两位小数。", terms=terms)


def explain_ties() -> str:
    """Return the tie-break of totals in words."""
    return _("总分相同的，实操成绩高者在前；总分和实操成绩都相同的，名次并列，其后名次顺延。")


def weight_faults(weights: Sequence[int]) -> list[str]:
    """Return sentences on weights that are not positive or do not make up the whole."""
    faults = []
    if any(weight <= 0 for weight in weights):
        faults.append(_("每一项的权重都要大于 0。"))
    if sum(weights) != WHOLE:
        faults.append(_("各项权重之和应为 100%%，现为 %(sum)s。", sum=_percent(sum(weights))))
    return faults


def weighed(part: Part) -> Fraction:
    """Return what a round adds to the total, exact, in thousandths of a point."""
    if part.milli_full <= 0:
        return Fraction(0)
    return Fraction(part.milli_points * FULL * part.weight_permille, part.milli_full * WHOLE)


def personal_total(entry_id: int, parts: Sequence[Part], staff_no: str = "") -> Total:
    """Return the weighted total of one contestant, two decimals half up."""
    everything = sum((weighed(part) for part in parts), Fraction(0))
    practical = sum((weighed(part) for part in parts if part.practical), Fraction(0))
    return Total(entry_id, to_two_decimals(everything), to_two_decimals(practical), staff_no)


def team_total(team_id: int, members: Iterable[Total], top: int) -> Total:
    """Return the sum of a team's best `top` members; its practical part is the sum of theirs."""
    best = sorted(members, key=lambda total: (-total.milli_points, -total.practical_milli))[:top]
    return Total(team_id, sum(total.milli_points for total in best), sum(total.practical_milli for total in best), "")


def placed_totals(totals: Iterable[Total]) -> list[PlacedTotal]:
    """Return totals with places: more first, then the higher practical part; after two firsts comes the third."""
    ordered = sorted(totals, key=lambda total: (*_key(total), total.staff_no, total.entry_id))
    keys = [_key(total) for total in ordered]
    how_many = Counter(keys)
    first_at = {key: index for index, key in reversed(list(enumerate(keys, start=1)))}
    return [PlacedTotal(first_at[key], how_many[key] > 1, total) for key, total in zip(keys, ordered, strict=True)]


def award_faults(awards: Sequence[Award]) -> list[str]:
    """Return sentences on award rows whose ranges are upside down or overlap."""
    faults = [
        _("“%(name)s”的名次范围应从第 1 名起，且起始名次不大于截止名次。", name=award.name)
        for award in awards
        if award.first < 1 or award.first > award.last
    ]
    ordered = sorted(awards, key=lambda award: (award.first, award.last))
    for before, after in pairwise(ordered):
        if after.first <= before.last:
            faults.append(_("“%(one)s”与“%(two)s”的名次范围重叠，请调整。", one=before.name, two=after.name))
    return faults


def award_for(place: int, awards: Iterable[Award]) -> str:
    """Return the name of the award for a place, or nothing."""
    return next((award.name for award in awards if award.first <= place <= award.last), "")


def _key(total: Total) -> tuple[int, int]:
    return (-total.milli_points, -total.practical_milli)


def _percent(permille: int) -> str:
    text = f"{permille / 10:.1f}"
    return text.removesuffix(".0") + "%"
