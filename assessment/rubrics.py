"""What a person gives points for, and what the points of a rubric are worth on a paper; pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessment.points import split
from core.errors import Invalid
from core.i18n import _

TENTH = 100
"""Rows are worth whole tenths of a point wherever the question is."""


@dataclass(frozen=True)
class RubricRow:
    """One thing to give points for; `milli_full` in thousandths of a point of the paper."""

    id: str
    text: str
    milli_full: int


def rows_of(body: Mapping[str, Any], milli_full: int) -> list[RubricRow]:
    """The rubric of a question scaled to what it is worth on the paper; one row for all of it where there is none."""
    written = [(row["id"], row["text"], Fraction(row["points"])) for row in body.get("rubric", [])]
    written += [(row["id"], row["text"], Fraction(row["weight"])) for row in body.get("points", [])]
    if not written:
        return [RubricRow("all", str(_("得分")), milli_full)]
    unit = TENTH if milli_full % TENTH == 0 else 1
    shares = split(milli_full // unit, [worth for _id, _text, worth in written])
    return [RubricRow(row[0], row[1], share * unit) for row, share in zip(written, shares, strict=True)]


def given_points(rows: Sequence[RubricRow], given: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """Row text, thousandths given and thousandths there were; raises Invalid for a row left out or out of range."""
    found = []
    for row in rows:
        milli = _milli(given.get(row.id, ""))
        if milli is None or not 0 <= milli <= row.milli_full:
            most = f"{row.milli_full / 1000:g}"
            raise Invalid(_("“%(row)s”请填 0 到 %(most)s 之间的分数。", row=row.text, most=most), field=row.id)
        found.append((row.text, milli, row.milli_full))
    return found


def _milli(text: str) -> int | None:
    said = text.strip()
    if not said or not said.replace(".", "", 1).isdigit() or not said.isascii() or len(said) > 8:
        return None
    value = Fraction(said) * 1000
    return int(value) if value.denominator == 1 else None


def agreed(latest: Sequence[int], needed: int) -> int | None:
    """The mean of what different people gave, rounded down; None while too few have marked."""
    return sum(latest) // len(latest) if len(latest) >= max(1, needed) else None
