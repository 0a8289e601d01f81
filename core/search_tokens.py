"""Words of a text and of a query as search sees them: pairs of Han characters, Latin words, numbers (pure)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff々〇"
_RUN = re.compile(rf"(?P<han>[{_HAN}]+)|(?P<number>[0-9]+)|(?P<word>[^\W\d_{_HAN}]+)")
_SHORTEST_PREFIX = 3
MOST_TOKENS = 15_000
"""PostgreSQL counts places in a text up to 16,383; what stands behind is not indexed on either database."""
MOST_TERMS = 6
LONGEST_QUERY = 80


@dataclass(frozen=True)
class Term:
    """One word of a query: tokens that must follow each other; the last may be the beginning of a word."""

    written: str
    tokens: tuple[str, ...]
    is_prefix: bool


def folded(text: str) -> str:
    """A text without differences of width and case."""
    return unicodedata.normalize("NFKC", text).casefold()


def tokens_of(text: str) -> str:
    """The tokens of a text in order, parted by blanks; a run of Han characters ends with its last one alone."""
    found: list[str] = []
    for run in _RUN.finditer(folded(text)):
        found += _pairs(run["han"], closed=True) if run["han"] else [run.group()]
        if len(found) >= MOST_TOKENS:
            break
    return " ".join(found[:MOST_TOKENS])


def _pairs(run: str, *, closed: bool) -> list[str]:
    pairs = [run[at : at + 2] for at in range(len(run) - 1)]
    return [*pairs, run[-1]] if closed or not pairs else pairs


def terms_of(query: str) -> list[Term]:
    """The words of a query, parted by blanks; all of them must be found."""
    terms = (_term(written) for written in folded(query[:LONGEST_QUERY]).split())
    return [term for term in terms if term.tokens][:MOST_TERMS]


def _term(written: str) -> Term:
    runs = list(_RUN.finditer(written))
    tokens: list[str] = []
    for place, run in enumerate(runs):
        is_last = place == len(runs) - 1
        tokens += _pairs(run["han"], closed=not is_last) if run["han"] else [run.group()]
    last = runs[-1] if runs else None
    if last is None:
        return Term(written, (), is_prefix=False)
    # A single Han character begins the pairs it stands in; 12 is not the beginning of 120, but 1211 of 12119.
    is_prefix = len(last.group()) == 1 if last["han"] else len(last.group()) >= _SHORTEST_PREFIX
    return Term(written, tuple(tokens), is_prefix)


@dataclass(frozen=True)
class Piece:
    """A stretch of a snippet, found or not."""

    text: str
    is_hit: bool


def snippet(text: str, terms: list[Term], width: int = 120) -> list[Piece]:
    """A stretch of a text around the first hit, cut into found and other pieces; its beginning when nothing is found."""
    spans = _merged(sorted(_hits(text, terms)))
    start = max(0, spans[0][0] - width // 4) if spans and spans[0][1] > width else 0
    end = min(len(text), start + width)
    pieces = [Piece("…", is_hit=False)] if start else []
    at = start
    for begin, stop in spans:
        first, last = max(begin, at), min(stop, end)
        if first < last:
            pieces += [Piece(text[at:first], is_hit=False), Piece(text[first:last], is_hit=True)]
            at = last
    pieces.append(Piece(text[at:end] + ("…" if end < len(text) else ""), is_hit=False))
    return [piece for piece in pieces if piece.text]


def _hits(text: str, terms: list[Term]) -> Iterator[tuple[int, int]]:
    """Where the words of a query stand in a text, whatever stands between their letters."""
    letters, places = _letters(text)
    for term in terms:
        wanted = "".join(char for char in term.written if char.isalnum())
        at = letters.find(wanted) if wanted else -1
        while at >= 0:
            yield places[at], places[at + len(wanted) - 1] + 1
            at = letters.find(wanted, at + len(wanted))


def _letters(text: str) -> tuple[str, list[int]]:
    """The folded letters and digits of a text, and for each the place it came from."""
    whole = folded(text)
    if len(whole) == len(text):  # nearly always: no character became several
        places = [place for place, char in enumerate(whole) if char.isalnum()]
        return "".join(whole[place] for place in places), places
    pairs = [(char, place) for place, written in enumerate(text) for char in folded(written) if char.isalnum()]
    return "".join(char for char, _place in pairs), [place for _char, place in pairs]


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for begin, stop in spans:
        if merged and begin <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(stop, merged[-1][1]))
        else:
            merged.append((begin, stop))
    return merged
