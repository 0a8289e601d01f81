"""Matching: each thing on the left belongs to one on the right."""

from __future__ import annotations

from core.i18n import _, _l
from question_bank.types import arranging, choices, things
from question_bank.types.assigning import Assigning
from question_bank.types.base import Answer, Body, Read, Readable


class Matching(Assigning):
    """Each pair counts the same; a wrong pair earns nothing and costs nothing.

    The share is the part of the left side that is paired rightly. Things on the right that belong to nothing are
    allowed.
    """

    name = "matching"
    label = _l("匹配题")
    explains = _l("每对分值相同，配错不倒扣。")
    givers = "left"
    takers = "right"
    said = "pairs"
    moves = "right"

    def list_faults(self, body: Body) -> list[str]:
        """Sentences on unusable sides."""
        sides = (("left", _("左边")), ("right", _("右边")))
        return [fault for side, name in sides for fault in things.thing_faults(body[side], str(name))]

    def gap_fault(self) -> str:
        """Every left side needs a right one."""
        return str(_("左边每一项都要有一个对应的右边。"))

    def in_short(self, body: Body, pairs: dict[str, str]) -> str:
        """1-B 2-A."""
        places = {each: choices.letter(place) for place, each in enumerate(things.ids_of(body["right"]))}
        numbered = enumerate(things.ids_of(body["left"]), start=1)
        return " ".join(f"{number}-{places[pairs[each]]}" for number, each in numbered if each in pairs)

    def texts_of(self, body: Body) -> list[str]:
        """The texts on the right that belong to nothing."""
        used = set(body["key"].values())
        return [each["text"] for each in body["right"] if each["id"] not in used]

    def wording(self, body: Body) -> list[str]:
        """All texts of both sides."""
        return [each["text"] for each in (*body["left"], *body["right"])]

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
