"""What stands in the braces of a GIFT question: its kind, options, key and feedback."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal

from core.i18n import _
from question_bank.formats.base import Issue, Key, doubt, error
from question_bank.formats.finishing import FILL, accepted, letters, number, numeric_key, truth_of, weighed
from question_bank.formats.normalise import BLANK

_TRUTH = re.compile(r"^\s*(T|F|TRUE|FALSE)\s*(?:#(.*))?$", re.IGNORECASE | re.DOTALL)
_WEIGHT = re.compile(r"^\s*%\s*(-?\d+(?:\.\d+)?)%")
_RANGE = re.compile(r"^\s*(-?[\d.]+(?:[eE][+-]?\d+)?)\s*\.\.\s*(-?[\d.]+(?:[eE][+-]?\d+)?)\s*$")
Text = Callable[[str], str]


@dataclass
class Answers:
    """What a pair of braces says."""

    kind: str
    options: tuple[str, ...] = ()
    key: Key = None
    explanation: str = ""
    issues: list[Issue] = field(default_factory=list)
    missing_word: bool = False

    def stem(self, before: str, after: str) -> str:
        """The stem around the place of the answer, which shows as a blank inside the sentence."""
        if self.kind == "fill":
            return (before + FILL + after).strip() if FILL not in before + after else (before + after).strip()
        if self.missing_word:
            return (before + BLANK + after).strip()
        return (before.rstrip() + after).strip()


@dataclass(frozen=True)
class _Line:
    """One answer: = or ~, its share in hundredths, its text and feedback."""

    sign: str
    weight: Decimal
    text: str
    feedback: str


def understood(inner: str, inside: bool, text: Text) -> Answers:
    """Kind, options and key of the braces' content; `inside` tells that the sentence goes on behind them."""
    inner, general = _without_general(inner, text)
    found = _of_kind(inner, text)
    found.explanation = "\n".join(part for part in (general, found.explanation) if part)
    found.missing_word = inside and found.kind in ("single", "multiple", "numeric", "essay", "true_false", "matching")
    if inside and found.kind == "essay":
        found.issues.append(doubt("tail_text"))
    return found


def _without_general(inner: str, text: Text) -> tuple[str, str]:
    before, mark, behind = inner.partition("####")
    return (before, text(behind).strip()) if mark else (inner, "")


def _of_kind(inner: str, text: Text) -> Answers:
    bare = inner.strip()
    if not bare:
        return Answers("essay")
    if truth := _TRUTH.match(bare):
        return _true_false(truth, text)
    if bare.startswith("#"):
        return _numeric(bare[1:], text)
    lines = _lines(bare, text)
    if not lines:
        return Answers("essay", issues=[error("key_unreadable", text=text(bare)[:60], mark=text(bare)[:60])])
    if all(line.sign == "=" and "->" in line.text for line in lines):
        return _matching(lines)
    if all(line.sign == "=" for line in lines):
        return _short(lines)
    return _choice(lines)


def _true_false(found: re.Match[str], text: Text) -> Answers:
    feedback = [text(part).strip() for part in (found[2] or "").split("#")]
    key = found[1].upper().startswith("T")
    said = [part for part in feedback if part]
    return Answers("true_false", key=key, explanation="\n".join(said))


def _lines(inner: str, text: Text) -> list[_Line]:
    found = []
    for sign, content in re.findall(r"([=~])([^=~]*)", inner):
        said, _mark, feedback = content.partition("#")
        weight = _WEIGHT.match(said)
        bare = said[weight.end() :] if weight else said
        share = Decimal(weight[1]) if weight else Decimal(100 if sign == "=" else 0)
        found.append(_Line(sign, share, text(bare).strip(), text(feedback).strip()))
    return found


def _feedback(lines: list[_Line], *, lettered: bool) -> str:
    names = letters(range(len(lines))) if lettered else [line.text for line in lines]
    said = [(name, line.feedback) for name, line in zip(names, lines, strict=True) if line.feedback]
    return "\n".join(f"{name}：{feedback}" for name, feedback in said)


def _choice(lines: list[_Line]) -> Answers:
    texts = tuple(line.text for line in lines)
    single = any(line.sign == "=" for line in lines) or max(line.weight for line in lines) >= 100
    key, issues = weighed([line.weight for line in lines], single=single)
    truth = truth_of(texts) if single and isinstance(key, str) and len(key) == 1 else None
    if truth is not None:
        return Answers(
            "true_false", key=truth[ord(key) - ord("A")], explanation=_feedback(lines, lettered=False), issues=issues
        )
    return Answers("single" if single else "multiple", texts, key, _feedback(lines, lettered=True), issues)


def _short(lines: list[_Line]) -> Answers:
    texts, issues = accepted([(line.text, line.weight) for line in lines])
    key = [texts] if texts and all(texts) else None
    return Answers("fill", key=key, explanation=_feedback(lines, lettered=False), issues=issues)


def _matching(lines: list[_Line]) -> Answers:
    pairs = [[part.strip() for part in line.text.split("->", 1)] for line in lines]
    return matched(pairs, _feedback(lines, lettered=True))


def matched(pairs: list[list[str]], explanation: str = "") -> Answers:
    """A matching question of pairs; a right side without a left one is offered beside the right ones."""
    real = [pair for pair in pairs if pair[0]]
    spare = [right for left, right in pairs if not left]
    used = {right for _left, right in real}
    offered = tuple(dict.fromkeys(text for text in spare if text not in used))
    issues = [error("key_missing")] if len(real) < 2 or not all(right for _left, right in real) else []
    return Answers("matching", offered, real, explanation, issues)


def _numeric(inner: str, text: Text) -> Answers:
    parts = re.findall(r"[=~]([^=~]*)", inner) if re.match(r"\s*[=~]", inner) else [inner]
    said, ranges, issues = [], [], []
    for part in parts:
        content, _mark, feedback = part.partition("#")
        said += [text(feedback).strip()] if feedback.strip() else []
        weight = _WEIGHT.match(content)
        content = text(content[weight.end() :] if weight else content).strip()
        if weight and Decimal(weight[1]) < 100:
            issues.append(doubt("weights_partial", text=f"{content}={weight[1]}%", mark=content))
        elif content:
            ranges.append((content, _range(content)))
    return _one_range(ranges, issues, "\n".join(said))


def _one_range(
    ranges: list[tuple[str, tuple[Decimal, Decimal] | None]], issues: list[Issue], explanation: str
) -> Answers:
    odd = [content for content, found in ranges if found is None]
    sound = [found for _content, found in ranges if found]
    if odd or not sound:
        shown = "、".join(odd) or _("空")
        issues.append(error("key_unreadable", text=shown, mark=odd[0] if odd else ""))
        return Answers("numeric", explanation=explanation, issues=issues)
    if len(set(sound)) > 1:
        issues.append(doubt("number_ranges", text="；".join(content for content, _found in ranges)))
    return Answers("numeric", key=numeric_key(*sound[0]), explanation=explanation, issues=issues)


def _range(content: str) -> tuple[Decimal, Decimal] | None:
    """The middle and the tolerance of `3`, `3:0.5` or `2.5..3.5`."""
    if found := _RANGE.match(content):
        low, high = number(found[1]), number(found[2])
        return ((low + high) / 2, abs(high - low) / 2) if low is not None and high is not None else None
    value, mark, tolerance = content.partition(":")
    middle, width = number(value), number(tolerance) if mark else Decimal(0)
    return (middle, width) if middle is not None and width is not None else None
