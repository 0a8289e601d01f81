"""Confidence intervals of shares and correlations."""

from __future__ import annotations

from math import atanh, sqrt, tanh

Z95 = 1.959963984540054
Interval = tuple[float, float]


def of_share(successes: float, n: int, z: float = Z95) -> Interval | None:
    """Return the interval of a share after Wilson (1927); None without observations."""
    if n == 0:
        return None
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return max(0.0, centre - half), min(1.0, centre + half)


def of_correlation(r: float | None, n: int, z: float = Z95) -> Interval | None:
    """Return the interval of a correlation by Fisher's z; None for fewer than four observations."""
    if r is None or n < 4:
        return None
    if abs(r) >= 1:
        return r, r
    half = z / sqrt(n - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)
