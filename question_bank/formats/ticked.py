"""Right options marked behind their text, as survey sites export them: ○甲 (正确答案)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from question_bank.formats import answers
from question_bank.formats.normalise import shadow

_RIGHT = re.compile(r"\s*[(\[]\s*(?:正确答案|正确选项|答案)\s*[)\]]\s*$")
_BULLET = re.compile(r"^\s*[○●◯□■◇◆☐☑⊙]\s*")
_LETTER = re.compile(r"^\s*[○●◯□■◇◆☐☑⊙]?\s*[\[(]?([A-H])\s*[.、:)\]]")


@dataclass(frozen=True)
class Ticked:
    """A question's text without the marks, and the letters or the truth they point at."""

    body: str
    letters: str = ""
    truth: bool | None = None


def taken(body: str) -> Ticked | None:
    """The text with bullets turned into letters and marks taken out; None where no option is marked."""
    lines = body.split("\n")
    right = [bool(_RIGHT.search(shadow(line))) for line in lines]
    if not any(right[1:]):
        return None
    first = next((place for place, line in enumerate(lines) if place and _is_option(line)), None)
    bare = [line[: len(_RIGHT.sub("", shadow(line)))] for line in lines]
    words = [answers.truth(line) for line in bare[-2:]]
    if first is None:
        chosen = [word.value for word, marked in zip(words, right[-2:], strict=True) if word and marked]
        return Ticked("\n".join(bare), truth=chosen[0]) if all(words) and len(chosen) == 1 else None
    return _lettered(bare, right, first)


def _is_option(line: str) -> bool:
    plain = shadow(line)
    return bool(_BULLET.match(plain) or _LETTER.match(plain))


def _lettered(lines: list[str], right: list[bool], first: int) -> Ticked | None:
    letters, place = "", 0
    for at in range(first, len(lines)):
        plain = shadow(lines[at])
        if typed := _LETTER.match(plain):
            letter = typed[1]
        elif bullet := _BULLET.match(plain):
            letter = chr(ord("A") + place)
            lines[at] = f"{letter}. {lines[at][bullet.end() :]}"
        else:
            continue
        place += 1
        letters += letter if right[at] else ""
    return Ticked("\n".join(lines), letters) if letters else None
