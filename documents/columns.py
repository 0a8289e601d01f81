"""Learning from the lines around it whether text was broken by hand and how wide its column is."""

from collections.abc import Sequence
from statistics import quantiles

from documents.labels import has_author_sign, label_of
from documents.lines import Line, ends_sentence, width
from documents.numbering import find_mark

_AROUND = 20  # lines looked at on either side
_NARROWEST, _WIDEST = 14, 130  # columns
_FEWEST = 3


def full_lines(lines: Sequence[Line]) -> list[bool]:
    """For each line, whether it reaches the edge of a column of hard-wrapped text."""
    widths = [width(line.text) for line in lines]
    open_ended = [not ends_sentence(line.text) and not _has_own_end(line.text) for line in lines]
    return [
        widths[place] >= edge if (edge := _edge(widths, open_ended, place)) else False for place in range(len(lines))
    ]


def _has_own_end(text: str) -> bool:
    """Whether a line ends where it does for its own sake: a heading, an author, a labelled line."""
    return bool(find_mark(text)) or has_author_sign(text) or label_of(text) is not None


def _edge(widths: Sequence[int], open_ended: Sequence[bool], place: int) -> float:
    """The width from which a line near `place` counts as full; 0 where text is not wrapped.

    In wrapped text nearly every line that does not end a sentence is as wide as the column;
    the first line of a paragraph may lack the two characters of its indent.
    """
    near = range(max(0, place - _AROUND), min(len(widths), place + _AROUND + 1))
    broken = sorted(widths[spot] for spot in near if open_ended[spot])
    if len(broken) < _FEWEST:
        return 0
    column = quantiles(broken, n=20, method="inclusive")[13]
    least = column - max(7, column // 5)
    wider = sum(widths[spot] > column * 1.35 for spot in near)
    if wider * 6 > len(near) + 6:
        return 0
    within = sum(least <= wide <= column * 1.2 for wide in broken)
    return least if _NARROWEST <= column <= _WIDEST and within * 2 >= len(broken) else 0
