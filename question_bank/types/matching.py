"""Matching: each thing on the left belongs to one on the right."""

from __future__ import annotations

from collections.abc import Sequence
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


class Matching(Basic):
    """Each pair counts the same; a wrong pair earns nothing and costs nothing.

    The share is the part of the left side that is paired rightly. Things on the right that belong to nothing are
    allowed.
    """

    name = "matching"
    label = _l("匹配题")
    explains = _l("每对分值相同，配错不倒扣。")

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable sides or a key that leaves a left side open."""
        left, right, key = body.get("left") or [], body.get("right") or [], body.get("key")
        if not things.are_things(left) or not things.are_things(right) or not isinstance(key, dict):
            return things.shape_fault()
        faults = things.thing_faults(left, str(_("左边"))) + things.thing_faults(right, str(_("右边")))
        whole = set(key) == set(things.ids_of(left)) and things.is_map(key, list(key), things.ids_of(right))
        if not faults and not whole:
            faults.append(_("左边每一项都要有一个对应的右边。"))
        return faults

    def public(self, body: Body) -> Body:
        """Both sides, the right one in an order that tells nothing."""
        return {"left": things.bare(body["left"]), "right": things.bare(body["right"])}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Count right and wrong pairs."""
        pairs = answer["pairs"] if answer else {}
        if not pairs:
            return unanswered(len(body["key"]))
        right = sum(1 for left, each in pairs.items() if body["key"][left] == each)
        return counted(right, len(pairs) - right, len(body["key"]))

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer does not pair left with right."""
        if answer is None:
            return []
        if not holds_only(answer, "pairs"):
            return things.answer_fault()
        sides = things.ids_of(body["left"]), things.ids_of(body["right"])
        return [] if things.is_map(answer["pairs"], *sides) else things.answer_fault()

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """What was selected for each left side."""
        chosen = {each: "".join(sent(each)) for each in things.ids_of(body["left"])}
        pairs = {left: right for left, right in chosen.items() if right}
        return {"pairs": pairs} if pairs else None

    def describe_key(self, body: Body) -> str:
        """1-B 2-A."""
        return _letters(body, body["key"])

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """1-B 2-A as paired."""
        return _letters(body, answer["pairs"]) if answer else ""

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each left side: what it was paired with and what it belongs to."""
        right, pairs = things.texts(body["right"]), answer["pairs"] if answer else {}
        return [
            Line(
                each["text"],
                right.get(pairs.get(each["id"], ""), ""),
                right[body["key"][each["id"]]],
                pairs.get(each["id"]) == body["key"][each["id"]],
            )
            for each in body["left"]
        ]

    def texts_of(self, body: Body) -> list[str]:
        """The texts on the right that belong to nothing."""
        used = set(body["key"].values())
        return [each["text"] for each in body["right"] if each["id"] not in used]

    def wording(self, body: Body) -> list[str]:
        """All texts of both sides."""
        return [each["text"] for each in (*body["left"], *body["right"])]

    def key_of(self, body: Body) -> Any:
        """Pairs of texts."""
        right = things.texts(body["right"])
        return [[each["text"], right[body["key"][each["id"]]]] for each in body["left"]]

    def meaning(self, body: Body) -> Any:
        """The pairs in any order."""
        return sorted(self.key_of(body))

    def body_of(self, read: Readable) -> Body:
        """A body from pairs of texts; options are further texts for the right side."""
        pairs = [(str(left), str(right)) for left, right in read.key or ()]
        texts = list(dict.fromkeys([*(right for _left, right in pairs), *read.options]))
        ids = dict(zip(texts, arranging.blind_ids(texts), strict=True))
        left = [{"id": f"l{number}", "text": each} for number, (each, _right) in enumerate(pairs, start=1)]
        return {
            "left": left,
            "right": sorted(({"id": ids[text], "text": text} for text in texts), key=lambda each: each["id"]),
            "key": {each["id"]: ids[right] for each, (_left, right) in zip(left, pairs, strict=True)},
        }

    def key_text(self, key: Any) -> str:
        """One pair a line: 左 = 右."""
        return things.pair_lines(key)

    def key_from(self, text: str) -> Any:
        """Pairs out of lines."""
        return things.pairs_of(text)

    def order_of(self, stem: str, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """The right side in any order, always: side by side the key would show."""
        return arranging.mixed(things.ids_of(body["right"]), random)

    def arranged(self, body: Body, order: Sequence[str]) -> Body:
        """The right side in the candidate's order."""
        return {**body, "right": ordered(body["right"], order)}

    def printed(self, body: Body) -> list[str]:
        """The left side numbered, the right side lettered."""
        right = [f"{choices.letter(place)}. {each['text']}" for place, each in enumerate(body["right"])]
        return [*things.numbered(body, "left"), *right]

    @property
    def example(self) -> Body:
        """Three alarms and their numbers, one number to spare."""
        key = [["森林火警", "12119"], ["公安报警", "110"], ["交通事故", "122"]]
        return self.body_of(Read(options=("120",), key=key))

    @property
    def right_answer(self) -> Answer:
        """Each alarm with its number."""
        return {"pairs": self.example["key"]}


def _letters(body: Body, pairs: dict[str, str]) -> str:
    places = {each: choices.letter(place) for place, each in enumerate(things.ids_of(body["right"]))}
    return " ".join(
        f"{number}-{places[pairs[each]]}"
        for number, each in enumerate(things.ids_of(body["left"]), start=1)
        if each in pairs
    )
