"""Classical figures of one item: facility, discrimination, options, omissions, time.

Definitions follow Crocker and Algina (1986), chapter 14; the groups of 27 % are Kelley's (1939).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assessment.statistics import intervals
from assessment.statistics.intervals import Interval
from assessment.statistics.responses import Responses

Floats = NDArray[np.float64]
TAIL = 0.27
BANDS = 5


@dataclass(frozen=True)
class OptionFigures:
    """One option: how many chose it, their mean total score, and the share choosing it in each fifth of the scores."""

    letter: str
    is_key: bool
    count: int
    share: float
    mean_score: float | None
    curve: tuple[float | None, ...]


@dataclass(frozen=True)
class ItemFigures:
    """One item. Shares are 0 to 1; None where the answers do not suffice to tell."""

    item: str
    n: int
    facility: float | None
    facility_interval: Interval | None
    discrimination: float | None
    """Facility of the best 27 % minus that of the worst 27 % by total score; ties are shared out."""
    point_biserial: float | None
    """Correlation with the total of the other items."""
    point_biserial_interval: Interval | None
    omitted: int
    mean_seconds: float | None
    options: tuple[OptionFigures, ...] = ()


def item_figures(responses: Responses) -> list[ItemFigures]:
    """Return the figures of every item, in order."""
    totals = totals_of(responses.shares)
    return [_figures(responses, column, totals) for column in range(len(responses.items))]


def totals_of(shares: Floats) -> Floats:
    """Return each person's share of the points of the items put to them, scaled to the number of all items."""
    put = ~np.isnan(shares)
    counts = put.sum(axis=1)
    sums = np.where(put, shares, 0).sum(axis=1)
    means: Floats = np.divide(sums, counts, out=np.zeros(len(shares)), where=counts > 0)
    totals: Floats = means * shares.shape[1]
    return totals


def _figures(responses: Responses, column: int, totals: Floats) -> ItemFigures:
    answered = ~np.isnan(responses.shares[:, column])
    marks = responses.shares[answered, column]
    n = int(answered.sum())
    rest = _rest(responses.shares, column)[answered]
    biserial = correlation(marks, rest)
    seconds = responses.seconds[answered, column] if responses.seconds is not None else np.array([])
    seconds = seconds[~np.isnan(seconds)]
    return ItemFigures(
        item=responses.items[column],
        n=n,
        facility=float(marks.mean()) if n else None,
        facility_interval=intervals.of_share(float(marks.sum()), n),
        discrimination=upper_lower(marks, totals[answered]),
        point_biserial=biserial,
        point_biserial_interval=intervals.of_correlation(biserial, n),
        omitted=_omitted(responses, column, answered),
        mean_seconds=float(seconds.mean()) if len(seconds) else None,
        options=_options(responses, column, totals),
    )


def _rest(shares: Floats, column: int) -> Floats:
    return totals_of(np.delete(shares, column, axis=1)) if shares.shape[1] > 1 else np.zeros(len(shares))


def correlation(left: Floats, right: Floats) -> float | None:
    """Return Pearson's correlation; None where one side does not vary."""
    if len(left) < 3 or np.ptp(left) == 0 or np.ptp(right) == 0:
        return None
    return float(np.corrcoef(left, right)[0, 1])


def upper_lower(marks: Floats, totals: Floats) -> float | None:
    """Return the difference of facility between the best and the worst 27 %; None for fewer than four persons.

    Persons who stand on the edge of a group with equal totals enter it in part, so that their order does not matter.
    """
    n = len(marks)
    if n < 4:
        return None
    size = max(1.0, TAIL * n)
    return _tail_mean(marks, totals, size, from_top=True) - _tail_mean(marks, totals, size, from_top=False)


def _tail_mean(marks: Floats, totals: Floats, size: float, *, from_top: bool) -> float:
    order = np.unique(totals)
    missing, gained = size, 0.0
    for total in order[::-1] if from_top else order:
        group = marks[totals == total]
        part = min(1.0, missing / len(group))
        gained += part * float(group.sum())
        missing -= part * len(group)
        if missing <= 1e-9:
            break
    return gained / size


def _omitted(responses: Responses, column: int, answered: NDArray[np.bool_]) -> int:
    if not responses.chosen:
        return 0
    return sum(1 for put, row in zip(answered, responses.chosen, strict=True) if put and not row[column])


def _options(responses: Responses, column: int, totals: Floats) -> tuple[OptionFigures, ...]:
    if not responses.chosen:
        return ()
    put = ~np.isnan(responses.shares[:, column])
    choices = [row[column] or "" for row, was_put in zip(responses.chosen, put, strict=True) if was_put]
    return option_figures(choices, responses.keys[column] if responses.keys else "", totals[put])


def option_figures(choices: Sequence[str], key: str, scores: Floats, options: int = 0) -> tuple[OptionFigures, ...]:
    """Return the figures of every option from A on; `options` says how many there are at least."""
    bands = bands_of(scores)
    last = max((ord(letter) - ord("A") + 1 for choice in (*choices, key) for letter in choice), default=0)
    letters = [chr(ord("A") + place) for place in range(min(26, max(last, options)))]
    return tuple(_option(letter, letter in key, choices, scores, bands) for letter in letters)


def _option(
    letter: str, is_key: bool, choices: Sequence[str], scores: Floats, bands: NDArray[np.int64]
) -> OptionFigures:
    chose = np.array([letter in choice for choice in choices], dtype=bool)
    curve = tuple(float(chose[bands == band].mean()) if bool((bands == band).any()) else None for band in range(BANDS))
    share = float(chose.mean()) if len(chose) else 0.0
    mean = float(scores[chose].mean()) if bool(chose.any()) else None
    return OptionFigures(letter, is_key, int(chose.sum()), share, mean, curve)


def bands_of(totals: Floats) -> NDArray[np.int64]:
    """Return the fifth of the scores each person stands in, 0 the lowest; equal totals stay together."""
    if not len(totals):
        return np.array([], dtype=np.int64)
    values, places, counts = np.unique(totals, return_inverse=True, return_counts=True)
    middle = np.cumsum(counts) - counts / 2
    return np.minimum(BANDS - 1, (middle / len(totals) * BANDS).astype(np.int64))[places] if len(values) else places
