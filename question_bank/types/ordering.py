"""Ordering: put steps into their right order."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from random import Random
from typing import Any

from core.i18n import _, _l
from question_bank.types import arranging, choices, things
from question_bank.types.base import (
    Answer,
    Basic,
    Body,
    Line,
    Read,
    Readable,
    Sent,
    Verdict,
    counted,
    holds_only,
    ordered,
    unanswered,
)


class Ordering(Basic):
    """Marked by pairs: of all pairs of items, how many stand in the right order to each other.

    Counting starts at the half that chance gives: all pairs right is 1, half of them or fewer is 0, so that one slip
    among many costs little and a random order earns nothing. Items left out are in no pair.
    """

    name = "ordering"
    label = _l("排序题")
    explains = _l("按两两先后关系给分，全部正确得满分，一半以下不得分。")

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable items or a key that does not name each of them once."""
        items, key = body.get("items"), body.get("key")
        if not things.are_things(items) or not isinstance(key, list):
            return things.shape_fault()
        faults = things.thing_faults(items or [], str(_("排序的各项")))
        if not faults and sorted(map(str, key)) != sorted(things.ids_of(items or [])):
            faults.append(_("正确顺序应包含每一项，且各一次。"))
        return faults

    def public(self, body: Body) -> Body:
        """The items, in an order that tells nothing."""
        return {"items": things.bare(body["items"])}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Count the pairs in right order; `right` and `wrong` count items at their own place."""
        given, key = (answer["order"] if answer else []), body["key"]
        if not given:
            return unanswered(len(key))
        places = {each: place for place, each in enumerate(key)}
        pairs = len(key) * (len(key) - 1) // 2
        good = sum(1 for one, other in combinations(given, 2) if places[one] < places[other])
        share = max(Fraction(0), Fraction(2 * good - pairs, pairs))
        there = sum(1 for one, other in zip(given, key, strict=False) if one == other)
        return counted(there, len(given) - there, len(key), share)

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer is not a list of distinct items."""
        if answer is None:
            return []
        if not holds_only(answer, "order") or not things.is_pick(answer["order"], things.ids_of(body["items"])):
            return things.answer_fault()
        return []

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """The items by the number given to each; two items may not have the same."""
        numbers = {each: "".join(sent(each)) for each in things.ids_of(body["items"])}
        placed = {each: int(number) for each, number in numbers.items() if number.isascii() and number.isdigit()}
        if not placed:
            return None
        order = sorted(placed, key=lambda each: placed[each])
        return {"order": order if len(set(placed.values())) == len(placed) else [order[0]] * 2}

    def describe_key(self, body: Body) -> str:
        """The letters as printed, in right order."""
        return _letters(body, body["key"])

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """The letters in the order given."""
        return _letters(body, answer["order"]) if answer else ""

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each place: what was put there and what belongs there."""
        texts, given = things.texts(body["items"]), answer["order"] if answer else []
        return [
            Line(
                str(_("第 %(number)d 位", number=place + 1)),
                texts[given[place]] if place < len(given) else "",
                texts[each],
                place < len(given) and given[place] == each,
            )
            for place, each in enumerate(body["key"])
        ]

    def wording(self, body: Body) -> list[str]:
        """The items."""
        return [each["text"] for each in body["items"]]

    def key_of(self, body: Body) -> Any:
        """The texts in right order."""
        texts = things.texts(body["items"])
        return [texts[each] for each in body["key"]]

    def meaning(self, body: Body) -> Any:
        """The texts in right order."""
        return self.key_of(body)

    def body_of(self, read: Readable) -> Body:
        """A body from texts in right order; with options the key may name them by letters instead."""
        texts = _by_letters(read.options, read.key) if read.options else list(read.key or ())
        ids = arranging.blind_ids(texts)
        items = [{"id": each, "text": text} for each, text in zip(ids, texts, strict=True)]
        return {"items": sorted(items, key=lambda item: item["id"]), "key": ids}

    def key_text(self, key: Any) -> str:
        """One item a line, in right order."""
        return "\n".join(key or ())

    def key_from(self, text: str) -> Any:
        """The items line by line."""
        return things.lines_of(text) or None

    def order_of(self, stem: str, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """Any order but the right one, always."""
        return arranging.mixed(things.ids_of(body["items"]), random, unlike=body["key"])

    def arranged(self, body: Body, order: Sequence[str]) -> Body:
        """The items in the candidate's order."""
        return {**body, "items": ordered(body["items"], order)}

    def printed(self, body: Body) -> list[str]:
        """A. B. C. with the items."""
        return [f"{choices.letter(place)}. {each['text']}" for place, each in enumerate(body["items"])]

    @property
    def example(self) -> Body:
        """Four steps on finding a fire."""
        return self.body_of(Read(key=["发现火情", "报警", "疏散群众", "清理余火"]))

    @property
    def right_answer(self) -> Answer:
        """The steps in order."""
        return {"order": self.example["key"]}


def _letters(body: Body, order: Sequence[str]) -> str:
    places = {each: choices.letter(place) for place, each in enumerate(things.ids_of(body["items"]))}
    return "".join(places[each] for each in order)


def _by_letters(options: Sequence[str], key: Any) -> list[str]:
    """Options in the order a key names them: by letters, or by their texts."""
    named = [ord(each) - ord("A") for each in key or () if len(each) == 1 and "A" <= each <= "Z"]
    if len(named) == len(options) and sorted(named) == list(range(len(options))):
        return [options[place] for place in named]
    return list(key or ())
