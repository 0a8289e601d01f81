"""The order in which the pieces of a page are read: columns one after the other, rows of tables across."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from documents.pdf.characters import Piece

_STEP = 2.0  # points, the grain in which a gutter is looked for
_MIDDLE = (0.2, 0.8)  # where in a region a gutter may lie
_FEWEST = 4  # pieces on either side of a gutter
_FILLED = 0.6  # of its column, for the pieces of running text
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
    strip = _emptiest(pieces, left, right)
    if strip is None:
        return None
    before = [piece for piece in pieces if _side(piece, strip) < 0]
    behind = [piece for piece in pieces if _side(piece, strip) > 0]
    if min(len(before), len(behind)) < _FEWEST or not _side_by_side(before, behind):
        return None
    return strip if _is_filled(before, strip[0] - left) and _is_filled(behind, right - strip[1]) else None


def _emptiest(pieces: Sequence[Piece], left: float, right: float) -> tuple[float, float] | None:
    """The strip in the middle of a region that the fewest pieces cross, when that is few against the rest."""
    bins = int((right - left) / _STEP) + 1
    if not 20 <= bins <= 5000:
        return None
    change = [0] * (bins + 1)
    for piece in pieces:
        change[max(0, int((piece.x0 - left) / _STEP))] += 1
        change[min(bins, int((piece.x1 - left) / _STEP) + 1)] -= 1
    cover: list[int] = []
    for step in change[:bins]:
        cover.append((cover[-1] if cover else 0) + step)
    first, last = int(bins * _MIDDLE[0]), int(bins * _MIDDLE[1])
    least = min(cover[first:last])
    if least * 2 > max(cover):
        return None
    runs = _runs(cover, least, first, last)
    start, stop = max(runs, key=lambda run: (run[1] - run[0], -abs(run[0] + run[1] - bins)))
    return left + start * _STEP, left + stop * _STEP


def _runs(cover: Sequence[int], least: int, first: int, last: int) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    start: int | None = None
    for place in range(first, last + 1):
        empty = place < last and cover[place] == least
        if empty and start is None:
            start = place
        elif not empty and start is not None:
            runs.append((start, place))
            start = None
    return runs


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
    return median(piece.x1 - piece.x0 for piece in pieces) >= _FILLED * width


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
