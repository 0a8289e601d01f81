"""The answers of 1,000 persons to section 6 of the Law School Admission Test, as published by Bock and Lieberman (1970).

"Fitting a response model for n dichotomously scored items", Psychometrika 35, 179-197, table 1: how often each
pattern of right (1) and wrong (0) answers to the five items was seen.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

PATTERNS = {
    "00000": 3,
    "00001": 6,
    "00010": 2,
    "00011": 11,
    "00100": 1,
    "00101": 1,
    "00110": 3,
    "00111": 4,
    "01000": 1,
    "01001": 8,
    "01011": 16,
    "01101": 3,
    "01110": 2,
    "01111": 15,
    "10000": 10,
    "10001": 29,
    "10010": 14,
    "10011": 81,
    "10100": 3,
    "10101": 28,
    "10110": 15,
    "10111": 80,
    "11000": 16,
    "11001": 56,
    "11010": 21,
    "11011": 173,
    "11100": 11,
    "11101": 61,
    "11110": 28,
    "11111": 298,
}


def answers() -> NDArray[np.float64]:
    """Return 1,000 rows of five answers."""
    return np.array(
        [[float(mark) for mark in pattern] for pattern, times in PATTERNS.items() for _time in range(times)]
    )


def as_csv() -> str:
    """Return the answers as a response matrix with names of items."""
    lines = [",".join(pattern) for pattern, times in PATTERNS.items() for _time in range(times)]
    return "\n".join(["item1,item2,item3,item4,item5", *lines])
