"""What matching and classification share: each of some things is given one of some others."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from random import Random
from typing import Any

from question_bank.types import arranging, things
from question_bank.types.base import (
    Answer,
    Basic,
    Body,
    Line,
    Sent,
    Verdict,
    counted,
    holds_only,
    ordered,
    unanswered,
)


class Assigning(Basic, ABC):
    """Each thing counts the same; a wrong one earns nothing and costs nothing.

    `givers` names the list of things in the body, `takers` the list they are given to, `said` the map in an answer,
    and `moves` the list whose order a candidate sees drawn.
    """

    givers = ""
    takers = ""
    said = ""
    moves = ""

    @abstractmethod
    def list_faults(self, body: Body) -> list[str]:
        """Sentences on texts that cannot be used."""

    @abstractmethod
    def gap_fault(self) -> str:
        """The sentence on a key that leaves something open."""

    @abstractmethod
    def in_short(self, body: Body, pairs: dict[str, str]) -> str:
        """Pairs in one line, by numbers and letters."""

    def faults(self, body: Body) -> list[str]:
        """Sentences on unusable lists or a key that leaves something open."""
        givers, takers, key = body.get(self.givers), body.get(self.takers), body.get("key")
        if not things.are_things(givers) or not things.are_things(takers) or not isinstance(key, dict):
            return things.shape_fault()
        faults, ids = self.list_faults(body), things.ids_of(givers or [])
        if not faults and not (set(key) == set(ids) and things.is_map(key, ids, things.ids_of(takers or []))):
            faults.append(self.gap_fault())
        return faults

    def public(self, body: Body) -> Body:
        """Both lists without the key."""
        return {self.givers: things.bare(body[self.givers]), self.takers: things.bare(body[self.takers])}

    def given(self, answer: Answer) -> dict[str, str]:
        """What an answer of sound shape gives to what."""
        return dict(answer[self.said]) if answer else {}

    def mark(self, body: Body, answer: Answer) -> Verdict:
        """Count what is given rightly and wrongly."""
        pairs = self.given(answer)
        if not pairs:
            return unanswered(len(body["key"]))
        right = sum(1 for each, target in pairs.items() if body["key"][each] == target)
        return counted(right, len(pairs) - right, len(body["key"]))

    def answer_faults(self, body: Body, answer: Answer) -> list[str]:
        """A sentence when the answer does not give things of the one list to things of the other."""
        if answer is None:
            return []
        if not holds_only(answer, self.said):
            return things.answer_fault()
        lists = things.ids_of(body[self.givers]), things.ids_of(body[self.takers])
        return [] if things.is_map(answer[self.said], *lists) else things.answer_fault()

    def answer_of(self, body: Body, sent: Sent) -> Answer:
        """What was chosen for each thing."""
        chosen = {each: "".join(sent(each)) for each in things.ids_of(body[self.givers])}
        pairs = {each: target for each, target in chosen.items() if target}
        return {self.said: pairs} if pairs else None

    def describe_key(self, body: Body) -> str:
        """The key in one line."""
        return self.in_short(body, body["key"])

    def describe_answer(self, body: Body, answer: Answer) -> str:
        """An answer in the way of the key."""
        return self.in_short(body, self.given(answer)) if answer else ""

    def lines(self, body: Body, answer: Answer) -> list[Line]:
        """Each thing: what it was given to and where it belongs."""
        targets, pairs = things.texts(body[self.takers]), self.given(answer)
        return [
            Line(
                each["text"],
                targets.get(pairs.get(each["id"], ""), ""),
                targets[body["key"][each["id"]]],
                pairs.get(each["id"]) == body["key"][each["id"]],
            )
            for each in body[self.givers]
        ]

    def key_of(self, body: Body) -> Any:
        """Pairs of texts."""
        targets = things.texts(body[self.takers])
        return [[each["text"], targets[body["key"][each["id"]]]] for each in body[self.givers]]

    def meaning(self, body: Body) -> Any:
        """The pairs in any order."""
        return sorted(self.key_of(body))

    def key_text(self, key: Any) -> str:
        """One pair a line."""
        return things.pair_lines(key)

    def key_from(self, text: str) -> Any:
        """Pairs out of lines."""
        return things.pairs_of(text)

    def order_of(self, stem: str, body: Body, random: Random, *, shuffle: bool) -> list[str]:
        """What moves in any order, always: as it was written the key would show."""
        return arranging.mixed(things.ids_of(body[self.moves]), random)

    def arranged(self, body: Body, order: Sequence[str]) -> Body:
        """What moves in the candidate's order."""
        return {**body, self.moves: ordered(body[self.moves], order)}
