"""Reads Aiken, the plainest text form of multiple-choice questions."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from core.i18n import _, _l
from question_bank.formats import decoding
from question_bank.formats.base import Issue, Reading, ReadQuestion, error
from question_bank.formats.finishing import finished, gathered, truth_of

_OPTION = re.compile(r"^\s*([A-Za-z])\s*[.)]\s+(.*)$|^\s*([A-Z])[.)](\S.*)?$")
_ANSWER = re.compile(r"^\s*ANSWER\s*:\s*(.*?)\s*$", re.IGNORECASE)
_SURE = re.compile(r"^\s*ANSWER\s*:\s*[A-Z]\s*$", re.MULTILINE)


@dataclass
class _Open:
    """A question while its lines come in."""

    line: int
    stem: list[str] = field(default_factory=list)
    options: list[str] = field(default_factory=list)
    issues: list[Issue] = field(default_factory=list)


class Aiken:
    """Questions in Aiken text."""

    name = "aiken"
    label = _l("Aiken 文本")
    extensions: tuple[str, ...] = (".txt",)

    def claims(self, name: str, raw: bytes) -> bool:
        """Text in which every answer stands as ANSWER: X on a line of its own, below lettered options."""
        if b"ANSWER" not in raw and b"A\0N\0S\0W" not in raw:
            return False
        try:
            text, _encoding = decoding.decoded(raw)
        except decoding.NotText:
            return False
        lines = text.splitlines()
        answers = [place for place, line in enumerate(lines) if _SURE.match(line)]
        return bool(answers) and all(place and _OPTION.match(lines[place - 1]) for place in answers[:20])

    def read(self, name: str, raw: bytes) -> Reading:
        """Read every question; raises NotText when the bytes are no text."""
        text, encoding = decoding.decoded(raw)
        lines = text.splitlines()
        found: list[ReadQuestion] = []
        now: _Open | None = None
        for place, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            now = now or _Open(place)
            if answer := _ANSWER.match(line):
                found.append(_closed(now, answer[1], place, lines))
                now = None
            else:
                _take(now, line.strip(), place)
        left = _closed(now, "", len(lines), lines) if now else None
        warnings = _left(left) if left is not None and not left.options else []
        found += [left] if left is not None and left.options else []
        return gathered(self.name, encoding, found, warnings)


def _left(question: ReadQuestion) -> list[str]:
    return [_("第 %(line)d 行的文字不是题目，未读入：%(text)s", line=question.line, text=question.stem[:60])]


def _take(now: _Open, line: str, place: int) -> None:
    found = _OPTION.match(line)
    letter = (found[1] or found[3]).upper() if found else ""
    expected = chr(ord("A") + len(now.options))
    if found and now.stem and letter == expected:
        now.options.append((found[2] or found[4] or "").strip())
    elif now.options:
        if found and letter in "ABCDEFGHIJ"[: len(now.options) + 2]:
            code = "option_repeated" if letter < expected else "option_skipped"
            values = {
                "letter": letter,
                "expected": expected if letter < expected else chr(ord(expected) - 1),
                "missing": expected,
            }
            now.issues.append(error(code, line=place, mark=line, **values))
            now.options.append((found[2] or found[4] or "").strip())
        else:
            now.options[-1] = f"{now.options[-1]}\n{line}"
            now.issues.append(error("aiken_wrapped", line=place, text=line[:40], mark=line[:40]))
    else:
        now.stem.append(line)


def _closed(now: _Open, answer: str, last: int, lines: list[str]) -> ReadQuestion:
    key = re.sub(r"[\s,;、，.()]", "", answer).upper()
    issues = list(now.issues)
    if key and not re.fullmatch(r"[A-Z]+", key):
        issues.append(error("key_unreadable", text=answer, mark=answer))
        key = ""
    options = tuple(now.options)
    truth = truth_of(options) if key in ("A", "B") and not issues else None
    raw = "\n".join(lines[now.line - 1 : last])
    question = ReadQuestion(
        0, "single", "\n".join(now.stem), options, key or None, line=now.line, last_line=last, raw=raw
    )
    if truth:
        question = ReadQuestion(
            0, "true_false", question.stem, (), truth["AB".index(key)], line=now.line, last_line=last, raw=raw
        )
    return finished(question, issues)
