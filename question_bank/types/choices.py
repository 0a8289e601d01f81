"""What single choice and multiple response share: options with stable ids and a key of ids."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

from core.i18n import _
from question_bank.types import arranging
from question_bank.types.base import Answer, Basic, Body, Line, Readable, Sent, Verdict, ordered, unanswered

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


def letters_from(text: str) -> list[str] | None:
    """The letters a text names, such as `A、C` or `abd`; None when it says anything else."""
    said = unicodedata.normalize("NFKC", text).upper()
    found = re.findall(r"[A-Z]", said)
    if not found or re.sub(r"[A-Z\s、,;.。/|&+和与及]", "", said):
        return None
    return sorted(set(found))


def body_of(options: Sequence[str], letters: Sequence[str]) -> Body:
    """A body from option texts and key letters."""
    ids = [letter(place).lower() for place in range(len(options))]
    return {
        "options": [{"id": each, "text": text} for each, text in zip(ids, options, strict=True)],
        "key": [each.lower() for each in letters],
    }


class Choosing(Basic):
    """What types share in which a candidate picks out of lettered options."""

    shows = "choices"

    def public(self, body: Body) -> Body:
        """The options without the key."""
        return public(body)

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """Sentences on an answer outside the options."""
        return chosen_faults(body, answer)

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """What was ticked, in the order of the options."""
        ticked = list(sent(""))
        known = [each for each in option_ids(body) if each in ticked]
        unknown = [each for each in ticked if each not in known]
        return {"chosen": known + unknown} if ticked else None

    def describe_key(self, body: Body) -> str:
        """The letters of the right options."""
        return "".join(key_letters(body))

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """The letters of what was chosen."""
        return describe(body, answer)

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """One line: the letters chosen and the letters that are right."""
        return [Line("", describe(body, answer), self.describe_key(body), chosen_ids(answer) == set(body["key"]))]

    def texts_of(self, body: Body) -> list[str]:
        """The option texts."""
        return [option["text"] for option in body["options"]]

    def wording(self, body: Body) -> list[str]:
        """The option texts."""
        return [option["text"] for option in body.get("options", [])]

    def meaning(self, body: Body) -> Any:
        """The texts of the right options."""
        return sorted(option["text"].strip() for option in body["options"] if option["id"] in body["key"])

    def key_text(self, key: Any) -> str:
        """The letters in a row."""
        return "".join(key or "")

    def order_of(self, stem: str, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """Any order, unless stem or options speak of options by place."""
        return arranging.option_order((stem, *self.texts_of(body)), option_ids(body), random, shuffle=shuffle)

    def arranged(self, body: Body, order: Sequence[str]) -> Body:
        """The options in the candidate's order."""
        return {**body, "options": ordered(body["options"], order)}

    def printed(self, body: Body) -> list[str]:
        """A. B. C. with their texts."""
        return [f"{letter(place)}. {option['text']}" for place, option in enumerate(body["options"])]


class ChoosingSeveral(Choosing):
    """What multiple response and one-or-more share: a part of the key is worth what the paper's rule says."""

    is_marked_by_rule = True

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Count right and wrong choices; the share of a flawless subset is its part of the key."""
        chosen, key = chosen_ids(answer), set(body["key"])
        if not chosen:
            return unanswered(len(key), by_rule=True)
        right, wrong = len(chosen & key), len(chosen - key)
        share = Fraction(0) if wrong else Fraction(right, len(key))
        return Verdict(share, right, wrong, len(key), answered=True, by_rule=True)

    def key_of(self, body: Body) -> Any:
        """The letters of the right options as a list."""
        return key_letters(body)

    def key_from(self, text: str) -> Any:
        """The letters named."""
        return letters_from(text)

    def body_of(self, read: Readable) -> Body:
        """A body from option texts and letters."""
        return body_of(read.options, list(read.key or ()))


def describe(body: Body, answer: Answer) -> str:
    """The letters an answer chose, in the order the body shows."""
    chosen = chosen_ids(answer)
    return "".join(letter(place) for place, each in enumerate(option_ids(body)) if each in chosen)
