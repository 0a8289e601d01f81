"""What types with lists of short texts share: checking them, reading them from lines, picking them by id."""

from __future__ import annotations

import re
from typing import Any

from core.i18n import _
from question_bank.types.base import LONGEST_TEXT, Body

MOST_THINGS = 30
_SIGN = "=+>?|＝|→|—>|->|⇒"
_PAIR = re.compile(rf"\s*(?<!\\)(?:{_SIGN})\s*")
_SIGN_INSIDE = re.compile("=|＝|→|—>|->|⇒")
_HIDDEN_SIGN = re.compile(r"\\(?==|＝|→|—>|->|⇒)")


def are_things(things: Any) -> bool:
    """Whether this is a list of {"id", "text"} with distinct ids."""
    if not isinstance(things, list) or not all(isinstance(each, dict) for each in things):
        return False
    ids = [each.get("id") for each in things]
    return (
        all(isinstance(each, str) and re.fullmatch(r"[\w-]{1,64}", each) for each in ids)
        and len(set(ids)) == len(ids)
        and all(isinstance(each.get("text"), str) for each in things)
    )


def ids_of(things: list[dict[str, Any]]) -> list[str]:
    """The ids in order."""
    return [each["id"] for each in things]


def texts(things: list[dict[str, Any]]) -> dict[str, str]:
    """Texts by id."""
    return {each["id"]: each["text"] for each in things}


def bare(things: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The things with nothing but id and text."""
    return [{"id": each["id"], "text": each["text"]} for each in things]


def thing_faults(things: list[dict[str, Any]], name: str, least: int = 2) -> list[str]:
    """Sentences on missing, empty, repeated, too many or too long texts; `name` says what they are."""
    said = [each["text"].strip() for each in things]
    faults = []
    if not least <= len(said) <= MOST_THINGS:
        faults.append(
            _("%(name)s应有 %(least)d 至 %(most)d 项，现有 %(found)d 项。", name=name, least=least, most=MOST_THINGS, found=len(said))
        )  # fmt: skip
    if any(not text for text in said):
        faults.append(_("%(name)s里有一项没有内容。", name=name))
    if any(len(text) > LONGEST_TEXT for text in said):
        faults.append(_("%(name)s里有一项超过 %(most)d 字。", name=name, most=LONGEST_TEXT))
    if len(set(said)) < len(said):
        faults.append(_("%(name)s里有两项内容相同。", name=name))
    return faults


def is_map(pairs: Any, sources: list[str], targets: list[str]) -> bool:
    """Whether this maps some of the sources, each to one of the targets."""
    return isinstance(pairs, dict) and set(pairs) <= set(sources) and all(each in targets for each in pairs.values())


def is_pick(chosen: Any, ids: list[str]) -> bool:
    """Whether this is a list of distinct ids out of those offered."""
    return (
        isinstance(chosen, list)
        and all(isinstance(each, str) for each in chosen)
        and len(set(chosen)) == len(chosen)
        and set(chosen) <= set(ids)
    )


def lines_of(text: str) -> list[str]:
    """The filled lines of a text."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def pairs_of(text: str) -> list[list[str]] | None:
    """Lines such as `左 = 右` as pairs; None when a line has no sign between its halves."""
    pairs = [halves(line) for line in lines_of(text)]
    return pairs if pairs and all(len(pair) == 2 for pair in pairs) else None


def halves(line: str) -> list[str]:
    """The two sides of a line, or the whole of it without a sign; a sign behind a backslash belongs to the left."""
    left, *right = _PAIR.split(line, maxsplit=1)
    return [_HIDDEN_SIGN.sub("", left), *right]


def pair_lines(pairs: Any) -> str:
    """Pairs as lines to edit."""
    return "\n".join(f"{_SIGN_INSIDE.sub(_hidden, left)} = {right}" for left, right in pairs or [])


def _hidden(sign: re.Match[str]) -> str:
    return f"\\{sign[0]}"


def shape_fault() -> list[str]:
    """The sentence on a body that is not what its type expects."""
    return [_("题目内容的格式不对，请重新填写。")]


def answer_fault() -> list[str]:
    """The sentence on an answer that is not what its type expects."""
    return [_("作答内容的格式不对。")]


def numbered(body: Body, name: str) -> list[str]:
    """The texts of a list with (1), (2) before them, as on paper."""
    return [f"（{number}）{each['text']}" for number, each in enumerate(body[name], start=1)]
