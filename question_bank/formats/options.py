"""Where the options of a question start and end in its text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from question_bank.formats.base import Issue, doubt, error
from question_bank.formats.normalise import shadow

_BEFORE = r"(?:(?<![A-Za-z\-])|(?:(?<=\d[a-z])|(?<=\d[a-z]{2})|(?<=\d[kM][VWPN]))(?!A))"  # 0.7mB.1.0m, not 30mA.
_FAMILIES: tuple[tuple[str, str], ...] = (
    ("point", _BEFORE + r"([A-Z])\s*[.·](?!\d[\d.]*\s*版)"),
    ("comma", _BEFORE + r"([A-Z])\s*、"),
    ("colon", r"(?<![A-Za-z\-])([A-Z])\s*[:,]"),
    ("bracket", r"[\[(]\s*([A-Z])\s*[)\]]\s*[.、:]?"),
    ("half", r"(?<![A-Za-z\-(\[])([A-Z])\s*[)\]]\s*[.、]?"),
    ("mixed", r"(?<![A-Za-z\-])[\[(]?([A-Z])\s*[.、:)\]·]+"),
    ("space", r"(?:(?<=^)|(?<=[\s;。)_]))([A-Z])\s+(?=\S)"),
    ("line", r"(?:(?m:^)\s*|(?<=\s\s))([A-Z])(?=[\u4e00-\u9fff《“\"\d])"),
)
_WORDS = re.compile(r"(?:(?m:^)|(?<=\s))([A-H])(?=[\u4e00-\u9fff《“\"\d])")
_LOWER = tuple(
    (name, pattern.replace("([A-Z])", "([a-z])"))
    for name, pattern in _FAMILIES
    if name not in ("space", "line", "colon")
)
_BARE = re.compile(r"(?<![A-Za-z])A(?=[^\sA-Z])")
_CIRCLED = re.compile(r"([①-⑩])\s*[.、]?\s*")
_TYPED = re.compile(r"^\s*[\[(]?\s*([A-Ha-h8])\s*[.、:)\]]\s*(?=\D)")
_MISREAD = {"8": "B"}
_TRAILING = "；;，,、 \t\u3000\n"
_FULL_STOPS = "。．."


@dataclass(frozen=True)
class Options:
    """Options found in a text: where they begin, their texts, and what is odd about their letters."""

    start: int
    texts: tuple[str, ...]
    letters: tuple[str, ...]
    issues: tuple[Issue, ...] = ()
    spans: tuple[tuple[int, int, int], ...] = ()
    """Where each option stands in the text: its letter, its first character behind the letter, its end."""
    circled: bool = False
    """Whether ①②③ stand in place of letters, in the key as well."""


@dataclass(frozen=True)
class _Marker:
    letter: str
    start: int
    end: int


def find(text: str, plain: str) -> Options | None:
    """The lettered options of a question's text and its shadow; None when there are none."""
    runs = [run for families in (_FAMILIES, _LOWER) for run in _runs(plain, families)]
    runs += [run for run in [_single_words(plain)] if run]
    best = max(runs, key=lambda run: _worth(run, plain), default=None)
    if best is None:
        return None
    found = _cut(text, plain, best)
    return (_in_columns(text, plain) or found) if found.issues else found


def _runs(plain: str, families: tuple[tuple[str, str], ...]) -> list[list[_Marker]]:
    found = []
    for _name, pattern in families:
        markers = [_Marker(m[1].upper(), _named_from(plain, m.start()), m.end()) for m in re.finditer(pattern, plain)]
        for place, marker in enumerate(markers):
            if marker.letter == "A" and len(run := _extended(plain, markers[place:])) > 1:
                found.append(run)
    return found


def _named_from(plain: str, start: int) -> int:
    """Where a marker starts that is written as 选项A."""
    return start - 2 if plain[:start].endswith("选项") else start


def _single_words(plain: str) -> list[_Marker]:
    """A禁止 B警告 C指令: three letters or more from a line's start on, each glued to one word."""
    markers = [_Marker(m[1], m.start(), m.end()) for m in _WORDS.finditer(plain)]
    for place, marker in enumerate(markers):
        if marker.letter != "A" or plain[: marker.start].rpartition("\n")[2].strip():
            continue
        run = [each for order, each in enumerate(markers[place:]) if each.letter == chr(ord("A") + order)]
        ends = [*(each.start for each in run[1:]), len(plain)]
        if len(run) >= 3 and all(len(plain[each.end : end].split()) == 1 for each, end in zip(run, ends, strict=True)):
            return run
    return []


def _in_columns(text: str, plain: str) -> Options | None:
    """Options laid out column by column, as in A, C on one line and B, D below: each letter once, none left out."""
    for _name, pattern in _FAMILIES[:5]:
        markers = [_Marker(m[1].upper(), m.start(), m.end()) for m in re.finditer(pattern, plain)]
        plainly = [marker for marker in markers if _starts_plainly(plain, marker)]
        letters = [marker.letter for marker in plainly]
        complete = sorted(letters) == [chr(ord("A") + place) for place in range(len(letters))]
        if len(letters) >= 3 and complete and letters != sorted(letters) and letters[0] == "A":
            ends = [*(marker.start for marker in plainly[1:]), len(text)]
            texts = trimmed([text[marker.end : end] for marker, end in zip(plainly, ends, strict=True)])
            return Options(
                plainly[0].start,
                tuple(text for _letter, text in sorted(zip(letters, texts, strict=True))),
                tuple(sorted(letters)),
            )
    return None


def _extended(plain: str, markers: list[_Marker]) -> list[_Marker]:
    """A then B then C; a repeated or skipped letter is taken only where an option plainly starts."""
    run = [markers[0]]
    for marker in markers[1:]:
        expected = chr(ord(run[-1].letter) + 1)
        plainly = _starts_plainly(plain, marker)
        fits = marker.letter == expected or (plainly and _is_slip(marker, run, expected))
        if fits and (plainly or plain[run[-1].end : marker.start].strip()):
            run.append(marker)
    return run


def _is_slip(marker: _Marker, run: list[_Marker], expected: str) -> bool:
    """A letter typed twice or left out, not a letter mentioned in an option's text."""
    return (len(run) > 1 and marker.letter in (run[-1].letter, chr(ord(expected) + 1))) or (
        len(run) > 1 and marker.letter < expected and marker.letter != "A"
    )


def _starts_plainly(plain: str, marker: _Marker) -> bool:
    before = plain[: marker.start]
    return (
        not before.strip(" ")
        or before[-1] in "\n"
        or before.endswith("  ")
        or (before[-1] == " " and before.rstrip()[-1:] not in "、,和与或及")
    )


def _worth(run: list[_Marker], plain: str) -> tuple[int, int, int, int]:
    """More letters first, then more markers at a line's start or after a gap, one way of writing them, the later run."""
    plainly = sum(_starts_plainly(plain, marker) for marker in run)
    ways = {re.sub(r"[A-Za-z\s]", "", plain[marker.start : marker.end]) for marker in run}
    return (
        len({marker.letter for marker in run}),
        plainly - len(run) + len({marker.letter for marker in run}),
        -len(ways),
        run[0].start,
    )


def _cut(text: str, plain: str, run: list[_Marker]) -> Options:
    ends = [*(marker.start for marker in run[1:]), len(text)]
    raw = [text[marker.end : end] for marker, end in zip(run, ends, strict=True)]
    shown = [text[marker.start : end].strip().split("\n")[0] for marker, end in zip(run, ends, strict=True)]
    spans = tuple((marker.start, marker.end, end) for marker, end in zip(run, ends, strict=True))
    letters = tuple(marker.letter for marker in run)
    return Options(run[0].start, trimmed(raw), letters, _letter_issues(run, shown), spans)


def _letter_issues(run: list[_Marker], shown: list[str]) -> tuple[Issue, ...]:
    issues = []
    for place, marker in enumerate(run):
        expected = chr(ord("A") + place)
        earlier = [other.letter for other in run[:place]]
        if marker.letter in earlier:
            issues.append(error("option_repeated", letter=marker.letter, expected=expected, mark=shown[place]))
        elif marker.letter != expected and not issues:
            before = earlier[-1] if earlier else ""
            issues.append(
                error("option_skipped", letter=marker.letter, missing=expected, expected=before, mark=shown[place])
            )
    return tuple(issues)


def trimmed(raw: list[str]) -> tuple[str, ...]:
    """Option texts without separators behind them; a final 。 goes when every option ends in punctuation."""
    texts = [part.strip().rstrip(_TRAILING) for part in raw]
    ended = [part.strip()[-1:] in "；;。，," and bool(part.strip()) for part in raw]
    if all(ended) and len(ended) > 1:
        texts = [part.rstrip(_FULL_STOPS + _TRAILING) for part in texts]
    return tuple(texts)


def stand_apart(found: Options, plain: str) -> bool:
    """Whether at least two of the options start lines, as options of a question of their own do."""
    return sum(bool(re.match(r"\s*[\[(]?[A-Z]\s*[.、:)\]]", line)) for line in plain[found.start :].split("\n")) >= 2


def find_bare(text: str, plain: str) -> Options | None:
    """Options with nothing behind their letters, as in A110B120C119; a last resort, always in doubt."""
    for found in reversed(list(_BARE.finditer(plain))):
        marks = [found.start()]
        for letter in "BCDEFGH":
            place = plain.find(letter, marks[-1] + 2)
            if place < 0:
                break
            marks.append(place)
        if len(marks) >= 3:
            raw = [text[start + 1 : end] for start, end in zip(marks, [*marks[1:], len(text)], strict=True)]
            letters = tuple("ABCDEFGH"[: len(marks)])
            return Options(
                marks[0], trimmed(raw), letters, (doubt("options_bare", mark=text[marks[0] :].strip().split("\n")[0]),)
            )
    return None


def without_typed_letters(texts: list[str]) -> tuple[list[str], list[Issue]]:
    """Options some of which carry their letter: it goes where it fits its place, and is an error where it does not."""
    bare, issues = [], []
    for place, text in enumerate(texts):
        expected = chr(ord("A") + place)
        typed = _TYPED.match(shadow(text))
        letter = _MISREAD.get(typed[1], typed[1].upper()) if typed else ""
        if typed and letter == expected:
            bare.append(text[typed.end() :].strip())
        else:
            bare.append(text)
            issues += [error("option_repeated", letter=letter, expected=expected, mark=text)] if typed else []
    return bare, issues


def find_circled(text: str, plain: str) -> Options | None:
    """Options numbered ①②③ instead of letters."""
    marks = list(_CIRCLED.finditer(plain))
    run: list[re.Match[str]] = []
    for mark in marks:
        if ord(mark[1]) == ord("①") + len(run):
            run.append(mark)
    if len(run) < 2:
        return None
    ends = [*(mark.start() for mark in run[1:]), len(text)]
    raw = [text[mark.end() : end] for mark, end in zip(run, ends, strict=True)]
    letters = tuple(chr(ord("A") + place) for place in range(len(run)))
    return Options(run[0].start(), trimmed(raw), letters, (doubt("options_circled"),), circled=True)
