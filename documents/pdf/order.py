"""The order in which the pieces of a page are read: columns one after the other, rows of tables across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from statistics import median

from documents.pdf.characters import Piece

_STEP = 2.0  # points, the grain in which a gutter is looked for
_MIDDLE = (0.2, 0.8)  # where in a region a gutter may lie
_FEWEST = 4  # pieces on either side of a gutter
_FILLED = 0.6  # of its column, for the pieces of running text
_FILLED_PROSE = 0.6  # of what is written there, where headings and notes make many pieces short
_DEEPEST = 3


@dataclass(frozen=True)
class Row:
    """Pieces on one base line, with the edges of their column."""

    pieces: tuple[Piece, ...]
    left: float
    right: float


def rows_in_order(pieces: Sequence[Piece], depth: int = 0) -> list[Row]:
    """Return the rows of a region in reading order."""
    gutter = _gutter(pieces) if depth < _DEEPEST else None
    if gutter is None:
        return _rows(pieces)
    found: list[Row] = []
    for band in _bands(pieces, gutter):
        for group in band:
            found += rows_in_order(group, depth + 1) if len(group) < len(pieces) else _rows(group)
    return found


def _rows(pieces: Sequence[Piece]) -> list[Row]:
    if not pieces:
        return []
    left, right = _edges(pieces)
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda piece: (piece.y0 + piece.y1) / 2):
        if rows and any(_on_one_line(piece, other) for other in rows[-1][-3:]):
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return [Row(tuple(sorted(row, key=lambda piece: piece.x0)), left, right) for row in rows]


def _on_one_line(one: Piece, other: Piece) -> bool:
    overlap = min(one.y1, other.y1) - max(one.y0, other.y0)
    return overlap > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0) and (
        one.x0 >= other.x1 - 1 or one.x1 <= other.x0 + 1
    )


def _edges(pieces: Sequence[Piece]) -> tuple[float, float]:
    lefts, rights = sorted(piece.x0 for piece in pieces), sorted(piece.x1 for piece in pieces)
    return lefts[len(lefts) // 10], rights[-1 - len(rights) // 10]


def _gutter(pieces: Sequence[Piece]) -> tuple[float, float] | None:
    """The strip that parts two columns of running text, None where there is none."""
    if len(pieces) < 2 * _FEWEST:
        return None
    left, right = min(piece.x0 for piece in pieces), max(piece.x1 for piece in pieces)
    found: list[tuple[int, tuple[float, float]]] = []
    for strip in _strips(pieces, left, right):
        before = [piece for piece in pieces if _side(piece, strip) < 0]
        behind = [piece for piece in pieces if _side(piece, strip) > 0]
        if _parts_columns(pieces, before, behind, strip):
            found.append((min(len(before), len(behind)), strip))
    return _widened(pieces, max(found)[1]) if found else None


def _widened(pieces: Sequence[Piece], strip: tuple[float, float]) -> tuple[float, float]:
    """The whole strip between the edges of the columns, so that a page number inside it belongs to neither."""
    ends = sorted(piece.x1 for piece in pieces if _side(piece, strip) < 0)
    starts = sorted(piece.x0 for piece in pieces if _side(piece, strip) > 0)
    start, stop = ends[-1 - len(ends) // 10], starts[len(starts) // 10]
    return (min(start, strip[0]), max(stop, strip[1])) if start < stop else strip


def _parts_columns(
    pieces: Sequence[Piece], before: Sequence[Piece], behind: Sequence[Piece], strip: tuple[float, float]
) -> bool:
    if not before or not behind:
        return False
    left, right = min(piece.x0 for piece in before), max(piece.x1 for piece in behind)
    if _is_last_column(pieces, before, behind, strip, right):
        return True
    if min(len(before), len(behind)) < _FEWEST or not _side_by_side(before, behind):
        return False
    return _is_filled(before, strip[0] - left) and _is_filled(behind, right - strip[1])


def _is_last_column(
    pieces: Sequence[Piece], before: Sequence[Piece], behind: Sequence[Piece], strip: tuple[float, float], right: float
) -> bool:
    """Whether the few pieces on the right are the rest of a text whose first column is full: they begin at its top."""
    if not behind or len(before) < 3 * _FEWEST or len(behind) * 3 > len(before):
        return False
    leading = max(piece.y1 - piece.y0 for piece in behind)
    first = min(piece.y0 for piece in behind)
    across = max((piece.y1 for piece in pieces if _side(piece, strip) == 0 and piece.y0 < first), default=0.0)
    top = min((piece.y0 for piece in before if piece.y1 > across), default=first)
    level = [piece for piece in behind if piece.y0 < max(top, first) + leading * 1.5 * (len(behind) + 1)]
    filled = max(piece.x1 - piece.x0 for piece in behind) >= _FILLED * (right - strip[1])
    prose = _is_filled(before, strip[0] - min(piece.x0 for piece in before))
    starts = first <= top + leading or _follows_gap(before, first, leading)
    return prose and filled and len(level) == len(behind) and starts


def _follows_gap(before: Sequence[Piece], first: float, leading: float) -> bool:
    """Whether the line of the left column at this height is the first below a gap, as under the abstract of a paper."""
    level = any(abs(piece.y0 - first) < leading / 2 for piece in before)
    above = max((piece.y1 for piece in before if piece.y0 < first - leading / 2), default=first)
    return level and first - above >= leading


def _strips(pieces: Sequence[Piece], left: float, right: float) -> Iterator[tuple[float, float]]:
    """The strips in the middle of a region that fewer pieces cross than stand on either side of them."""
    bins = int((right - left) / _STEP) + 1
    if not 20 <= bins <= 5000:
        return
    change = [0] * (bins + 1)
    for piece in pieces:
        change[max(0, int((piece.x0 - left) / _STEP))] += 1
        change[min(bins, int((piece.x1 - left) / _STEP) + 1)] -= 1
    cover = list(accumulate(change[:bins]))
    most, start = max(cover), 0
    for place in range(1, bins):
        if cover[place] == cover[start]:
            continue
        lower = start > 0 and cover[start] < cover[start - 1] and cover[start] < cover[place]
        if lower and cover[start] * 2 <= most and bins * _MIDDLE[0] <= start and place <= bins * _MIDDLE[1]:
            yield left + start * _STEP, left + place * _STEP
        start = place


def _side(piece: Piece, strip: tuple[float, float]) -> int:
    """-1 left of the gutter, 1 right of it, 0 across it or inside it."""
    middle = (strip[0] + strip[1]) / 2
    if piece.x1 <= middle and piece.x0 < strip[0]:
        return -1
    return 1 if piece.x0 >= middle and piece.x1 > strip[1] else 0


def _side_by_side(before: Sequence[Piece], behind: Sequence[Piece]) -> bool:
    top = max(min(piece.y0 for piece in before), min(piece.y0 for piece in behind))
    bottom = min(max(piece.y1 for piece in before), max(piece.y1 for piece in behind))
    within = [sum(top - 1 <= piece.y0 and piece.y1 <= bottom + 1 for piece in side) for side in (before, behind)]
    return min(within) >= _FEWEST - 1


def _is_filled(pieces: Sequence[Piece], width: float) -> bool:
    """Whether pieces fill their column: most of them do, or in a text with many headings most of what is written."""
    widths = [piece.x1 - piece.x0 for piece in pieces]
    if median(widths) >= _FILLED * width:
        return True
    filled = [written for written in widths if written >= _FILLED * width]
    return len(filled) * 3 >= len(widths) and sum(filled) >= _FILLED_PROSE * sum(widths)


def _bands(pieces: Sequence[Piece], strip: tuple[float, float]) -> Iterator[list[list[Piece]]]:
    """What stands across the gutter parts a page into bands; in each the left column is read first."""
    before: list[Piece] = []
    behind: list[Piece] = []
    across: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.y0):
        side = _side(piece, strip)
        if side == 0:
            if before or behind:
                yield [across, before, behind]
                before, behind, across = [], [], []
            across.append(piece)
        else:
            (before if side < 0 else behind).append(piece)
    yield [across, before, behind]
