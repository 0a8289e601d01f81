"""The figures of one item from single observations, for items that came up on different papers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assessment.statistics import classical, intervals
from assessment.statistics.classical import ItemFigures


@dataclass(frozen=True)
class Observation:
    """One person's answer: how right (0 to 1), how well the rest of the paper went (0 to 1), what was chosen, and how long.

    `chosen` is letters, empty for a question without options, None for an omission.
    """

    person: int
    share: float
    rest: float
    chosen: str | None
    seconds: float | None


def figures_of(name: str, observations: Sequence[Observation], key: str = "", options: int = 0) -> ItemFigures:
    """Return the figures of an item; `key` and `options` are its right letters and the number of its options."""
    marks = np.array([seen.share for seen in observations], dtype=float)
    rest = np.array([seen.rest for seen in observations], dtype=float)
    biserial = classical.correlation(marks, rest)
    seconds = [seen.seconds for seen in observations if seen.seconds is not None]
    return ItemFigures(
        item=name,
        n=len(marks),
        facility=float(marks.mean()) if len(marks) else None,
        facility_interval=intervals.of_share(float(marks.sum()), len(marks)),
        discrimination=classical.upper_lower(marks, rest),
        point_biserial=biserial,
        point_biserial_interval=intervals.of_correlation(biserial, len(marks)),
        omitted=sum(seen.chosen is None for seen in observations),
        mean_seconds=float(np.mean(seconds)) if seconds else None,
        options=classical.option_figures([seen.chosen or "" for seen in observations], key, rest, options),
    )
