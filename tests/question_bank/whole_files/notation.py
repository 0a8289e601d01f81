"""A short way to write down what a paper holds: one line a question, its kind, key, stem and options."""

from __future__ import annotations

from typing import Any

from tests.question_bank.whole_files.bank import Asked, WholeFile

_KINDS = {
    "单": "single",
    "多": "multiple",
    "不": "indefinite",
    "判": "true_false",
    "填": "fill",
    "数": "numeric",
    "答": "short_answer",
    "论": "essay",
    "配": "matching",
    "序": "ordering",
    "类": "classification",
    "错": "find_error",
}


def paper(title: str, name: str, text: str, holds: str, encoding: str = "utf-8") -> WholeFile:
    """A paper in text with what it holds; a line that starts with ! must not be ready."""
    asked, flagged = held(holds)
    return WholeFile(title, name, lambda: text.encode(encoding), asked, flagged)


def held(holds: str) -> tuple[tuple[Asked, ...], tuple[int, ...]]:
    """Lines such as `单@2 B | 题干 | 甲 / 乙 | 解析：略` as questions, and the places of those that start with !."""
    lines = [line.strip() for line in holds.strip().split("\n")]
    flagged = tuple(place for place, line in enumerate(lines, 1) if line.startswith("!"))
    return tuple(_asked(line.lstrip("! ")) for line in lines), flagged


def _asked(line: str) -> Asked:
    head, stem, options, *more = [part.strip() for part in line.split(" | ")] + [""] * max(0, 2 - line.count(" | "))
    mark, _space, said = head.partition(" ")
    mark, _at, points = mark.partition("@")
    texts = tuple(text.strip() for text in options.split(" / ")) if options else ()
    key = _key(_KINDS[mark], said.strip())
    explanation = more[0].removeprefix("解析：") if more else None
    return Asked(_KINDS[mark], stem.replace("⏎", "\n"), texts, key, float(points) if points else None, explanation)


def _key(kind: str, said: str) -> Any:
    if not said:
        return None
    if kind in ("multiple", "indefinite"):
        return list(said)
    if kind == "true_false":
        return said == "√"
    if kind == "fill":
        return [blank.split("=") for blank in said.split(";")]
    if kind == "numeric":
        value, tolerance, unit = said.split(",")
        return {"value": value, "tolerance": tolerance, "unit": unit}
    if kind in ("matching", "classification"):
        return [pair.split("→") for pair in said.split(";")]
    return said.split(";") if kind in ("ordering", "find_error") else said.replace("⏎", "\n")
