"""Item response models by marginal maximum likelihood: Rasch, one common slope, two parameters.

Ability is standard normal and integrated over a fixed grid (Bock and Lieberman 1970; Bock and Aitkin 1981).
Standard errors come from the observed information, by differences of the exact gradient.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
NODES = 61
REACH = 6.0
"""The grid runs from -6 to 6 standard deviations."""
TURNS = 500
CLOSE = 1e-7
STEEPEST = 8.0


@dataclass(frozen=True)
class LatentItem:
    """One item: difficulty b where half are right, slope a, with standard errors; fit mean squares about 1."""

    a: float
    b: float
    se_a: float | None
    se_b: float | None
    infit: float | None
    outfit: float | None


@dataclass(frozen=True)
class LatentModel:
    """A fitted model. `name` is rasch (all slopes 1), one_pl (one slope for all) or two_pl."""

    name: str
    items: tuple[LatentItem, ...]
    log_likelihood: float
    parameters: int
    converged: bool


@dataclass(frozen=True)
class _Patterns:
    """Distinct answer patterns and how often each was seen; `seen` is 0 where an item was not put."""

    right: Floats
    seen: Floats
    weight: Floats


def fit(shares: Floats, name: str) -> LatentModel | None:
    """Fit a model to answers right (1) or wrong (0), NaN where not put; None where an item does not vary."""
    patterns = _patterns(shares)
    facility = (patterns.weight @ patterns.right) / np.maximum(patterns.weight @ patterns.seen, 1)
    if shares.shape[1] < 2 or np.any(facility <= 0) or np.any(facility >= 1):
        return None
    free = _Free(name, shares.shape[1])
    start = free.pack(np.ones(len(facility)), np.log(facility / (1 - facility)) * 1.2)
    values, converged = _climb(free, start, patterns)
    slopes, intercepts = free.unpack(values)
    likelihood, _gradient = _likelihood(slopes, intercepts, patterns)
    covariance = _covariance(free, values, patterns)
    infit, outfit = _fit_squares(slopes, intercepts, patterns)
    items = tuple(
        _item(free, slopes, intercepts, place, covariance, float(infit[place]), float(outfit[place]))
        for place in range(len(slopes))
    )
    return LatentModel(name, items, likelihood, len(values), converged)


class _Free:
    """Which numbers of a model are free, and how they make slopes and intercepts."""

    def __init__(self, name: str, items: int) -> None:
        self.name, self.items = name, items

    def pack(self, slopes: Floats, intercepts: Floats) -> Floats:
        """Return the free numbers: slopes (none, one or each), then intercepts."""
        count = {"rasch": 0, "one_pl": 1, "two_pl": self.items}[self.name]
        return np.concatenate([slopes[:count], intercepts])

    def unpack(self, values: Floats) -> tuple[Floats, Floats]:
        """Return slopes and intercepts of all items."""
        intercepts = values[-self.items :]
        slopes = values[: -self.items]
        if self.name == "rasch":
            return np.ones(self.items), intercepts
        return (np.repeat(slopes, self.items) if self.name == "one_pl" else slopes), intercepts

    def gradient(self, by_slope: Floats, by_intercept: Floats) -> Floats:
        """Return the derivatives by the free numbers."""
        if self.name == "rasch":
            return by_intercept
        return np.concatenate([[by_slope.sum()] if self.name == "one_pl" else by_slope, by_intercept])


def _grid() -> tuple[Floats, Floats]:
    nodes = np.linspace(-REACH, REACH, NODES)
    weights = np.exp(-nodes * nodes / 2)
    return nodes, weights / weights.sum()


def _patterns(shares: Floats) -> _Patterns:
    seen = ~np.isnan(shares)
    coded = np.where(seen, np.where(shares >= 0.5, 1, 0), 2).astype(np.int8)
    rows, counts = np.unique(coded, axis=0, return_counts=True)
    return _Patterns((rows == 1).astype(float), (rows != 2).astype(float), counts.astype(float))


def _posterior(slopes: Floats, intercepts: Floats, patterns: _Patterns) -> tuple[Floats, Floats, Floats]:
    """Return the chance of being right by node, the log likelihood of each pattern, and its posterior over the nodes."""
    nodes, weights = _grid()
    logits = np.outer(nodes, slopes) + intercepts
    right = 1 / (1 + np.exp(-np.clip(logits, -35, 35)))
    log_right, log_wrong = np.log(right), np.log1p(-right)
    joint = patterns.right @ log_right.T + (patterns.seen - patterns.right) @ log_wrong.T + np.log(weights)
    top = joint.max(axis=1, keepdims=True)
    terms = np.exp(joint - top)
    sums = terms.sum(axis=1, keepdims=True)
    return right, (top + np.log(sums))[:, 0], terms / sums


def _likelihood(slopes: Floats, intercepts: Floats, patterns: _Patterns) -> tuple[float, tuple[Floats, Floats]]:
    nodes, _weights = _grid()
    right, logs, posterior = _posterior(slopes, intercepts, patterns)
    weighted = posterior * patterns.weight[:, None]
    surplus = weighted.T @ patterns.right - (weighted.T @ patterns.seen) * right
    return float(patterns.weight @ logs), (nodes @ surplus, surplus.sum(axis=0))


def _climb(free: _Free, start: Floats, patterns: _Patterns) -> tuple[Floats, bool]:
    """Climb to the maximum: EM steps (each item's own Newton step), which never lose likelihood, until they stand still."""
    values = start
    for _turn in range(TURNS):
        step = _em_step(free, values, patterns)
        if float(np.abs(step - values).max()) < CLOSE:
            return step, True
        values = step
    return values, False


def _em_step(free: _Free, values: Floats, patterns: _Patterns) -> Floats:
    nodes, _weights = _grid()
    slopes, intercepts = free.unpack(values)
    _right, _logs, posterior = _posterior(slopes, intercepts, patterns)
    weighted = posterior * patterns.weight[:, None]
    hits, tries = weighted.T @ patterns.right, weighted.T @ patterns.seen
    for _turn in range(3):
        chance = 1 / (1 + np.exp(-np.clip(np.outer(nodes, slopes) + intercepts, -35, 35)))
        surplus, worth = hits - tries * chance, tries * chance * (1 - chance)
        slopes, intercepts = _newton(free, slopes, intercepts, surplus, worth)
    return free.pack(slopes, intercepts)


def _newton(free: _Free, slopes: Floats, intercepts: Floats, surplus: Floats, worth: Floats) -> tuple[Floats, Floats]:
    nodes, _weights = _grid()
    by_slope, by_intercept = nodes @ surplus, surplus.sum(axis=0)
    aa, ad, dd = (nodes**2) @ worth, nodes @ worth, np.maximum(worth.sum(axis=0), 1e-10)
    if free.name == "rasch":
        return slopes, intercepts + by_intercept / dd
    if free.name == "one_pl":
        # One slope for all: the intercepts are eliminated from the equations.
        shift = (by_slope - ad / dd * by_intercept).sum() / max(float((aa - ad**2 / dd).sum()), 1e-10)
        moved = np.full(free.items, np.clip(slopes[0] + shift, 0.01, STEEPEST))
        return moved, intercepts + (by_intercept - ad * shift) / dd
    shifts = (by_slope - ad / dd * by_intercept) / np.maximum(aa - ad**2 / dd, 1e-10)
    shifts = np.clip(shifts, -1, 1)
    return np.clip(slopes + shifts, -STEEPEST, STEEPEST), intercepts + (by_intercept - ad * shifts) / dd


def _covariance(free: _Free, values: Floats, patterns: _Patterns) -> Floats | None:
    """Return the inverse of the observed information; None where it cannot be inverted."""
    size = len(values)
    information = np.zeros((size, size))
    for place in range(size):
        width = 1e-4 * max(1.0, abs(float(values[place])))
        move = np.zeros(size)
        move[place] = width
        ahead = free.gradient(*_likelihood(*free.unpack(values + move), patterns)[1])
        behind = free.gradient(*_likelihood(*free.unpack(values - move), patterns)[1])
        information[place] = -(ahead - behind) / (2 * width)
    information = (information + information.T) / 2
    try:
        covariance: Floats = np.linalg.inv(information).astype(np.float64)
    except np.linalg.LinAlgError:
        return None
    return covariance if bool(np.all(np.diag(covariance) > 0)) else None


def _item(
    free: _Free, slopes: Floats, intercepts: Floats, place: int, covariance: Floats | None, infit: float, outfit: float
) -> LatentItem:
    a, d = float(slopes[place]), float(intercepts[place])
    se_a, se_b = _errors(free, a, d, place, covariance)
    return LatentItem(a, -d / a, se_a, se_b, infit, outfit)


def _errors(
    free: _Free, a: float, d: float, place: int, covariance: Floats | None
) -> tuple[float | None, float | None]:
    """Standard errors of slope and difficulty, the latter by the delta method from slope and intercept."""
    if covariance is None:
        return None, None
    own = len(covariance) - free.items + place
    if free.name == "rasch":
        return None, float(np.sqrt(covariance[own, own]))
    slope = 0 if free.name == "one_pl" else place
    turn = np.array([d / a**2, -1 / a])
    part = covariance[np.ix_([slope, own], [slope, own])]
    return float(np.sqrt(part[0, 0])), float(np.sqrt(turn @ part @ turn))


def _fit_squares(slopes: Floats, intercepts: Floats, patterns: _Patterns) -> tuple[Floats, Floats]:
    """Return infit and outfit mean squares of every item, expected over each person's posterior ability."""
    right, _logs, posterior = _posterior(slopes, intercepts, patterns)
    weighted = posterior * patterns.weight[:, None]
    hits, tries = weighted.T @ patterns.right, weighted.T @ patterns.seen
    squares, worth = hits * (1 - 2 * right) + tries * right**2, right * (1 - right)
    infit = squares.sum(axis=0) / np.maximum((tries * worth).sum(axis=0), 1e-12)
    return infit, (squares / np.maximum(worth, 1e-12)).sum(axis=0) / np.maximum(tries.sum(axis=0), 1)
