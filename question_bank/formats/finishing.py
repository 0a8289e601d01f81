"""What the readers of exchange formats share: the last look at a question, weights, blanks, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation

from question_bank.formats import checks
from question_bank.formats.base import Issue, Key, Reading, ReadPicture, ReadQuestion, doubt, error, worst

FILL = "____"
BLANKS = re.compile(r"_{4,}")
_KEYED = ("matching", "ordering", "classification", "find_error", "hotspot")
_TRUE = {"正确", "对", "是", "true", "t", "yes", "y", "√", "right", "correct"}
_FALSE = {"错误", "错", "否", "不正确", "false", "f", "no", "n", "×", "wrong", "incorrect"}
_SHOWN = re.compile(r"picture:|^\|.*\|$", re.MULTILINE)


def finished(
    question: ReadQuestion, issues: Iterable[Issue] = (), pictures: Iterable[ReadPicture] = ()
) -> ReadQuestion:
    """The question with its pictures and every reason against it, those of its own content included."""
    kept = tuple({picture.name: picture for picture in (*question.pictures, *pictures)}.values())
    noted = replace(question, pictures=kept).with_issues(
        *(replace(issue, line=issue.line or question.line) for issue in issues)
    )
    if noted.kind in _KEYED and not noted.key and noted.body is None:
        noted = noted.with_issues(error("key_missing", line=noted.line))
    blanks = len(BLANKS.findall(noted.stem))
    if noted.kind == "fill" and noted.key and blanks != len(noted.key):
        noted = noted.with_issues(doubt("blanks_uncounted", line=noted.line, blanks=blanks, answers=len(noted.key)))
    seen = checks.checked(noted)
    if _SHOWN.search(question.stem):
        left = tuple(issue for issue in seen.issues if issue.code != "picture")
        parts = worst(tuple(part.status for part in seen.parts))
        seen = replace(seen, issues=(), status=parts).with_issues(*left)
    return seen


def gathered(name: str, encoding: str, found: Sequence[ReadQuestion], warnings: Iterable[str]) -> Reading:
    """A reading of these questions, numbered as they come, repeats told."""
    numbered = [replace(question, number=place) for place, question in enumerate(found, start=1)]
    compared = checks.without_duplicates_unseen(numbered)
    return Reading(name, encoding, tuple(compared), tuple(dict.fromkeys(str(each) for each in warnings)))


def letters(places: Iterable[int]) -> list[str]:
    """The letters of options counted from 0."""
    return [chr(ord("A") + place) for place in places]


def weighed(weights: Sequence[Decimal], *, single: bool) -> tuple[Key, list[Issue]]:
    """The key that the shares (in hundredths) of options make, with what our marking cannot say of them."""
    right = [place for place, weight in enumerate(weights) if weight > 0]
    shown = "、".join(
        f"{letter}={weight.normalize():f}%"
        for letter, weight in zip(letters(range(len(weights))), weights, strict=True)
        if weight
    )
    if not right or len(weights) > 26:
        return None, []
    if single:
        best = [place for place in right if weights[place] == max(weights)]
        issues = [doubt("weights_partial", text=shown)] if len(right) > 1 else []
        issues += [doubt("weights_below", text=f"{max(weights).normalize():f}%")] if max(weights) < 100 else []
        return ("".join(letters(best)), issues)
    uneven = len({weights[place] for place in right}) > 1
    total = sum((weights[place] for place in right), Decimal(0))
    return letters(right), [doubt("weights_partial", text=shown)] if uneven or abs(total - 100) > 1 else []


def accepted(answers: Sequence[tuple[str, Decimal]]) -> tuple[list[str], list[Issue]]:
    """The texts that count in full, with a doubt for those that count in part or hold a wildcard."""
    full = [text for text, weight in answers if weight >= 100]
    part = [f"{text}={weight.normalize():f}%" for text, weight in answers if 0 < weight < 100]
    issues = [doubt("weights_partial", text="、".join(part), mark=part[0].rpartition("=")[0])] if part else []
    issues += [doubt("wildcard", text=text, mark=text) for text in full if re.search(r"(?<!\\)\*", text)]
    return list(dict.fromkeys(text.replace("\\*", "*") for text in full)), issues


def number(text: str) -> Decimal | None:
    """A number as files write it; None when it is none."""
    try:
        value = Decimal(text.strip().replace("，", ".").replace(",", "."))
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value.adjusted()) < 40 else None


def plain_number(value: Decimal) -> str:
    """A number without exponent and trailing zeros."""
    return f"{value.normalize():f}" if value else "0"


def numeric_key(value: Decimal, tolerance: Decimal, unit: str = "") -> dict[str, str]:
    """The key of a numeric question."""
    return {"value": plain_number(value), "tolerance": plain_number(abs(tolerance)), "unit": unit}


def truth_of(texts: Sequence[str]) -> list[bool] | None:
    """What two options say when they are only right and wrong; None when they say something else."""
    words = [text.strip(" 。.").casefold() for text in texts]
    said = [True if word in _TRUE else False if word in _FALSE else None for word in words]
    return [bool(each) for each in said] if len(said) == 2 and set(said) == {True, False} else None
