"""From the sheets of several judges to the score of one contestant in one practical round; pure (DOMAIN 5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from contests.rounding import to_two_decimals

TRIMMED_FROM = 5
"""From so many judges on, one highest and one lowest score are dropped."""


@dataclass(frozen=True)
class SheetScore:
    """What one judge gave one contestant: thousandths of a point, and whether a safety veto was called."""

    judge_id: int
    milli_points: int
    veto: bool = False


@dataclass(frozen=True)
class PanelScore:
    """What the panel gave: the score in thousandths, which judges' scores were dropped, whether a veto made it zero."""

    milli_points: int
    dropped_judge_ids: tuple[int, ...]
    veto: bool
    judges: int


def panel_score(sheets: Sequence[SheetScore]) -> PanelScore:
    """Return the score of a panel: one highest and one lowest dropped from five judges on, else the plain mean.

    Two decimals, half up. One veto is enough for zero. Without any sheet the score is zero.
    """
    ordered = sorted(sheets, key=lambda sheet: (sheet.milli_points, sheet.judge_id))
    trimmed = len(ordered) >= TRIMMED_FROM
    kept = ordered[1:-1] if trimmed else ordered
    dropped = (ordered[0].judge_id, ordered[-1].judge_id) if trimmed else ()
    veto = any(sheet.veto for sheet in sheets)
    mean = Fraction(sum(sheet.milli_points for sheet in kept), len(kept)) if kept else Fraction(0)
    return PanelScore(0 if veto else to_two_decimals(mean), dropped, veto, len(ordered))
