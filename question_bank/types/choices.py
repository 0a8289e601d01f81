"""What single choice and multiple response share: options with stable ids and a key of ids."""

from __future__ import annotations

from typing import Any

from core.i18n import _
from question_bank.types.base import Answer, Body

MOST_OPTIONS = 26
LONGEST_OPTION = 2000


def letter(position: int) -> str:
    """The letter an option shows at a position counted from 0."""
    return chr(ord("A") + position)


def option_ids(body: Body) -> list[str]:
    """The ids of the options in the author's order."""
    return [option["id"] for option in body["options"]]


def option_faults(body: Body) -> list[str]:
    """Sentences on missing, empty, repeated or too many options and on a key outside them."""
    options, key = body.get("options"), body.get("key")
    if not isinstance(options, list) or not isinstance(key, list) or not _are_options(options) or not _are_ids(key):
        return [_("选项或答案的格式不对，请重新填写。")]
    faults = _text_faults([option["text"] for option in options])
    if not set(key) <= set(option_ids(body)):
        faults.append(_("答案不在选项之内。"))
    return faults


def _are_options(options: Any) -> bool:
    if not isinstance(options, list):
        return False
    ids = [option.get("id") for option in options if isinstance(option, dict) and isinstance(option.get("text"), str)]
    return len(ids) == len(options) == len(set(map(str, ids))) and all(isinstance(each, str) for each in ids)


def _are_ids(key: Any) -> bool:
    return isinstance(key, list) and all(isinstance(each, str) for each in key) and len(set(key)) == len(key)


def _text_faults(texts: list[str]) -> list[str]:
    faults = []
    if not 2 <= len(texts) <= MOST_OPTIONS:
        faults.append(_("选项应有 2 至 %(most)d 个，现有 %(found)d 个。", most=MOST_OPTIONS, found=len(texts)))
    for position, text in enumerate(texts):
        if not text.strip():
            faults.append(_("选项 %(letter)s 没有内容。", letter=letter(position)))
        if len(text) > LONGEST_OPTION:
            faults.append(_("选项 %(letter)s 超过 %(most)d 字。", letter=letter(position), most=LONGEST_OPTION))
    filled = [text.strip() for text in texts if text.strip()]
    if len(set(filled)) < len(filled):
        faults.append(_("有两个选项内容相同。"))
    return faults


def public(body: Body) -> Body:
    """The options without the key."""
    return {"options": [{"id": option["id"], "text": option["text"]} for option in body["options"]]}


def chosen_faults(body: Body, answer: Answer) -> list[str]:
    """Sentences on an answer that is not a list of distinct option ids."""
    if answer is None:
        return []
    chosen = answer.get("chosen") if isinstance(answer, dict) and set(answer) == {"chosen"} else None
    if not isinstance(chosen, list) or not _are_ids(chosen) or not set(chosen) <= set(option_ids(body)):
        return [_("作答内容不在选项之内。")]
    return []


def chosen_ids(answer: Answer) -> set[str]:
    """The ids an answer chose; empty for an empty answer."""
    return set(answer["chosen"]) if answer else set()


def key_letters(body: Body) -> list[str]:
    """The letters of the key in the author's order of options."""
    return [letter(place) for place, each in enumerate(option_ids(body)) if each in body["key"]]


def body_of(options: list[str], letters: list[str]) -> Body:
    """A body from option texts and key letters."""
    ids = [letter(place).lower() for place in range(len(options))]
    return {
        "options": [{"id": each, "text": text} for each, text in zip(ids, options, strict=True)],
        "key": [each.lower() for each in letters],
    }
