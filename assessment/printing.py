"""A paper for the desk, drawn from a blueprint by the same rules as those on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from assessment import assembly, drawing


def printed_paper(rows: Sequence[Any], seed: int) -> list[tuple[int, float]]:
    """Revisions and points of one paper for this seed, kind by kind.

    Raises TooFewQuestions, naming each row the bank cannot fill.
    """
    cells, pools = drawing.cells_and_pools(rows)
    drawn = assembly.in_sections(assembly.draw(cells, pools, seed), seed, shuffle=False)
    return [(item.revision_id, item.milli_points / 1000) for item in drawn]
