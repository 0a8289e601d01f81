"""Cells of a table as the person who typed them sees them, and the options that stand in them."""

from __future__ import annotations

import json
import re
from datetime import date, datetime, time
from typing import Any

from question_bank.formats import options
from question_bank.formats.base import Issue, error
from question_bank.formats.columns import Columns
from question_bank.formats.normalise import clean, shadow

VOID = {"", "\\", "/", "-", "--", "—", "——", "N/A", "NULL", "null", "None"}
_SEPARATORS = (
    r"\$;\$",
    r"&&",
    r"@@",
    r"##",
    r"\n+",
    r"[|｜]",
    r"┋",
    r"[;；]+",
    r"\t+",
    r"、\s*(?=[A-H][.、．])",
    r"[,，]",
)
_PREFIX = re.compile(r"^\s*[\[(]?\s*([A-Z])\s*[\])]?\s*(?:[.、:\-—·)]|\s)\s*(?=\S)")
_BRACKETED = re.compile(r"^\s*[\[(]\s*([A-Z])\s*[\])]\s*(?=\S)")
_PLAIN = re.compile(r"[^\x00-\x1f\x7f\u00a0\u00ad\u200b-\u200f\u2060\ufeff\u2474-\u249b]*")


def text_of(cell: Any) -> str:
    """A cell as the person who typed it sees it."""
    if cell is None:
        return ""
    if isinstance(cell, str) and _PLAIN.fullmatch(cell) and "_x000D_" not in cell:
        return cell.strip(" \u3000")
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell.month}月{cell.day}日" if cell.time() == time() else cell.strftime("%Y-%m-%d %H:%M")
    if isinstance(cell, date):
        return f"{cell.month}月{cell.day}日"
    text = "\n".join(clean(line) for line in re.split(r"\r\n|\r|\n|_x000D_", str(cell)))
    return text.replace("\u00a0", " ").strip(" \t\n\u3000")


def cell_at(cells: list[str], column: int | None) -> str:
    """The text in a column; empty where the row is shorter."""
    return cells[column] if column is not None and column < len(cells) else ""


def options_of(cells: list[str], columns: Columns) -> tuple[tuple[str, ...], list[Issue]]:
    """The options of a row, and what is odd about their letters."""
    if columns.options:
        return _from_columns(cells, columns)
    whole = cell_at(cells, columns.single.get("options"))
    return (_from_cell(whole), []) if whole not in VOID else ((), [])


def _from_columns(cells: list[str], columns: Columns) -> tuple[tuple[str, ...], list[Issue]]:
    texts = [
        "" if (text := cell_at(cells, columns.options.get(place))) in VOID else text
        for place in range(max(columns.options) + 1)
    ]
    while texts and not texts[-1]:
        texts.pop()
    while len(texts) > 2 and texts.count("无") >= 2 and texts[-1] == "无":
        texts.pop()
    stripped, odd = _without_letters(texts)
    if len(texts) == 1 and not columns.single.get("options"):
        several = _from_cell(texts[0])
        return (several, []) if len(several) > 1 else (tuple(stripped), odd)
    return tuple(stripped), odd


def _without_letters(texts: list[str]) -> tuple[list[str], list[Issue]]:
    """Letters typed before the options go when each stands in its own column; one in a wrong place is an error."""
    found = [_PREFIX.match(shadow(text)) or _BRACKETED.match(shadow(text)) for text in texts]
    wanted = [chr(ord("A") + place) for place in range(len(texts))]
    lettered = [(match, letter) for match, letter, text in zip(found, wanted, texts, strict=True) if text]
    if lettered and all(match and match[1] == letter for match, letter in lettered):
        return [text[match.end() :].strip() if match else text for text, match in zip(texts, found, strict=True)], []
    letters = [match[1] for match, _letter in lettered if match]
    if len(letters) >= 2 and len(letters) == len(lettered):
        wrong = next((match[1], letter) for match, letter in lettered if match and match[1] != letter)
        return texts, [error("option_repeated", letter=wrong[0], expected=wrong[1])]
    return texts, []


def _from_cell(whole: str) -> tuple[str, ...]:
    """Options from one cell, whatever stands between them."""
    if listed := _from_json(whole):
        return listed
    splits = [[part.strip() for part in re.split(pattern, whole) if part.strip()] for pattern in _SEPARATORS]
    for parts in splits:
        if len(parts) >= 2 and all(
            match and match[1] == chr(ord("A") + place) for place, match in enumerate(map(_prefix, parts))
        ):
            return options.trimmed([part[match.end() :] for part in parts if (match := _prefix(part))])
    found = options.find(whole, shadow(whole))
    if found and not whole[: found.start].strip() and not found.issues:
        return tuple(text.strip().removesuffix("$;$").rstrip("|｜;；&#") for text in found.texts)
    unlettered = next((parts for parts in splits if len(parts) >= 2), [whole])
    return tuple(unlettered)


def _prefix(text: str) -> re.Match[str] | None:
    return _PREFIX.match(shadow(text)) or _BRACKETED.match(shadow(text))


def _from_json(whole: str) -> tuple[str, ...]:
    if not whole.startswith(("[", "{")):
        return ()
    try:
        listed = json.loads(whole)
    except ValueError:
        return ()
    if isinstance(listed, dict):
        listed = [listed[name] for name in sorted(listed)]
    texts = [each if isinstance(each, str) else "" for each in listed]
    return tuple(texts) if len(texts) >= 2 and all(texts) else ()
