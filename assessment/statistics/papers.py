"""Figures of a whole paper: mean, spread, reliability, standard error, and how sure the pass decision is.

Alpha after Cronbach (1951), which is KR-20 for items marked right or wrong; the standard error of measurement
after Crocker and Algina (1986), chapter 6; decision consistency after Subkoviak (1976).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import comb, sqrt

import numpy as np
from numpy.typing import NDArray

from assessment.statistics.classical import correlation, totals_of
from assessment.statistics.responses import Responses

Floats = NDArray[np.float64]
STEPS = 10


@dataclass(frozen=True)
class PaperFigures:
    """A paper; totals count items, so that `mean` 12.5 is twelve and a half items of `items`."""

    persons: int
    items: int
    """Items a person had, on average."""
    mean: float | None
    sd: float | None
    lowest: float | None
    median: float | None
    highest: float | None
    distribution: tuple[int, ...]
    """Persons in each tenth of the possible score; the last holds the full marks, too."""
    alpha: float | None
    alpha_name: str
    """KR-20 where every answer is wholly right or wrong, else alpha; split-half where everybody had other items."""
    sem: float | None
    consistency: float | None
    """Probability that two equal papers would decide alike about a person at the pass mark."""
    kappa: float | None
    """The same, beyond what chance would give."""


def paper_figures(responses: Responses, pass_share: float = 0.6) -> PaperFigures:
    """Return the figures of a paper; `pass_share` is the pass mark as a share of the points."""
    shares = responses.shares[~np.isnan(responses.shares).all(axis=1)]
    n, k = len(shares), _paper_length(shares)
    totals = totals_of(shares) / max(1, shares.shape[1]) * k
    alpha, name = reliability(Responses(responses.items, shares))
    sd = float(totals.std(ddof=1)) if n > 1 else None
    sem = sd * sqrt(max(0.0, 1 - alpha)) if sd is not None and alpha is not None else None
    consistency, kappa = decision_consistency(totals, k, alpha, pass_share)
    return PaperFigures(
        persons=n,
        items=k,
        mean=float(totals.mean()) if n else None,
        sd=sd,
        lowest=float(totals.min()) if n else None,
        median=float(np.median(totals)) if n else None,
        highest=float(totals.max()) if n else None,
        distribution=_distribution(totals, k),
        alpha=alpha,
        alpha_name=name,
        sem=sem,
        consistency=consistency,
        kappa=kappa,
    )


def cronbach(shares: Floats) -> float | None:
    """Return Cronbach's alpha over the persons who were put every item; None where it is not defined."""
    whole = shares[~np.isnan(shares).any(axis=1)]
    n, k = whole.shape
    if n < 2 or k < 2:
        return None
    spread = float(whole.sum(axis=1).var(ddof=1))
    if spread == 0:
        return None
    return float(k / (k - 1) * (1 - whole.var(axis=0, ddof=1).sum() / spread))


def reliability(responses: Responses) -> tuple[float | None, str]:
    """Return the reliability of a paper and what it is called.

    Where nobody had every item, because each paper was drawn, halves of each person's own items are correlated and
    the result stepped up after Spearman and Brown (1910).
    """
    if not np.isnan(responses.shares).any():
        return cronbach(responses.shares), "KR-20" if responses.is_dichotomous else "alpha"
    halves = np.array([_halves(row[~np.isnan(row)]) for row in responses.shares if (~np.isnan(row)).sum() >= 2])
    if len(halves) < 3:
        return None, "split-half"
    r = correlation(halves[:, 0], halves[:, 1])
    return (None if r is None else 2 * r / (1 + r) if r > 0 else r), "split-half"


def _halves(marks: Floats) -> tuple[float, float]:
    return float(marks[::2].mean()), float(marks[1::2].mean())


def _paper_length(shares: Floats) -> int:
    """How many items a person had, on average."""
    return round(float((~np.isnan(shares)).sum(axis=1).mean())) if len(shares) else shares.shape[1]


def _distribution(totals: Floats, items: int) -> tuple[int, ...]:
    if not items:
        return (0,) * STEPS
    places = np.minimum(STEPS - 1, np.floor(totals / items * STEPS + 1e-9).astype(int))
    return tuple(int((places == step).sum()) for step in range(STEPS))


def decision_consistency(
    totals: Floats, items: int, reliability: float | None, pass_share: float
) -> tuple[float | None, float | None]:
    """Return agreement and kappa of the pass decision; None where reliability is not known.

    Each person's true share is estimated by regression towards the mean with the reliability given.
    """
    if reliability is None or not len(totals) or not items:
        return None, None
    trust = min(1.0, max(0.0, reliability))
    shares = np.clip(trust * totals / items + (1 - trust) * totals.mean() / items, 0, 1)
    cut = int(np.ceil(pass_share * items - 1e-9))
    passing = np.zeros(len(shares))
    for right in range(cut, items + 1):
        passing += comb(items, right) * shares**right * (1 - shares) ** (items - right)
    agreement = float((passing**2 + (1 - passing) ** 2).mean())
    chance = float(passing.mean() ** 2 + (1 - passing.mean()) ** 2)
    return agreement, (agreement - chance) / (1 - chance) if chance < 1 else None
