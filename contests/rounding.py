"""Whole-number arithmetic on thousandths of a point."""

from __future__ import annotations

from fractions import Fraction

CENTI = 10
"""Two decimals of a point, in thousandths."""


def half_up(value: Fraction) -> int:
    """Return the nearest whole number; a half goes up."""
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def to_two_decimals(milli: Fraction) -> int:
    """Round thousandths of a point to two decimals of a point, half up (DOMAIN 5); still in thousandths."""
    return half_up(milli / CENTI) * CENTI
